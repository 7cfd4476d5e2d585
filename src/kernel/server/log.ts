import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * Structured logs without personal data: ids, codes, durations and route names only. Callers pass facts by name;
 * the redaction below is the second belt for fields that must never appear, at any depth used here.
 */
const secret = ['passphrase', 'password', 'token', 'authorization', 'cookie', 'text', 'email', 'name', 'value', 'link'];

export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = secret.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const redact = { paths, censor: '[withheld]' };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact }, destination);
}

/** An error for the log: kind, code and stack, but not its message's values (SQL errors quote what people wrote). */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const isDatabase = 'severity' in error || 'routine' in error;
  // The message stands first in the stack and may hold lines that look like frames.
  const stack = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, 12);
  return {
    kind: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...('constraint' in error ? { constraint: error.constraint } : {}),
    ...(isDatabase ? {} : { message: error.message.slice(0, 300) }),
    stack,
  };
}
