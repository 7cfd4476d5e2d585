import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { type Contract, fieldsOf } from '#kernel/contract/contract.ts';
import type { FieldError } from '#kernel/contract/problem.ts';
import { Problem, refuse } from '../problem.ts';

/** Bytes of a JSON body: where the contract says so the larger one. Files travel through routes of their own. */
const bodyLimit = 65_536;
export const largeBodyLimit = 1_000_000;
/** Within this time a body must have come whole; the deadline of the whole request is 4.5 s. */
const bodyMs = 4_000;
const mostKeys = 200;
const mostErrors = 20;

/**
 * Reads a JSON object from a request body, counting bytes as they arrive.
 * @throws Problem input.too_large, input.not_json, input.too_slow
 */
export async function readJson(request: IncomingMessage, isLarge = false): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await readBytes(request, isLarge ? largeBodyLimit : bodyLimit);
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
    const keys = countKeys(text);
    if (keys > mostKeys) refuse('input.invalid', `An object may hold ${mostKeys} keys; this one holds more.`);
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length !== keys) {
      refuse('input.invalid', 'A key was given twice; give it once.');
    }
    // Signs that no database keeps can only come escaped; nearly every body has none and is not searched.
    if (/\\u(?:0000|d[89a-f])/i.test(text)) demandKeepable(value);
    return value;
  } catch (error) {
    if (error instanceof Problem) throw error;
    return refuse('input.not_json', 'The body is not readable JSON in UTF-8.');
  }
}

/** Keys of the outermost object, repeated ones too, counted up to one more than are accepted. */
function countKeys(text: string): number {
  let depth = 0;
  let keys = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\]+|\\.)*"|[[\]{}:]/gs)) {
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === ':' && depth === 1 && ++keys > mostKeys) break;
  }
  return keys;
}

// Read from the connection itself: a web stream around it costs more than all the rest of a small request.
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const end = (problem?: Problem) => {
      clearTimeout(timer);
      // What still comes is let go by, so that a refusal half way can be answered on this connection.
      request.off('data', hear).resume();
      if (problem) reject(problem);
      else resolve(Buffer.concat(chunks));
    };
    const late = () => end(new Problem('input.too_slow', `Send the whole body within ${bodyMs / 1_000} s.`));
    const tooLarge = () => end(new Problem('input.too_large', `This request may hold ${limit} bytes.`));
    const hear = (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > limit) tooLarge();
      else chunks.push(chunk);
    };
    const timer = setTimeout(late, bodyMs);
    if (request.destroyed) return late();
    if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge();
    request.on('data', hear);
    request
      .once('end', () => end())
      .once('error', late)
      .once('close', late);
  });
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
  const errors = parsed.error.issues.slice(0, mostErrors + 1).flatMap(explain);
  const [first] = errors;
  const more = errors.length > mostErrors ? ` Only the first ${mostErrors} of its errors are listed.` : '';
  const detail = first ? `${first.path || 'The request'}: ${first.message}` : 'Not as expected.';
  return refuse('input.invalid', detail + more, { errors: errors.slice(0, mostErrors) });
}

function explain(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostErrors + 1).map((key) => ({
      path: [...issue.path, key].join('.').slice(0, 200),
      message: 'This field is not known here.',
    }));
  }
  return [{ path, message: issue.message }];
}
