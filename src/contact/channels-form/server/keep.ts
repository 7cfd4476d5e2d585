import { tidyOrigin } from '#contact/channels-chat/index.ts';
import { demandTeam } from '#contact/conversations/index.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  archiveForm,
  createForm,
  FormDefinition,
  firstFields,
  formChanged,
  type Lack,
  lacksOf,
  publishForm,
  saveForm,
} from '../contract.ts';
import { accessForm, demandInUse } from './access.ts';
import { formPolicy } from './policy.ts';

const insert = statement<{ version: number }>(
  'form_insert',
  `INSERT INTO form (workspace_id, id, key, draft) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING RETURNING version`,
);

export const create = handle(createForm, async (ctx, { title, key }) => {
  demand(ctx, formPolicy, 'keep');
  const draft = FormDefinition.parse({ title, fields: firstFields, thanks: 'Thank you. We answer as soon as we can.' });
  const row = await ctx.tx.first(insert, [ctx.workspaceId, ctx.key, key, JSON.stringify(draft)]);
  if (!row) return refuse('forms.key_taken', `There is a form at …/forms/${key} already.`);
  ctx.emit(formChanged, { formId: ctx.key, what: 'created' });
  return { formId: ctx.key, version: row.version };
});

const keepDraft = statement<{ version: number }>(
  'form_save',
  `UPDATE form SET draft = $3, team_id = $4, allowed_origins = $5, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const keepPublished = statement<{ version: number }>(
  'form_publish',
  `UPDATE form SET published = draft, published_at = heed_now(), version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const keepArchived = statement<{ version: number }>(
  'form_archive',
  `UPDATE form SET archived_at = CASE WHEN $3 THEN coalesce(archived_at, heed_now()) END, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

function told(
  ctx: CommandContext,
  formId: string,
  row: { version: number } | undefined,
  what: 'changed' | 'published' | 'archived' | 'restored',
) {
  ctx.emit(formChanged, { formId, what });
  return { formId, version: row?.version ?? 1 };
}

export const save = handle(saveForm, async (ctx, { formId, version, definition, teamId, allowedOrigins }) => {
  demandInUse(await accessForm(ctx, formId, { for: 'keep', lock: true, seen: version }));
  if (teamId) await demandTeam(ctx, teamId);
  const origins = [...new Set(allowedOrigins.map(tidyOrigin))];
  const values = [ctx.workspaceId, formId, JSON.stringify(definition), teamId, origins];
  return told(ctx, formId, await ctx.tx.first(keepDraft, values), 'changed');
});

const refusals: Record<Lack['why'], (label: string) => never> = {
  address: () => refuse('forms.not_ready', 'Add a required e-mail field that is always asked, so that you can answer.'),
  ids: () => refuse('forms.not_ready', 'Two fields have the same id.'),
  options: (label) => refuse('forms.not_ready', `“${label}” needs options, each once.`),
  condition: (label) => refuse('forms.not_ready', `“${label}” is asked after an answer that no field above it offers.`),
  long: () => refuse('forms.not_ready', 'Its answers may be longer than one message holds. Use fewer long texts.'),
};

export const publish = handle(publishForm, async (ctx, { formId, version }) => {
  const form = await accessForm(ctx, formId, { for: 'keep', lock: true, seen: version });
  demandInUse(form);
  const [lack] = lacksOf(form.draft);
  if (lack) refusals[lack.why](lack.label);
  return told(ctx, formId, await ctx.tx.first(keepPublished, [ctx.workspaceId, formId]), 'published');
});

export const archive = handle(archiveForm, async (ctx, { formId, isArchived }) => {
  await accessForm(ctx, formId, { for: 'keep', lock: true });
  const row = await ctx.tx.first(keepArchived, [ctx.workspaceId, formId, isArchived]);
  return told(ctx, formId, row, isArchived ? 'archived' : 'restored');
});
