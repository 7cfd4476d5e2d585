import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { type FormDefinition, getForm, lacksOf, listForms } from '../contract.ts';
import { accessForm, hasChanges } from './access.ts';
import { formPolicy } from './policy.ts';

interface Row {
  id: Id;
  key: string;
  draft: FormDefinition;
  published: FormDefinition | null;
  version: number;
  at: string;
  submissions: number;
  last_at: Date | null;
}

const page = statement<Row>(
  'forms_page',
  `SELECT f.id, f.key, f.draft, f.published, f.version, f.created_at::text AS at, s.submissions, s.last_at
   FROM (SELECT * FROM form WHERE workspace_id = $1 AND (archived_at IS NOT NULL) = $2
     AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $5) f
   CROSS JOIN LATERAL (SELECT count(*)::int AS submissions, max(at) AS last_at FROM form_submission
     WHERE workspace_id = $1 AND form_id = f.id) s
   ORDER BY f.created_at DESC, f.id DESC`,
);

export const list = answer(listForms, async (ctx, { isArchived, after, limit }) => {
  demand(ctx, formPolicy, 'list');
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const values = [ctx.workspaceId, isArchived === 'true', place[0] ?? null, place[1] ?? null, limit + 1];
  const found = await ctx.tx.rows(page, values);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    forms: shown.map((row) => ({
      ...{ id: row.id, key: row.key, title: row.draft.title, isPublished: row.published !== null },
      ...{ hasChanges: hasChanges(row), submissions: row.submissions, version: row.version },
      lastAt: row.last_at?.toISOString() ?? null,
    })),
    next: last && found.length > limit ? cursorOf([last.at, last.id]) : null,
  };
});

export const one = answer(getForm, async (ctx, { formId }, kernel) => {
  const form = await accessForm(ctx, formId, { for: 'list' });
  return {
    ...{ id: form.id, key: form.key, url: `${kernel.publicUrl()}/forms/${form.key}`, definition: form.draft },
    ...{ teamId: form.team_id, allowedOrigins: form.allowed_origins, isArchived: form.archived_at !== null },
    publishedAt: form.published_at?.toISOString() ?? null,
    ...{ hasChanges: hasChanges(form), lacks: lacksOf(form.draft), version: form.version },
  };
});
