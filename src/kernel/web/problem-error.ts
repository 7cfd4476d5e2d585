import { t } from '@lingui/core/macro';
import type { FieldError, ProblemBody } from '#kernel/contract/problem.ts';
import { told as inWords } from './language/told.ts';

type Told = Partial<ProblemBody> & { code: string; retryAfterS?: number | undefined };

/** A refusal by the server, or its silence: code `network`, status 0. */
export class ProblemError extends Error {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly title: string;
  /** A sentence for the person, in sentence case. */
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly retryAfterS: number | undefined;
  readonly requestId: string | undefined;

  constructor(told: Told) {
    const title = told.title ?? t`No answer from Heed`;
    const detail = told.detail ?? t`Check your connection. What you typed is kept; try again.`;
    super(detail);
    this.name = 'ProblemError';
    this.code = told.code;
    this.status = told.status ?? 0;
    this.title = inWords(title);
    this.detail = inWords(detail);
    this.errors = (told.errors ?? []).map(({ path, message }) => ({ path, message: inWords(message) }));
    this.facts = told.facts ?? {};
    this.retryAfterS = told.retryAfterS;
    this.requestId = told.requestId;
  }

  /** The message about one field of a form, if it was refused. */
  about(field: string): string | undefined {
    return this.errors.find((error) => error.path === field)?.message;
  }
}

/** Reads a refusal. An answer that is not problem+json (a proxy's page) becomes code `service.failed`. */
export async function problemFrom(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>;
  const after = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ProblemError({
    title: t`Something went wrong on our side`,
    detail: t`The server answered ${response.status}. Try again in a moment.`,
    ...body,
    code: body.code ?? (response.status === 503 ? 'service.unavailable' : 'service.failed'),
    status: response.status,
    retryAfterS: Number.isFinite(after) ? after : undefined,
  });
}
