import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { LetterField, RequiredBlock, TemplateText } from '../contract-render.ts';

/** What a letter needs of the record it is about. */
export interface Gathered {
  customerId: Id;
  /** Name and, line by line, the address as it stands on the letter. */
  recipient: string;
  /** Of the person who gets it, if known: `de`. */
  language: string | null;
  /** Values by field; what is not known is absent. */
  values: Record<string, string>;
}

/** A kind of letter, offered by the capability that knows what it is about. */
export interface LetterKind {
  /** `customer.general` */
  name: string;
  words: string;
  /** What it is about: `conversation`. */
  about: string;
  fields: LetterField[];
  required: RequiredBlock[];
  /** The template with which a new workspace begins. */
  starter: TemplateText & { name: string; language: string };
  /** Asks the record's own policy first. @throws Problem record.not_found, access.forbidden */
  gather(ctx: QueryContext, aboutId: Id): Promise<Gathered>;
}

/** Filled by capabilities that send letters. */
export const letterKinds: Slot<LetterKind> = { slot: 'letters.kinds' };

/** Fields that every kind of letter has. */
const common: LetterField[] = [
  line('letter.date', 'the day on which the letter is made', '22 November 2026'),
  line('sender.name', 'whoever makes the letter', 'Dana Okoro'),
  line('workspace.name', 'the name of your company', 'Fennick & Rowe'),
];

/** A field of one line that is gathered, not typed. */
export function line(name: string, words: string, sample: string): LetterField {
  return { name, words, type: 'line', sample, isNeeded: false, isTyped: false };
}

/** All kinds with the common fields among their own. */
export function kindsOf(ctx: Pick<QueryContext, 'contributed'>): LetterKind[] {
  return ctx.contributed(letterKinds).map((kind) => ({ ...kind, fields: [...kind.fields, ...common] }));
}

/** @throws Problem letter.unknown_kind */
export function kindNamed(ctx: Pick<QueryContext, 'contributed'>, name: string): LetterKind {
  const kinds = kindsOf(ctx);
  const found = kinds.find((kind) => kind.name === name);
  return found ?? refuse('letter.unknown_kind', `The kinds are: ${kinds.map((kind) => kind.name).join(', ')}.`);
}

const workspace = statement<{ name: string; time_zone: string; author: string | null }>(
  'letter_sender',
  `SELECT w.name, w.time_zone, (SELECT name FROM account WHERE id = $2) AS author FROM workspace w WHERE w.id = $1`,
);

/** Who sends it: the company, the author, and the day in the company's zone and the letter's language. */
export async function senderOf(ctx: QueryContext, language: string) {
  const authorId = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const row = await ctx.tx.first(workspace, [ctx.workspaceId, authorId]);
  const company = row?.name ?? '';
  const date = dateWords(ctx.now, language, row?.time_zone ?? 'UTC');
  const values: Record<string, string> = { 'letter.date': date, 'workspace.name': company };
  if (row?.author) values['sender.name'] = row.author;
  return { company, authorId, values };
}

/** `22 November 2026`, as the language writes it. */
export function dateWords(at: Date, language: string, timeZone: string): string {
  // English without a country would be written the American way.
  const locale = language === 'en' ? 'en-AU' : language;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at);
}

/** The time zone in which the company's letters are dated. */
export async function zoneOf(ctx: QueryContext): Promise<string> {
  return (await ctx.tx.first(workspace, [ctx.workspaceId, null]))?.time_zone ?? 'UTC';
}
