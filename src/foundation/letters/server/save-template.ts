import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type Reaction } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { createTemplate, retireTemplate, saveTemplate, templateRetired, templateSaved } from '../contract.ts';
import { faultsOf, type TemplateText } from '../contract-render.ts';
import { kindNamed, kindsOf, type LetterKind } from './kinds.ts';
import { letterPolicy } from './policy.ts';
import { demandCurrent, lockTemplate } from './templates.ts';

const insert = statement<{ id: Id }>(
  'letter_template_insert',
  `INSERT INTO letter_template (workspace_id, id, kind, name) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, kind, lower(name)) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const nameTaken = statement<{ id: Id }>(
  'letter_template_named',
  `SELECT id FROM letter_template
   WHERE workspace_id = $1 AND kind = $2 AND lower(name) = lower($3) AND id <> $4 AND retired_at IS NULL`,
);
const next = statement(
  'letter_template_next',
  `UPDATE letter_template SET name = $3, current = $4 WHERE workspace_id = $1 AND id = $2`,
);
const insertVersion = statement(
  'letter_template_version_insert',
  `INSERT INTO letter_template_version (workspace_id, template_id, number, language, subject, sections)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);
const retire = statement<{ id: Id; was: boolean }>(
  'letter_template_retire',
  `UPDATE letter_template SET retired_at = heed_now() WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL
   RETURNING id`,
);
const exists = statement<{ id: Id }>(
  'letter_template_exists',
  'SELECT id FROM letter_template WHERE workspace_id = $1 AND id = $2',
);

type Text = TemplateText & { name: string; language: string };

/** @throws Problem letter.unknown_field, letter.unreadable_field, letter.missing_content, with every fault named */
function demandSound(kind: LetterKind, text: TemplateText): void {
  const faults = faultsOf(text, kind.fields, kind.required);
  const [first] = faults;
  if (first) {
    const errors = faults.map(({ path, message }) => ({ path, message }));
    refuse(first.code, first.message, { errors });
  }
}

async function writeVersion(ctx: CommandContext, id: Id, kind: string, number: number, text: Text): Promise<void> {
  const { name, language, subject, sections } = text;
  await ctx.tx.rows(insertVersion, [ctx.workspaceId, id, number, language, subject, JSON.stringify(sections)]);
  await ctx.tx.rows(next, [ctx.workspaceId, id, name, number]);
  ctx.emit(templateSaved, { templateId: id, kind, number });
}

async function addTemplate(ctx: CommandContext, id: Id, kind: LetterKind, text: Text): Promise<void> {
  demandSound(kind, text);
  const row = await ctx.tx.first(insert, [ctx.workspaceId, id, kind.name, text.name]);
  if (!row) refuse('letter.name_taken', `There is already a template “${text.name}” for this kind of letter.`);
  await writeVersion(ctx, id, kind.name, 1, text);
}

export const create = handle(createTemplate, async (ctx, { kind, ...text }) => {
  demand(ctx, letterPolicy, 'keep');
  await addTemplate(ctx, ctx.key, kindNamed(ctx, kind), text);
  return { templateId: ctx.key, number: 1 };
});

/** Writes the next version; the one before stays as it is, because letters name it. */
export const save = handle(saveTemplate, async (ctx, { templateId, number, name, language, ...text }) => {
  demand(ctx, letterPolicy, 'keep');
  const before = await lockTemplate(ctx, templateId);
  demandCurrent(before, number);
  const whole = { ...text, name: name ?? before.name, language: language ?? before.language };
  demandSound(kindNamed(ctx, before.kind), whole);
  const taken = await ctx.tx.first(nameTaken, [ctx.workspaceId, before.kind, whole.name, templateId]);
  if (taken) refuse('letter.name_taken', `There is already a template “${whole.name}” for this kind of letter.`);
  await writeVersion(ctx, templateId, before.kind, number + 1, whole);
  return { templateId, number: number + 1 };
});

export const takeOut = handle(retireTemplate, async (ctx, { templateId }) => {
  demand(ctx, letterPolicy, 'keep');
  const row = await ctx.tx.first(retire, [ctx.workspaceId, templateId]);
  if (row) ctx.emit(templateRetired, { templateId });
  else if (!(await ctx.tx.first(exists, [ctx.workspaceId, templateId]))) notFound('template');
  return { templateId };
});

/** A new workspace can write its first letter of each kind at once. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'letters.first-templates',
  run: async (ctx) => {
    for (const kind of kindsOf(ctx)) await addTemplate(ctx, newId(), kind, kind.starter);
  },
};
