import { refuse } from './problem.ts';

/** An opaque cursor from the sort values of the last row, as text in full precision. */
export function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The sort values of a cursor that this list gave out.
 * @throws Problem input.invalid for anything else
 */
export function readCursor(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isOurs = Array.isArray(values) && values.length === length && values.every((one) => typeof one === 'string');
    if (isOurs) return values as string[];
  } catch {
    // Falls through to the refusal: what cannot be read was not given out by us.
  }
  return refuse('input.invalid', 'Use the cursor `next` of the page before, unchanged.');
}
