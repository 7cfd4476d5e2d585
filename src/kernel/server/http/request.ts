import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { type Id, newId } from '#kernel/contract/ids.ts';

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

/** What came over the wire. Behind a proxy of ours the caller's address is the last one that it noted. */
export function requestFrom(message: IncomingMessage, trustProxy: boolean): HttpRequest {
  const header = (name: string) => {
    const value = message.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  const forwarded = trustProxy ? header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return { id: newId(), header, address: forwarded || (message.socket.remoteAddress ?? 'unknown') };
}

/** One caller, for limits: an IPv4 address, or the half of an IPv6 address that a subscriber is given. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean);
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return groups.slice(0, 4).join(':').toLowerCase();
}
