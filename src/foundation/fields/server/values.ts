import type { Id } from '#kernel/contract/ids.ts';
import type { FieldError } from '#kernel/contract/problem.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { type FieldValue, getFieldValues } from '../contract.ts';
import { accept } from './accept.ts';
import { fieldPolicy } from './policy.ts';
import { type FieldRow, fieldsSeen } from './rows.ts';
import { type Held, subjectNamed } from './subjects.ts';

/** What is to be written into the column `fields`: `fields || set - empty`. */
export interface CheckedValues {
  /** Field id → value. */
  set: Record<Id, FieldValue>;
  /** Ids of fields to empty. */
  empty: Id[];
  /** Ids of fields whose value differs from what the record holds now; the only thing an event may name. */
  changed: Id[];
}

/**
 * Checks values for a record of this subject against the fields that the actor may see. `values` by field key, null
 * empties; `held` is what the record holds now.
 * @throws Problem field.unknown, field.wrong_value, field.required, each with one entry of `errors` per field
 */
export async function checkValues(
  ctx: QueryContext,
  subject: string,
  values: Readonly<Record<string, unknown>>,
  held: Held,
): Promise<CheckedValues> {
  const fields = await fieldsSeen(ctx, subject);
  const unknown = Object.keys(values).filter((key) => !fields.some((field) => field.key === key));
  if (unknown.length > 0) refuseUnknown(unknown, fields);
  const checked: CheckedValues = { set: {}, empty: [], changed: [] };
  const wrong: FieldError[] = [];
  const missing: FieldRow[] = [];
  for (const field of fields) {
    if (!Object.hasOwn(values, field.key)) continue;
    const result = accept(field, values[field.key]);
    if ('problem' in result) wrong.push({ path: `values.${field.key}`, message: result.problem });
    else if (result.value === null && field.is_required) missing.push(field);
    else put(checked, field.id, result.value, held[field.id]);
  }
  const [first] = wrong;
  if (first) refuse('field.wrong_value', `${first.path}: ${first.message}`, { errors: wrong });
  if (missing.length > 0) {
    refuse('field.required', `${missing.map((field) => field.label).join(', ')} may not be empty.`, {
      errors: missing.map((field) => ({ path: `values.${field.key}`, message: 'This field may not be empty.' })),
    });
  }
  return checked;
}

function put(checked: CheckedValues, id: Id, value: FieldValue | null, before: FieldValue | undefined): void {
  const isSame = value === null ? before === undefined : JSON.stringify(value) === JSON.stringify(before);
  if (isSame) return;
  checked.changed.push(id);
  if (value === null) checked.empty.push(id);
  else checked.set[id] = value;
}

function refuseUnknown(unknown: readonly string[], fields: readonly FieldRow[]): never {
  const known = fields.map((field) => field.key).join(', ') || 'none';
  return refuse('field.unknown', `The fields here are: ${known}.`, {
    errors: unknown.slice(0, 20).map((key) => ({
      path: `values.${key.slice(0, 40)}`,
      message: 'There is no such field, or your role may not see it.',
    })),
  });
}

/**
 * A filter as what the column must contain (`fields @> …`), from its JSON text. A field that the actor may not see is
 * unknown: what cannot be read cannot be guessed by filtering either.
 * @throws Problem input.invalid, field.unknown, field.wrong_value
 */
export async function filterOf(ctx: QueryContext, subject: string, text: string): Promise<Record<Id, FieldValue>> {
  const asked = readFilter(text);
  const fields = await fieldsSeen(ctx, subject);
  const wanted: Record<Id, FieldValue> = {};
  for (const [key, value] of Object.entries(asked)) {
    const field = fields.find((one) => one.key === key);
    if (!field) return refuseUnknown([key], fields);
    // One key may be given plainly, and what was retired can still be looked for.
    const among = field.kind === 'several_of' && !Array.isArray(value) ? [value] : value;
    const choices = field.choices.map((choice) => ({ ...choice, isRetired: false }));
    const result = accept({ kind: field.kind, choices }, among);
    if ('problem' in result || result.value === null) {
      const message = 'problem' in result ? result.problem : 'Give a value to look for.';
      return refuse('field.wrong_value', `${key}: ${message}`, { errors: [{ path: `fields.${key}`, message }] });
    }
    wanted[field.id] = result.value;
  }
  return wanted;
}

function readFilter(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const count = Object.keys(value).length;
      if (count > 0 && count <= 20) return value as Record<string, unknown>;
    }
  } catch {
    // Falls through to the refusal.
  }
  return refuse('input.invalid', 'Give `fields` as a JSON object of 1 to 20 field keys, such as {"tier":"gold"}.');
}

/** The fields of one record with their values, as far as the reader's role may see them. */
export const fieldValues = answer(getFieldValues, async (ctx, { subject, subjectId }) => {
  demand(ctx, fieldPolicy, 'values');
  const { held, version, mayChange } = await subjectNamed(ctx, subject).read(ctx, subjectId);
  const fields = await fieldsSeen(ctx, subject);
  return {
    version,
    mayChange,
    fields: fields.map((field) => ({
      id: field.id,
      key: field.key,
      label: field.label,
      purpose: field.purpose,
      kind: field.kind,
      choices: field.choices,
      isRequired: field.is_required,
      value: held[field.id] ?? null,
    })),
  };
});
