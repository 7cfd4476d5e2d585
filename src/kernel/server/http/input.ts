import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { type Contract, fieldsOf } from '#kernel/contract/contract.ts';
import type { FieldError } from '#kernel/contract/problem.ts';
import { Problem, refuse } from '../problem.ts';

/** A JSON body may hold this many bytes. Files travel through routes of their own. */
export const bodyLimit = 1_000_000;

/**
 * Reads a JSON object from a request body, counting bytes as they arrive.
 * @throws Problem input.too_large, input.not_json
 */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (!/^application\/json\b/i.test(type)) {
    refuse('input.not_json', `Send the content type application/json, not ${type ? 'another one' : 'none'}.`);
  }
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('input.not_json', 'Send one JSON object, such as {"text": "…"}.');
  }
  return value as Record<string, unknown>;
}

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    // Signs that no database keeps can only come escaped; nearly every body has none and is not searched.
    if (/\\u(?:0000|d[89a-f])/i.test(text)) demandKeepable(value);
    return value;
  } catch (error) {
    if (error instanceof Problem) throw error;
    return refuse('input.not_json', 'The body is not readable JSON in UTF-8.');
  }
}

// Read from the connection itself: a web stream around it costs more than all the rest of a small request.
async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  const tooLarge = () => refuse('input.too_large', `A request may hold ${bodyLimit} bytes.`);
  if (declared > bodyLimit) tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A refusal half way must still be able to answer on this connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > bodyLimit) tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Refuses NUL and halves of a sign (lone surrogates) anywhere in the value, also in its keys. */
function demandKeepable(value: unknown): void {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string' && /\0|\p{Surrogate}/u.test(one)) {
      refuse('input.invalid', 'Text may hold every sign of Unicode, but no NUL and no half of a surrogate pair.');
    }
    if (typeof one === 'object' && one !== null) for (const [key, inner] of Object.entries(one)) left.push(key, inner);
  }
}

/** Query parameters as an object; a key given twice is refused rather than guessed at. */
export function readParameters(url: URL): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  for (const [key, value] of url.searchParams) {
    if (key in values) refuse('input.invalid', `The parameter ${key} was given twice; give it once.`);
    values[key] = value;
  }
  demandKeepable(values);
  return values;
}

/**
 * Joins path fields and body (or parameters), refuses unknown keys and wrong types, and removes nothing silently.
 * @throws Problem input.invalid with one entry per field
 */
export function parseInput(
  contract: Contract,
  pathFields: Record<string, string>,
  rest: Record<string, unknown>,
): Record<string, unknown> {
  demandKeepable(pathFields);
  const own: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(rest)) own[key] = rest[key];
  for (const field of fieldsOf(contract.path)) {
    if (field in own) refuse('input.invalid', `${field} belongs in the address, not in the body.`);
    own[field] = pathFields[field];
  }
  if (Object.hasOwn(rest, '__proto__')) refuse('input.invalid', 'The key __proto__ is not accepted.');
  const parsed = contract.input.safeParse({ ...own });
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const errors = parsed.error.issues.flatMap(explain);
  const first = errors[0];
  return refuse('input.invalid', first ? `${first.path || 'The request'}: ${first.message}` : 'Not as expected.', {
    errors,
  });
}

function explain(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.').slice(0, 200),
      message: 'This field is not known here.',
    }));
  }
  return [{ path, message: issue.message }];
}
