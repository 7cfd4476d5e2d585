import { statfsSync } from 'node:fs';
import pg from 'pg';
import type { Config } from '#kernel/server/config.ts';
import { missingMigrations } from '#kernel/server/postgres/migrate.ts';
import { chainState } from '#platform/audit/index.ts';
import { lastBackup, lookForFiles } from '#platform/backup/index.ts';

export interface Finding {
  what: string;
  state: 'good' | 'note' | 'bad';
  words: string;
}

/** Looks the installation over and says in plain words what is well, what is worth knowing and what to mend. */
export async function examine(config: Config, ownerUrl: string, migrationsDir: string): Promise<Finding[]> {
  const findings: Finding[] = [nodeVersion(), diskSpace(config), publicAddress(config), await backups(config)];
  try {
    findings.push(...(await database(ownerUrl, config)));
    const missing = await missingMigrations(ownerUrl, migrationsDir);
    findings.push({
      what: 'Migrations',
      state: missing.length === 0 ? 'good' : 'note',
      words:
        missing.length === 0 ? 'up to date' : `missing ${missing.join(', ')}; heed start or heed migrate adds them`,
    });
  } catch (error) {
    findings.push({
      what: 'Database',
      state: 'bad',
      words: `does not answer (${error instanceof Error ? error.message : 'unknown'})`,
    });
  }
  return findings;
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 20 || (major === 20 && minor >= 19);
  return {
    what: 'Node',
    state: isNew ? 'good' : 'bad',
    words: `${process.versions.node}${isNew ? '' : '; install 20.19 or newer'}`,
  };
}

function diskSpace(config: Config): Finding {
  try {
    const { bavail, bsize } = statfsSync(config.dataDir);
    const gigabytes = (bavail * bsize) / 1e9;
    return { what: 'Disk', state: gigabytes > 2 ? 'good' : 'bad', words: `${gigabytes.toFixed(1)} GB free for data` };
  } catch {
    return { what: 'Disk', state: 'note', words: 'the data folder does not exist yet' };
  }
}

function publicAddress(config: Config): Finding {
  if (!config.publicUrl) {
    return { what: 'Address', state: 'note', words: 'HEED_URL is not set: links name this machine only' };
  }
  const { protocol, hostname } = new URL(config.publicUrl);
  const isSafe = protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return {
    what: 'Address',
    state: isSafe ? 'good' : 'bad',
    words: isSafe ? config.publicUrl : `${config.publicUrl} is not encrypted; put a TLS proxy before Heed`,
  };
}

const oldDays = 8;

async function backups(config: Config): Promise<Finding> {
  const last = await lastBackup(config.dataDir);
  const how = 'heed backup FILE makes one; a backup by other means is not known here';
  if (!last) return { what: 'Backup', state: 'note', words: `none was made from here; ${how}` };
  const days = Math.floor((Date.now() - Date.parse(last.at)) / 86_400_000);
  const when = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  const isOld = days > oldDays;
  return {
    what: 'Backup',
    state: isOld ? 'note' : 'good',
    words: `the last was made ${when} in ${last.file}${isOld ? `; ${how}` : ''}`,
  };
}

/** Whether the log is sealed and signed as it should be; `heed verify` tells whether it is whole. */
async function chain(client: pg.Client): Promise<Finding[]> {
  const state = await chainState(client);
  if (!state) return [];
  const open = state.unsealed === 0 ? 'sealed' : `${state.unsealed} events wait for a seal`;
  const signed = state.signedAt
    ? `last head signed ${state.signedAt.toISOString().slice(0, 10)}`
    : 'no head signed yet';
  const late = state.isLate ? '; heads are late: is a process with jobs running, and has it the signing key?' : '';
  return [{ what: 'Audit log', state: state.isLate ? 'bad' : 'good', words: `${open}, ${signed}${late}` }];
}

/** So many contents are looked for; more would take minutes on a large desk. */
const mostLookedFor = 20_000;

/** Whether what messages carry is on the disk. */
async function files(client: pg.Client, config: Config): Promise<Finding[]> {
  const { count, missing } = await lookForFiles(client, config.dataDir, mostLookedFor);
  const words =
    missing === 0
      ? `${count} looked for, all there`
      : `${missing} of ${count} are not in ${config.dataDir}; is it the data folder that every process uses?`;
  return count === 0 ? [] : [{ what: 'Files', state: missing === 0 ? 'good' : 'bad', words }];
}

async function database(ownerUrl: string, config: Config): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    const settings = await client.query(
      `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
         current_setting('synchronous_commit') AS commit, pg_size_pretty(pg_database_size(current_database())) AS size,
         (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'heed_app') AS unsafe`,
    );
    const row = settings.rows[0];
    const isDurable = row.fsync === 'on' && row.commit !== 'off';
    return [
      { what: 'Database', state: 'good', words: `PostgreSQL ${row.version}, ${row.size}` },
      {
        what: 'Durability',
        state: isDurable ? 'good' : 'bad',
        words: isDurable
          ? 'every commit reaches the disk'
          : 'fsync or synchronous_commit is off: a power cut loses messages',
      },
      {
        what: 'Login',
        state: row.unsafe ? 'bad' : 'good',
        words: row.unsafe
          ? 'heed_app may bypass row security; remove that attribute'
          : 'heed_app owns and bypasses nothing',
      },
      ...(await chain(client)),
      ...(await files(client, config)),
    ];
  } finally {
    await client.end();
  }
}
