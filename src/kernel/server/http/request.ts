import type { Id } from '#kernel/contract/ids.ts';

/** What a handler may know of the request; the same for HTTP, sockets, jobs and the command line. */
export interface HttpRequest {
  id: Id;
  /** Lower-case header names. */
  header(name: string): string | undefined;
  /** The caller's address as far as it can be trusted. */
  address: string;
}

/** A request that came from inside: a job, a deadline, the command line. */
export function internalRequest(id: Id): HttpRequest {
  return { id, header: () => undefined, address: 'internal' };
}
