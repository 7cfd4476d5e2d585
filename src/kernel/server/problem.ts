import { type FieldError, kernelProblems, type ProblemBody, type ProblemKind } from '#kernel/contract/problem.ts';

/** A refusal: thrown anywhere in a command or query, answered as problem+json. Its transaction is rolled back. */
export class Problem extends Error {
  readonly code: string;
  readonly errors: FieldError[] | undefined;
  readonly facts: Record<string, unknown> | undefined;
  readonly retryAfterS: number | undefined;

  constructor(code: string, detail: string, more: ProblemDetails = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.errors = more.errors;
    this.facts = more.facts;
    this.retryAfterS = more.retryAfterS;
  }
}

export interface ProblemDetails {
  errors?: FieldError[];
  facts?: Record<string, unknown>;
  retryAfterS?: number;
}

/** Refuses with a declared code and a sentence that says what would be allowed. */
export function refuse(code: string, detail: string, more: ProblemDetails = {}): never {
  throw new Problem(code, detail, more);
}

/** The one answer for rows that are absent and rows the actor may not know of. */
export function notFound(what: string): never {
  throw new Problem('record.not_found', `There is no such ${what}, or your role may not know of it.`);
}

export type ProblemList = Record<string, ProblemKind>;

/** The closed list of this installation: the kernel's codes and every capability's. */
export function problemList(capabilityLists: readonly ProblemList[]): ProblemList {
  const list: ProblemList = { ...kernelProblems };
  for (const more of capabilityLists) {
    for (const [code, kind] of Object.entries(more)) {
      if (list[code]) throw new Error(`problem code ${code} is declared twice`);
      list[code] = kind;
    }
  }
  return list;
}

/** Builds the RFC 9457 body. An unknown code is our own mistake and becomes `service.failed`. */
export function problemBody(list: ProblemList, problem: Problem, requestId: string): ProblemBody {
  const known = list[problem.code];
  const code = known ? problem.code : 'service.failed';
  const kind = known ?? kernelProblems['service.failed'];
  return {
    type: `/api/problems#${code}`,
    code,
    title: kind.title,
    status: kind.status,
    detail: (known && problem.message) || kind.help,
    requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...(problem.facts ? { facts: problem.facts } : {}),
  };
}

/** 503 with Retry-After: the database hangs, fails over or is full up. */
export function unavailable(detail = 'The database does not answer just now. Nothing was lost.'): Problem {
  return new Problem('service.unavailable', detail, { retryAfterS: 2 });
}
