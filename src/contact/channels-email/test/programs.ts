import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Other people's mail programs, if the tests were given them: Postfix, OpenDKIM and swaks from Debian's packages. */
const { POSTFIX_PATH: postfixPath, OPENDKIM_PATH: opendkimPath, SWAKS_PATH: swaksPath } = process.env;
export const hasMailPrograms = Boolean(postfixPath && opendkimPath && swaksPath);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function listens(port: number, what: string, log: () => string): Promise<void> {
  for (let waited = 0; waited < 45_000; waited += 50) {
    const isUp = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true));
      socket.once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`${what} did not start: ${log()}`);
}

const idOf = (user: string, flag: '-u' | '-g') => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }).trim());

/** Postfix as a relay: it takes mails from this machine, and brings those of a domain to a port of this machine. */
export interface Postfix {
  port: number;
  log(): string;
  stop(): Promise<void>;
}

/** `milter`: a port that looks at every mail. `refuses`: recipients for whom it takes nothing. */
export async function startPostfix(
  domains: Record<string, number>,
  { milter, refuses = [] }: { milter?: number; refuses?: readonly string[] } = {},
): Promise<Postfix> {
  if (!postfixPath) throw new Error('there is no Postfix');
  const folder = mkdtempSync(join(tmpdir(), 'heed-postfix-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  for (const name of ['etc', 'queue', 'data']) mkdirSync(join(folder, name));
  chownSync(join(folder, 'data'), idOf('postfix', '-u'), idOf('postfix', '-g'));
  const table = (entries: string[]) => `inline:{ ${entries.map((entry) => `{${entry}}`).join(', ')} }`;
  const ways = Object.entries(domains).map(([domain, at]) => `${domain} = smtp:[127.0.0.1]:${at}`);
  const refused = refuses.map((address) => `${address} = 550 5.7.1 Nobody writes to them from here`);
  const settings = {
    ...{ compatibility_level: '3.6', queue_directory: join(folder, 'queue'), data_directory: join(folder, 'data') },
    ...{ maillog_file: join(folder, 'log'), maillog_file_prefixes: folder, myhostname: 'mx.relay.example' },
    ...{
      mydestination: '',
      local_transport: 'error:no mail here',
      inet_interfaces: '127.0.0.1',
      inet_protocols: 'ipv4',
    },
    ...{ message_size_limit: '120000000', mailbox_size_limit: '0' },
    ...{ mynetworks: '127.0.0.0/8', smtpd_relay_restrictions: 'permit_mynetworks, reject', alias_maps: '' },
    smtpd_recipient_restrictions:
      refuses.length > 0 ? `check_recipient_access ${table(refused)}, permit_mynetworks` : 'permit_mynetworks, reject',
    ...{ transport_maps: table(ways), default_transport: 'error:no way there', smtp_dns_support_level: 'disabled' },
    ...{ smtp_host_lookup: 'native', smtp_tls_security_level: 'none', smtpd_tls_security_level: 'none', biff: 'no' },
    ...(milter ? { smtpd_milters: `inet:127.0.0.1:${milter}`, milter_default_action: 'tempfail' } : {}),
  };
  writeFileSync(
    join(folder, 'etc/main.cf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  const open = ['pickup', 'cleanup', 'qmgr', 'flush'];
  const unix = (name: string, command: string, wakeUp = '-', most = '-') =>
    `${name} unix ${open.includes(name) ? 'n' : '-'} - n ${wakeUp} ${most} ${command}`;
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    unix('pickup', 'pickup', '60', '1'),
    unix('cleanup', 'cleanup', '-', '0'),
    unix('qmgr', 'qmgr', '300', '1'),
    unix('rewrite', 'trivial-rewrite'),
    ...['bounce', 'defer', 'trace'].map((name) => unix(name, 'bounce', '-', '0')),
    unix('flush', 'flush', '1000?', '0'),
    unix('proxymap', 'proxymap'),
    unix('smtp', 'smtp'),
    unix('error', 'error'),
    unix('retry', 'error'),
    unix('anvil', 'anvil', '-', '1'),
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  writeFileSync(join(folder, 'etc/master.cf'), `${services.join('\n')}\n`);
  const log = () => {
    try {
      return readFileSync(join(folder, 'log'), 'utf8').slice(-4_000);
    } catch {
      return 'it wrote no log';
    }
  };
  const child = spawn(postfixPath, ['-c', join(folder, 'etc'), 'start-fg'], { stdio: 'ignore' });
  await listens(port, 'Postfix', log);
  return {
    ...{ port, log },
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      execFileSync(postfixPath, ['-c', join(folder, 'etc'), 'stop'], { stdio: 'ignore' });
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** OpenDKIM, which signs what a domain sends; and the record by which that is verified. */
export interface Signer {
  port: number;
  record: string;
  stop(): Promise<void>;
}

export async function startSigner(domain: string, selector: string): Promise<Signer> {
  if (!opendkimPath) throw new Error('there is no OpenDKIM');
  const folder = mkdtempSync(join(tmpdir(), 'heed-opendkim-'));
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  writeFileSync(join(folder, 'key'), privateKey, { mode: 0o600 });
  const port = await freePort();
  const settings = {
    ...{
      Domain: domain,
      Selector: selector,
      KeyFile: join(folder, 'key'),
      Mode: 's',
      Socket: `inet:${port}@127.0.0.1`,
    },
    ...{ InternalHosts: '127.0.0.1', Syslog: 'no', UserID: 'root', RequireSafeKeys: 'no', Background: 'no' },
    Canonicalization: 'relaxed/relaxed',
  };
  writeFileSync(
    join(folder, 'conf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  );
  const child: ChildProcess = spawn(opendkimPath, ['-f', '-x', join(folder, 'conf')], { stdio: 'ignore' });
  await listens(port, 'OpenDKIM', () => '');
  return {
    port,
    record: `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A name server that knows these TXT records and nothing else. */
export async function startNames(zone: Record<string, string>): Promise<{ address: string; stop(): void }> {
  const server = createSocket('udp4');
  server.on('message', (asked, { port, address }) => {
    let at = 12;
    const labels: string[] = [];
    while (asked[at]) {
      labels.push(asked.subarray(at + 1, at + 1 + (asked[at] ?? 0)).toString());
      at += 1 + (asked[at] ?? 0);
    }
    const question = asked.subarray(12, at + 5);
    const isText = asked.readUInt16BE(at + 1) === 16;
    const text = isText ? zone[labels.join('.').toLowerCase()] : undefined;
    const head = Buffer.from(asked.subarray(0, 12));
    head.writeUInt16BE(text === undefined ? 0x8183 : 0x8180, 2);
    head.writeUInt16BE(text === undefined ? 0 : 1, 6);
    head.writeUInt32BE(0, 8);
    server.send(Buffer.concat([head, question, ...(text === undefined ? [] : [answerOf(text)])]), port, address);
  });
  await new Promise<void>((ready) => server.bind(0, '127.0.0.1', ready));
  return { address: `127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

function answerOf(text: string): Buffer {
  const pieces = text.match(/.{1,250}/g) ?? [];
  const data = Buffer.concat(pieces.flatMap((piece) => [Buffer.from([piece.length]), Buffer.from(piece)]));
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(16, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/**
 * Hands a mail over with swaks, which writes into it whatever it is told; `file` is a path of one that it brings. Rejects
 * with what the server said.
 */
export async function swaks(
  port: number,
  of: { from: string; to: string; headers: Record<string, string>; text: string; file?: string },
): Promise<void> {
  if (!swaksPath) throw new Error('there is no swaks');
  const headers = Object.entries(of.headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const to = ['--server', '127.0.0.1', '--port', String(port), '--from', of.from, '--to', of.to];
  // What is handed over may be larger than what a program may print here.
  const given = [...to, '--body', of.text, '--suppress-data'];
  if (of.file) given.push('--attach', `@${of.file}`);
  // Not in step: the server that it speaks to may be of this very process.
  await promisify(execFile)(swaksPath, [...given, ...headers], { timeout: 60_000 });
}
