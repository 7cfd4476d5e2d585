import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { DNSResolver } from 'mailauth';
import { isInside } from '#kernel/egress/egress.ts';
import type { Checks } from '../../contract-messages.ts';
import type { Envelope } from '../arriving/store.ts';

/** Answers a question to the DNS: what `resolve(name, type)` of Node gives. */
export type Ask = DNSResolver;

/** All questions of one mail together; a mail waits no longer for servers of strangers. */
const patienceMs = 5_000;

/**
 * How the DNS is asked: by the system's own servers, by one that is named, or not at all (`off`). Undefined where nobody is
 * asked, and mails are then not checked.
 */
export function askBy(setting: string): Ask | undefined {
  if (setting === 'off') return undefined;
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  if (setting !== '') resolver.setServers([setting]);
  return (name, type) => resolver.resolve(name, type) as Promise<string[] | string[][]>;
}

/** What is said of a mail of which nothing could be found out. */
export const noAnswer: Checks = { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' };

/** Bytes that signatures may make us reckon through for one mail: each signature can ask for all of it once more. */
const mostSignedBytes = 64 * 1024 * 1024;
const signatureLine = /^dkim-signature:/gim;

/** Whether looking at the signatures of a mail costs more than any honest mail would. */
function asksTooMuch(raw: Buffer): boolean {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end < 0 ? 1_000_000 : Math.min(end, 1_000_000)).toString('latin1');
  const signatures = head.match(signatureLine)?.length ?? 0;
  return signatures > 10 || signatures * raw.length > mostSignedBytes;
}

/** A server in front of Heed hides where a mail came from; then only a signature tells, unless its word counts. */
const isPrivate = (address: string) =>
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(address);

/**
 * What the sender's domain says of a mail: SPF, DKIM and DMARC, each as `pass`, `fail`, `none` and so on. Where it is not
 * known from which machine a mail came, a missing pass proves nothing and DMARC says `unknown`. A mail that names no sender
 * or several fails. Null where nobody was asked; `temperror` where nobody answered in time. Never rejects.
 */
export async function checkSender(
  raw: Buffer,
  envelope: Envelope | null,
  ask: Ask | undefined,
  trusted: readonly string[] = [],
): Promise<Checks | null> {
  if (!ask) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Checks>((over) => {
    timer = setTimeout(() => over(noAnswer), patienceMs);
  });
  try {
    return await Promise.race([authenticated(raw, envelope, ask, trusted), late]);
  } catch {
    return noAnswer;
  } finally {
    clearTimeout(timer);
  }
}

interface Origin {
  ip: string;
  helo: string;
}

const fromWhere = /^from\s+(\S+)\s+\((?:[^()[\]]*)\[(?:IPv6:)?([0-9a-f.:]+)\]/i;

/**
 * From which machine a mail came: the one that connected; where that is a server in front of Heed whose word counts, the
 * one that it names in the line it added (Received), and so on through servers of that kind. Undefined where nobody knows.
 */
async function originOf(
  raw: Buffer,
  envelope: Envelope | null,
  trusted: readonly string[],
): Promise<Origin | undefined> {
  const ip = envelope?.remoteAddress.replace(/^::ffff:/i, '') ?? '';
  if (ip === '') return undefined;
  if (!(await isInside(ip, trusted))) return isPrivate(ip) ? undefined : { ip, helo: envelope?.helo ?? '' };
  for (const line of receivedLines(raw)) {
    const [, helo = '', from = ''] = fromWhere.exec(line) ?? [];
    if (isIP(from) === 0) return undefined;
    if (await isInside(from, trusted)) continue;
    return isPrivate(from) ? undefined : { ip: from, helo };
  }
  return undefined;
}

/** From the top, which is where each server adds its own. */
function receivedLines(raw: Buffer): string[] {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end < 0 ? 65_536 : Math.min(end, 65_536)).toString('latin1');
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => /^received:\s*(.*)$/i.exec(line)?.[1] ?? []).slice(0, 10);
}

async function authenticated(
  raw: Buffer,
  envelope: Envelope | null,
  ask: Ask,
  trusted: readonly string[],
): Promise<Checks> {
  if (asksTooMuch(raw)) return noAnswer;
  // Loaded with the first mail that is checked: it is large.
  const { authenticate } = await import('mailauth');
  const origin = await originOf(raw, envelope, trusted);
  const isKnown = origin !== undefined;
  const sender = origin ? { ...origin, sender: envelope?.from ?? '' } : {};
  const found = await authenticate(raw, { ...sender, resolver: ask, disableArc: true, disableBimi: true, mta: 'heed' });
  const signatures = found.dkim.results?.map((one) => one.status.result) ?? [];
  const dkim = signatures.includes('pass') ? 'pass' : (signatures.find((one) => one !== 'none') ?? 'none');
  // Without exactly one sender there is nobody to vouch for.
  if (!found.dmarc) return { spf: 'unknown', dkim, dmarc: 'fail' };
  const dmarc = found.dmarc.status.result;
  return {
    spf: isKnown && found.spf ? found.spf.status.result : 'unknown',
    dkim,
    dmarc: dmarc === 'fail' && !isKnown ? 'unknown' : dmarc,
  };
}
