/**
 * Problems: the closed list of codes with which Heed refuses. Each says its HTTP status, a title for people,
 * who meets it and what to do. A capability adds its own list with `problems({...})` in its contract.
 */
export interface ProblemKind {
  status: number;
  /** What happened, as a person reads it. */
  title: string;
  /** Who meets this and what to do about it; shown in the API documentation. */
  help: string;
}

/** Declares a capability's own refusals. Keys are the codes. */
export function problems<const List extends Record<string, ProblemKind>>(list: List): List {
  return list;
}

export const kernelProblems = problems({
  'input.invalid': {
    status: 422,
    title: 'Something in the request is not as expected',
    help: 'The list `errors` names each field and what it accepts. Nothing was written.',
  },
  'input.not_json': {
    status: 400,
    title: 'The request is not readable JSON',
    help: 'Send one JSON object with the content type application/json. Nothing was written.',
  },
  'input.too_large': {
    status: 413,
    title: 'The request is too large',
    help: 'A request may hold 64 KB, one that carries a file 1 MB, a socket frame 64 KB. Nothing was written.',
  },
  'input.too_slow': {
    status: 408,
    title: 'The request did not arrive whole',
    help: 'Send the whole body within four seconds, then repeat it with the same Idempotency-Key. Nothing was written.',
  },
  'input.key_needed': {
    status: 400,
    title: 'The request needs an Idempotency-Key',
    help: 'Send a header Idempotency-Key with a new UUID for each new write, and the same one when repeating it.',
  },
  'input.key_reused': {
    status: 409,
    title: 'This Idempotency-Key was used for something else',
    help: 'Use a new UUID for a new write. The first write stands as it was.',
  },
  'access.signed_out': {
    status: 401,
    title: 'Please sign in',
    help: 'The session ended or was never there. What you typed is kept on your screen; sign in and send it again.',
  },
  'access.forbidden': {
    status: 403,
    title: 'Your role does not allow this',
    help: 'The detail names the roles that may. Ask one of these people, or an owner to change your role.',
  },
  'access.origin': {
    status: 403,
    title: 'This page may not call Heed',
    help: 'The origin is not on the list. An owner adds it under Settings, Chat widget.',
  },
  'access.fresh_proof_needed': {
    status: 403,
    title: 'Please confirm that it is you',
    help: 'Risky changes need your passphrase again within the last five minutes.',
  },
  'access.key_refused': {
    status: 401,
    title: 'This API key opens nothing',
    help: 'It is mistyped, expired or revoked, or whoever made it has no access any more. Make one in Settings, API keys.',
  },
  'access.beyond_key': {
    status: 403,
    title: 'This API key does not reach so far',
    help: 'Make a key with the scope that the operation names. What an account itself rests on is open to no key.',
  },
  'record.not_found': {
    status: 404,
    title: 'Not found',
    help: 'There is no such record, or your role may not know of it.',
  },
  'record.stale': {
    status: 409,
    title: 'Somebody changed this meanwhile',
    help: 'Load the record again and repeat the change on its newest version. Nothing was written.',
  },
  'route.not_found': { status: 404, title: 'No such address', help: 'See /api/docs for every address.' },
  'route.method': { status: 405, title: 'This address takes another method', help: 'See /api/docs.' },
  'limit.too_many': {
    status: 429,
    title: 'Too many requests',
    help: 'Wait as many seconds as Retry-After says, then repeat the request with the same Idempotency-Key.',
  },
  'practice.no_sending': {
    status: 409,
    title: 'Nothing leaves a practice workspace',
    help: 'Sending to the outside is refused in practice. Use the live workspace for real customers.',
  },
  'egress.refused': {
    status: 422,
    title: 'Heed does not connect to this address',
    help: 'Only public addresses on allowed ports are called; an owner may list addresses of the own network.',
  },
  'service.unavailable': {
    status: 503,
    title: 'Heed cannot reach its database just now',
    help: 'Nothing was lost. Repeat the request with the same Idempotency-Key after the seconds in Retry-After.',
  },
  'service.failed': {
    status: 500,
    title: 'Something went wrong on our side',
    help: 'Nothing was written. The request id finds the cause in the log.',
  },
});

/** One field that was refused: where, why, and what would be accepted. */
export interface FieldError {
  path: string;
  message: string;
}

/** The body of every refusal, media type application/problem+json (RFC 9457). */
export interface ProblemBody {
  type: string;
  code: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: FieldError[];
  /** Facts a screen can use, e.g. the current version of a record or the reasons to choose from. */
  facts?: Record<string, unknown>;
}
