import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getTemplate, listTemplates } from '../contract.ts';
import type { Section } from '../contract-render.ts';
import { kindsOf, type LetterKind } from './kinds.ts';
import { letterPolicy } from './policy.ts';

export interface TemplateRow {
  id: Id;
  kind: string;
  name: string;
  number: number;
  current: number;
  is_retired: boolean;
  language: string;
  subject: string;
  sections: Section[];
  written_at: Date;
}

const columns = `t.id, t.kind, t.name, v.number, t.current, t.retired_at IS NOT NULL AS is_retired, v.language, v.subject,
  v.sections, v.written_at`;
const source = `FROM letter_template t JOIN letter_template_version v
  ON v.workspace_id = t.workspace_id AND v.template_id = t.id`;

const all = statement<TemplateRow>(
  'letter_templates',
  `SELECT ${columns} ${source} AND v.number = t.current WHERE t.workspace_id = $1
   ORDER BY t.retired_at IS NOT NULL, t.kind, lower(t.name), t.id`,
);
const one = statement<TemplateRow>(
  'letter_template',
  `SELECT ${columns} ${source} AND v.number = coalesce($3, t.current) WHERE t.workspace_id = $1 AND t.id = $2`,
);
const locked = statement<TemplateRow>(
  'letter_template_lock',
  `SELECT ${columns} ${source} AND v.number = t.current WHERE t.workspace_id = $1 AND t.id = $2 FOR UPDATE OF t`,
);

/** One version of a template, the newest unless told otherwise. @throws Problem record.not_found */
export async function loadTemplate(ctx: QueryContext, id: Id, number: number | null = null): Promise<TemplateRow> {
  return (await ctx.tx.first(one, [ctx.workspaceId, id, number])) ?? notFound('template');
}

/** A template in use, locked, to write its next version. @throws Problem record.not_found, letter.template_retired */
export async function lockTemplate(ctx: QueryContext, id: Id): Promise<TemplateRow> {
  const row = (await ctx.tx.first(locked, [ctx.workspaceId, id])) ?? notFound('template');
  demandInUse(row);
  return row;
}

/** @throws Problem letter.template_retired */
export function demandInUse(row: TemplateRow): void {
  if (row.is_retired) refuse('letter.template_retired', `“${row.name}” is out of use. Take another template.`);
}

/** @throws Problem record.stale when the screen saw another version than the newest */
export function demandCurrent(row: TemplateRow, seen: number): void {
  if (row.current === seen) return;
  refuse('record.stale', `You saw version ${seen}; it is now ${row.current}. Load it again.`, {
    facts: { version: row.current },
  });
}

export function presentTemplate(row: TemplateRow) {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    number: row.number,
    current: row.current,
    isRetired: row.is_retired,
    language: row.language,
    subject: row.subject,
    sections: row.sections,
    writtenAt: row.written_at.toISOString(),
  };
}

export function presentKind({ name, words, about, fields, required }: LetterKind) {
  return { name, words, about, fields, required };
}

export const templateList = answer(listTemplates, async (ctx) => {
  demand(ctx, letterPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  return { kinds: kindsOf(ctx).map(presentKind), templates: rows.map(presentTemplate) };
});

export const template = answer(getTemplate, async (ctx, { templateId, number }) => {
  demand(ctx, letterPolicy, 'list');
  return presentTemplate(await loadTemplate(ctx, templateId, number ?? null));
});
