import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { FieldValue } from '../contract.ts';

/** What a record holds: field id → value. Fields that were never set are absent. */
export type Held = Readonly<Record<Id, FieldValue>>;

/** A kind of record that has fields. Its table has a column `fields jsonb`, its slice a command `….set-fields`. */
export interface FieldSubject {
  /** Also the first part of the record's live subject: `customer` for `customer:ID`. */
  name: string;
  words: { one: string; many: string };
  /** The values of one record, after its own policy was asked. @throws Problem record.not_found, access.forbidden */
  read(ctx: QueryContext, id: Id): Promise<{ held: Held; version: number; mayChange: boolean }>;
}

/** Filled by capabilities whose records have fields. */
export const fieldSubjects: Slot<FieldSubject> = { slot: 'fields.subjects' };

/** @throws Problem field.unknown_subject */
export function subjectNamed(ctx: QueryContext, name: string): FieldSubject {
  const all = ctx.contributed(fieldSubjects);
  const found = all.find((one) => one.name === name);
  if (found) return found;
  return refuse('field.unknown_subject', `These have fields: ${all.map((one) => one.name).join(', ')}.`);
}
