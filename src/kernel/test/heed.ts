import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { capabilities } from '#apps/capabilities.ts';
import { findDist, findMigrations } from '#apps/dist.ts';
import { acceptInvitation, invite, type Role, setUp, signIn } from '#foundation/people/contract.ts';
import type { Capability } from '#kernel/server/capability.ts';
import { readConfig } from '#kernel/server/config.ts';
import { type Running, startHeed } from '#kernel/server/start.ts';
import { Client, testPassphrase } from './client.ts';
import { cloneDatabase } from './database.ts';

export { testPassphrase };

export interface SetUp {
  owner: Client;
  workspaceId: string;
  practiceWorkspaceId: string;
  teamId: string;
}

export interface TestHeed {
  url: string;
  running: Running;
  /** Owner login of this test's own database, to look behind the curtain. */
  ownerUrl: string;
  anonymous(): Client;
  /** Sets up a workspace through the wizard's command. Only once per instance. */
  setUp(): Promise<SetUp>;
  /** A further member with this role, through invitation and acceptance. Needs `setUp` before. */
  member(role: Role, teamIds?: string[]): Promise<Client>;
  signIn(email: string): Promise<Client>;
  /** A second process' worth of Heed on the same database; it stops with this one. */
  beside(): Promise<Running>;
  stop(): Promise<void>;
}

export interface TestOptions {
  now?: () => Date;
  environment?: Record<string, string>;
  /** Where the built web apps are; by default where the build leaves them. */
  distDir?: string;
  /** Hears every line of the log. */
  logTo?: { write(line: string): void };
  /** Further capabilities, on the top floor. */
  extra?: Capability[];
}

/** A folder for the files of all processes on one database. */
const dataDirOf = (ownerUrl: string) => join(tmpdir(), `heed-data${new URL(ownerUrl).pathname.replaceAll('/', '-')}`);

function startOn(ownerUrl: string, options: TestOptions): Promise<Running> {
  const config = readConfig({
    DATABASE_URL: ownerUrl,
    PORT: '0',
    HEED_LOG: 'error',
    HEED_POOL: '5',
    HEED_STRICT: '1',
    HEED_MAIL_DNS: 'off',
    HEED_DATA: dataDirOf(ownerUrl),
    ...options.environment,
  });
  const distDir = options.distDir ?? findDist();
  return startHeed({
    capabilities: [...capabilities(distDir), ...(options.extra ?? [])],
    config,
    distDir,
    migrationsDir: findMigrations(findDist()),
    isMigrated: true,
    ...(options.now ? { now: options.now } : {}),
    ...(options.logTo ? { logTo: options.logTo } : {}),
  });
}

/** A further process of the same installation, on the same database; stop it before the first. */
export function startBeside(heed: TestHeed): Promise<Running> {
  return startOn(heed.ownerUrl, {});
}

/** Starts the whole product on a clone of the migrated template database, listening on a free port. */
export async function startTestHeed(options: TestOptions = {}): Promise<TestHeed> {
  const { ownerUrl, drop } = await cloneDatabase(inject('templateUrl'));
  const running = await startOn(ownerUrl, options);
  const anonymous = () => new Client(running.url);
  let owner: Client | undefined;
  let count = 0;
  const others: Running[] = [];
  const heed: TestHeed = {
    url: running.url,
    running,
    ownerUrl,
    anonymous,
    setUp: async () => {
      const { setUpLink } = await import('#foundation/people/index.ts');
      const link = await setUpLink(running.kernel);
      const client = anonymous();
      const done = await client.call(setUp, {
        token: new URL(link ?? '').hash.slice(1),
        ownerName: 'Olive Owner',
        email: 'olive@heed.example',
        passphrase: testPassphrase,
        workspaceName: 'Fennick & Rowe',
        timeZone: 'Australia/Melbourne',
        teamName: 'Orders',
      });
      client.personId = done.ownerId;
      owner = client;
      return { owner: client, ...done };
    },
    member: async (role, teamIds = []) => {
      if (!owner) throw new Error('set up first');
      const name = `${role[0]?.toUpperCase()}${role.slice(1)} ${++count}`;
      const email = `${role}-${count}-${randomBytes(3).toString('hex')}@heed.example`;
      const { link } = await owner.call(invite, { email, role, teamIds });
      const client = anonymous();
      const token = new URL(link ?? '').hash.slice(1);
      const joined = await client.call(acceptInvitation, { token, name, passphrase: testPassphrase });
      client.personId = joined.personId;
      client.email = email;
      return client;
    },
    signIn: async (email) => {
      const client = anonymous();
      const { personId } = await client.call(signIn, { email, passphrase: testPassphrase });
      client.personId = personId;
      client.email = email;
      return client;
    },
    beside: async () => {
      const other = await startOn(ownerUrl, options);
      others.push(other);
      return other;
    },
    stop: async () => {
      await Promise.all(others.map((other) => other.stop()));
      await running.stop();
      await drop();
      await rm(dataDirOf(ownerUrl), { recursive: true, force: true });
    },
  };
  return heed;
}
