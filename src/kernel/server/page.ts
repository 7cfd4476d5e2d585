import { refuse } from './problem.ts';

/** What a cursor is made of: any text, an id, or an instant as PostgreSQL writes it. */
export type CursorPart = 'text' | 'id' | 'instant';

const instant =
  /^((?!0000)\d{4}-\d\d-\d\d) (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/;
/** Whether a value is such a part; may throw instead of saying no. */
const isPart: Record<CursorPart, (value: string) => boolean> = {
  text: (value) => !/\0|\p{Surrogate}/u.test(value),
  id: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  // The day is asked back because there is no 31 February.
  instant: (value) => new Date(`${instant.exec(value)?.[1]}T00:00Z`).toISOString().startsWith(value.slice(0, 10)),
};

/** An opaque cursor from the sort values of the last row, as text in full precision. */
export function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The sort values of a cursor that this list gave out.
 * @throws Problem input.invalid for anything else
 */
export function readCursor(cursor: string, parts: readonly CursorPart[]): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isOurs =
      Array.isArray(values) &&
      values.length === parts.length &&
      parts.every((part, i) => typeof values[i] === 'string' && isPart[part](values[i]));
    if (isOurs) return values as string[];
  } catch {
    // Falls through to the refusal: what cannot be read was not given out by us.
  }
  return refuse('input.invalid', 'Use the cursor `next` of the page before, unchanged.');
}
