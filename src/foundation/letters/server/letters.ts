import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getLetter, letterMade, listLetters, makeLetter, previewLetter } from '../contract.ts';
import { type LetterBlock, missingValues, render } from '../contract-render.ts';
import { textOf } from './forms.ts';
import { kindNamed, type LetterKind, senderOf } from './kinds.ts';
import { letterPolicy } from './policy.ts';
import {
  demandCurrent,
  demandInUse,
  loadTemplate,
  presentKind,
  presentTemplate,
  type TemplateRow,
} from './templates.ts';

export interface LetterRow {
  id: Id;
  number: number;
  customer_id: Id;
  about_id: Id;
  kind: string;
  template_id: Id;
  template_version: number;
  template_name: string;
  language: string;
  subject: string;
  recipient: string;
  sender: string;
  content: LetterBlock[];
  author_name: string | null;
  made_at: Date;
}

const columns = `l.id, l.number, l.customer_id, l.about_id, l.kind, l.template_id, l.template_version,
  t.name AS template_name, l.language, l.subject, l.recipient, l.sender, l.content, a.name AS author_name, l.made_at`;
const source = `FROM letter l JOIN letter_template t ON t.workspace_id = l.workspace_id AND t.id = l.template_id
  LEFT JOIN account a ON a.id = l.author_id`;
const load = statement<LetterRow>('letter_load', `SELECT ${columns} ${source} WHERE l.workspace_id = $1 AND l.id = $2`);
const ofCustomer = statement<LetterRow>(
  'letters_of_customer',
  `SELECT ${columns} ${source} WHERE l.workspace_id = $1 AND l.customer_id = $2
   ORDER BY l.made_at DESC, l.id DESC LIMIT 100`,
);
const insert = statement<{ number: number }>(
  'letter_insert',
  `INSERT INTO letter (workspace_id, id, number, customer_id, about_id, kind, template_id, template_version, language,
     subject, recipient, sender, content, author_id)
   VALUES ($1, $2, heed_next('letter'), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING number`,
);

/** The only way to obtain a letter. @throws Problem record.not_found, access.forbidden */
export async function accessLetter(ctx: QueryContext, id: Id): Promise<LetterRow> {
  const row = await ctx.tx.first(load, [ctx.workspaceId, id]);
  if (!row) {
    ctx.decided = true;
    notFound('letter');
  }
  demand(ctx, letterPolicy, 'read', row);
  return row;
}

/** Everything for a letter but what is typed. */
async function prepare(ctx: QueryContext, kind: LetterKind, template: TemplateRow, aboutId: Id) {
  const gathered = await kind.gather(ctx, aboutId);
  const sender = await senderOf(ctx, template.language);
  return { ...gathered, ...sender, values: { ...gathered.values, ...sender.values } };
}

export const preview = answer(previewLetter, async (ctx, { templateId, aboutId }) => {
  demand(ctx, letterPolicy, 'make');
  const template = await loadTemplate(ctx, templateId);
  demandInUse(template);
  const kind = kindNamed(ctx, template.kind);
  const { customerId, recipient, company, values } = await prepare(ctx, kind, template, aboutId);
  return {
    template: presentTemplate(template),
    kind: presentKind(kind),
    customerId,
    recipient,
    sender: company,
    values,
    ...render(template, kind.fields, values),
    missing: missingValues(template, values),
  };
});

/** Makes a letter and keeps its words; never with an empty hole. */
export const make = handle(makeLetter, async (ctx, { templateId, templateVersion, aboutId, values: typed }) => {
  demand(ctx, letterPolicy, 'make');
  const template = await loadTemplate(ctx, templateId);
  demandInUse(template);
  demandCurrent(template, templateVersion);
  const kind = kindNamed(ctx, template.kind);
  demandTyped(kind, typed);
  const prepared = await prepare(ctx, kind, template, aboutId);
  const values = { ...typed, ...prepared.values };
  demandValues(kind, missingValues(template, values));
  const { subject, blocks } = render(template, kind.fields, values);
  const { customerId, recipient, company, authorId } = prepared;
  const row = await ctx.tx.first(insert, [
    ...[ctx.workspaceId, ctx.key, customerId, aboutId, kind.name, templateId, templateVersion, template.language],
    ...[subject.slice(0, 500), recipient, company, JSON.stringify(blocks), authorId],
  ]);
  ctx.emit(letterMade, { letterId: ctx.key, customerId, aboutId, kind: kind.name, templateId, templateVersion });
  return { letterId: ctx.key, reference: `L-${row?.number}`, customerId };
});

function demandTyped(kind: LetterKind, typed: Readonly<Record<string, string>>): void {
  const known = kind.fields.filter((field) => field.isTyped).map((field) => field.name);
  const unknown = Object.keys(typed).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const message = `The fields to type are: ${known.join(', ') || 'none'}. The others are gathered.`;
  refuse('letter.unknown_field', message, {
    errors: unknown.slice(0, 20).map((name) => ({ path: `values.${name}`, message })),
  });
}

function demandValues(kind: LetterKind, missing: readonly string[]): void {
  if (missing.length === 0) return;
  const wordsOf = (name: string) => kind.fields.find((field) => field.name === name)?.words ?? name;
  refuse('letter.missing_value', `There is no value for ${missing.map(wordsOf).join(', ')}.`, {
    errors: missing.map((name) => ({ path: `values.${name}`, message: `Give ${wordsOf(name)}.` })),
  });
}

function presentRow(row: LetterRow) {
  return {
    id: row.id,
    reference: `L-${row.number}`,
    customerId: row.customer_id,
    aboutId: row.about_id,
    kind: row.kind,
    subject: row.subject,
    templateId: row.template_id,
    templateVersion: row.template_version,
    authorName: row.author_name,
    madeAt: row.made_at.toISOString(),
  };
}

export const letterList = answer(listLetters, async (ctx, { customerId }) => {
  demand(ctx, letterPolicy, 'list');
  return { letters: (await ctx.tx.rows(ofCustomer, [ctx.workspaceId, customerId])).map(presentRow) };
});

export const letter = answer(getLetter, async (ctx, { letterId }) => {
  const row = await accessLetter(ctx, letterId);
  return {
    ...presentRow(row),
    language: row.language,
    recipient: row.recipient,
    sender: row.sender,
    templateName: row.template_name,
    blocks: row.content,
    text: textOf(row.content),
  };
});
