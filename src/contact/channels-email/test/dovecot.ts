import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';

/** Where Dovecot is, if the tests were given one. */
export const dovecotPath = process.env.DOVECOT_PATH;
export const imapPassword = 'brass-kettle';

/** Dovecot, an IMAP server as mail providers run it, on a free port and in a folder of its own; every user has one password. */
export interface Dovecot {
  port: number;
  /** Signs in beside Heed, to put mails there. */
  as(user: string): Promise<ImapFlow>;
  stop(): Promise<void>;
}

interface Runner {
  name: string;
  group: string;
  uid: number;
  gid: number;
}

/** Root lets go of its rights: the server runs as nobody. */
function runner(): Runner {
  const { username, uid, gid } = userInfo();
  if (uid === 0) return { name: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 };
  return { name: username, group: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim(), uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

const configOf = (folder: string, port: number, { name, group, uid, gid }: Runner) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
mail_max_userip_connections = 100
maildir_very_dirty_syncs = yes
mail_fsync = never
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=${imapPassword}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home/%u
}
`;

async function answers(port: number): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const isUp = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => socket.once('data', () => done(true)));
      socket.once('error', () => done(false));
    });
    if (isUp) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('Dovecot did not start');
}

export async function startDovecot(): Promise<Dovecot> {
  if (!dovecotPath) throw new Error('there is no Dovecot');
  const who = runner();
  const folder = mkdtempSync(join(tmpdir(), 'heed-dovecot-'));
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), configOf(folder, port, who));
  for (const name of ['run', 'state', 'mail', 'home']) mkdirSync(join(folder, name));
  for (const name of ['', 'run', 'state', 'mail', 'home']) chownSync(join(folder, name), who.uid, who.gid);
  const given = ['-F', '-c', join(folder, 'dovecot.conf')];
  const child: ChildProcess = spawn(dovecotPath, given, { uid: who.uid, gid: who.gid, stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await answers(port);
  const clients: ImapFlow[] = [];
  return {
    port,
    as: async (user) => {
      const auth = { user, pass: imapPassword };
      const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth, logger: false });
      client.on('error', () => {});
      await client.connect();
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) client.close();
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
