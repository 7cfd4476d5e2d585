import { promises as dns, type LookupAddress } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Id } from '#kernel/contract/ids.ts';
import { refuse } from '#kernel/server/problem.ts';

export interface EgressDeps {
  /** CIDRs or single addresses of the own network that may be called all the same. */
  allow: readonly string[];
  /** Only `live` workspaces send; undefined is a workspace that does not exist. */
  workspaceKind(workspaceId: Id): Promise<'live' | 'practice' | undefined>;
  /** Host names of this installation, which never calls itself. */
  ownHosts?: readonly string[];
  /** All addresses of a name. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
}

export interface EgressRequest {
  workspaceId: Id;
  url: string;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** For everything together: names, connection, answer. */
  timeoutMs?: number;
  maxBytes?: number;
  /** What is longer than `maxBytes` is cut there; otherwise it is a failure. */
  cuts?: boolean;
  ports?: readonly number[];
}

export interface EgressResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const deniedV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
// All but global unicast (2000::/3): so loopback, v4-mapped, NAT64, ULA, link-local, multicast. Then, inside it,
// Teredo and other protocol ranges, documentation, 6to4.
const deniedV6 = ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
const denied = listOf([...deniedV4, ...deniedV6]);

/**
 * The only way out: every request that Heed makes on somebody's behalf. Connects to the very address that was checked,
 * follows no redirect (3xx is an answer), verifies TLS. Asks for an uncompressed body and returns it as it came.
 * @throws Problem practice.no_sending, egress.refused; an Error in plain words when the other side fails or stalls
 */
export async function egress(deps: EgressDeps, request: EgressRequest): Promise<EgressResponse> {
  if ((await deps.workspaceKind(request.workspaceId)) !== 'live') {
    refuse('practice.no_sending', 'This workspace is for practice; nothing is sent to the outside from it.');
  }
  const url = checkUrl(request.url, request.ports ?? [80, 443], deps.ownHosts);
  const signal = AbortSignal.timeout(request.timeoutMs ?? 15_000);
  const stalled = new Promise<never>((_, reject) => {
    const late = () => reject(new Error(`${url.host} did not answer in time`));
    signal.addEventListener('abort', late, { once: true });
  });
  const work = allowedAddresses(url.hostname, deps.allow, deps.resolve).then((addresses) => {
    signal.throwIfAborted();
    return send(url, addresses, request, signal);
  });
  return Promise.race([work, stalled]);
}

/**
 * The address as far as its words tell whether it may be called.
 * @throws Problem egress.refused
 */
export function checkUrl(text: string, ports: readonly number[], ownHosts: readonly string[] = []): URL {
  if (!URL.canParse(text)) refuse('egress.refused', 'This is not a web address. Write it in full, with https://.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    refuse('egress.refused', 'Only addresses that begin with https:// or http:// are called.');
  }
  if (url.username || url.password) refuse('egress.refused', 'The address may not hold a user name or password.');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!ports.includes(port)) refuse('egress.refused', `Port ${port} is not called, only ${ports.join(' and ')}.`);
  if (ownHosts.includes(url.hostname.replace(/\.$/, ''))) refuse('egress.refused', 'Heed does not call itself.');
  return url;
}

/**
 * The addresses of a host, all of which may be called; mail and other protocols connect to these and no others.
 * @throws Problem egress.refused when one of them may not, or when there is none
 */
export async function allowedAddresses(
  hostname: string,
  allow: readonly string[],
  resolve: EgressDeps['resolve'] = (host) => dns.lookup(host, { all: true }),
): Promise<LookupAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const found = await addressesOf(hostname, resolve);
  if (found.length === 0) refuse('egress.refused', `${host} cannot be found. Check the name.`);
  const allowed = listOf(allow);
  if (!found.every(({ address }) => isIn(allowed, address) || !isDenied(address))) {
    refuse('egress.refused', `${host} is not on the public internet. An owner may allow it with HEED_EGRESS_ALLOW.`);
  }
  return found;
}

/** Whether a host lies in these ranges with all its addresses. One that cannot be found does not. */
export async function isInside(
  hostname: string,
  ranges: readonly string[],
  resolve: EgressDeps['resolve'] = (host) => dns.lookup(host, { all: true }),
): Promise<boolean> {
  const found = await addressesOf(hostname, resolve);
  const list = listOf(ranges);
  return found.length > 0 && found.every(({ address }) => isIn(list, address));
}

async function addressesOf(hostname: string, resolve: NonNullable<EgressDeps['resolve']>): Promise<LookupAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(host);
  return literal ? [{ address: host, family: literal }] : resolve(host).catch(() => []);
}

interface Ranges {
  4: BlockList;
  6: BlockList;
}

// One list per family: a common one would compare v4-mapped addresses with the v4 ranges of the allow list.
function listOf(ranges: readonly string[]): Ranges {
  const list = { 4: new BlockList(), 6: new BlockList() };
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : /^\d+$/.test(bits) ? Number(bits) : Number.NaN;
    if ((family !== 4 && family !== 6) || !(prefix <= most)) throw new Error(`${range} is not a range of addresses`);
    list[family].addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function isIn(list: Ranges, address: string): boolean {
  const family = isIP(address);
  if (family === 4) return list[4].check(address, 'ipv4');
  return family === 6 && !address.includes('%') && list[6].check(address, 'ipv6');
}

/** An address that cannot be read, or that names a network card (`fe80::1%eth0`), is refused too. */
function isDenied(address: string): boolean {
  return isIP(address) === 0 || address.includes('%') || isIn(denied, address);
}

function send(
  url: URL,
  addresses: LookupAddress[],
  request: EgressRequest,
  signal: AbortSignal,
): Promise<EgressResponse> {
  const lookup: LookupFunction = (_host, options, done) => {
    const first = addresses[0];
    if (options.all || !first) done(null, addresses);
    else done(null, first.address, first.family);
  };
  const given = Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'host');
  const headers = { 'accept-encoding': 'identity', 'user-agent': 'Heed', ...Object.fromEntries(given) };
  const method = request.method ?? 'GET';
  const options = { method, headers, lookup, signal, agent: false, maxHeaderSize: 16_384, rejectUnauthorized: true };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new Error(`${url.host} could not be reached: ${error.message}`));
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, options, (answer) => {
      readBody(answer, request).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        (error: Error) => {
          outgoing.destroy();
          fail(error);
        },
      );
    });
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}

async function readBody(answer: IncomingMessage, request: EgressRequest): Promise<Buffer> {
  const { maxBytes = 1_000_000, cuts } = request;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes && cuts) {
      // Leaving the loop closes the connection; nothing more is read.
      chunks.push(chunk.subarray(0, chunk.length - (size - maxBytes)));
      break;
    }
    if (size > maxBytes) throw new Error(`its answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
