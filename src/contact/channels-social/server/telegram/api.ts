import { z } from 'zod';
import type { Line } from '../connector.ts';
import { ServiceError } from '../connector.ts';

const Answer = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.int().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

interface Asked {
  timeoutMs?: number;
  /** A form with a file, where the method takes one. */
  form?: { boundary: string; body: Buffer };
}

/**
 * Calls a method of the Bot API. The token stands in the address, as the service wants it, and nowhere else: what is
 * thrown names neither. @throws ServiceError
 */
export async function callMethod<T>(
  line: Line,
  method: string,
  given: Record<string, unknown>,
  result: z.ZodType<T>,
  { timeoutMs = 20_000, form }: Asked = {},
): Promise<T> {
  const url = `${line.apiUrl.replace(/\/+$/, '')}/bot${line.token}/${method}`;
  const headers = { 'content-type': form ? `multipart/form-data; boundary=${form.boundary}` : 'application/json' };
  const body = form ? form.body : JSON.stringify(given);
  const { status, body: said } = await line.call({ url, headers, body, timeoutMs, maxBytes: 5_000_000 });
  const answer = Answer.safeParse(parsed(said)).data;
  if (!answer) throw new ServiceError('later', `It answered with ${status} and nothing that can be read.`);
  if (!answer.ok) throw refusal(answer.error_code ?? status, answer.description ?? '', answer.parameters?.retry_after);
  const read = result.safeParse(answer.result);
  if (!read.success) throw new ServiceError('later', `Its answer to ${method} has another form than it should.`);
  return read.data;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refusal(code: number, description: string, retryAfterS: number | undefined): ServiceError {
  const said = description.slice(0, 200);
  if (code === 429) return new ServiceError('later', said, { retryAfterS: retryAfterS ?? 5 });
  if (code === 401 || code === 404) return new ServiceError('account', said, { problem: 'token' });
  // Another process polls, or a webhook is set beside it: the account is listened to twice.
  if (code === 409) return new ServiceError('account', said, { problem: 'webhook' });
  if (code === 403) return new ServiceError('blocked', said);
  return new ServiceError(code >= 500 ? 'later' : 'refused', said);
}
