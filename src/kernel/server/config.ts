import { resolve } from 'node:path';
import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65_535);
const Flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

/** Every setting from the environment, in one place. Nothing else in Heed reads `process.env`. */
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .optional()
    .describe('Owner login of a PostgreSQL 15 or newer; without it Heed starts its own'),
  HEED_APP_DATABASE_URL: z
    .string()
    .optional()
    .describe('Login that owns nothing; by default the role heed_app, with a password derived from the owner’s'),
  HEED_DATA: z.string().default('data').describe('Folder for the own database and files; the same for all processes'),
  PORT: Port.default(4000).describe('Port to listen on; 0 lets the system choose'),
  HEED_MAIL_DNS: z.string().default('').describe('DNS server that checks senders of mail (address:port), or off'),
  HEED_MAIL_TRUSTED: z.string().default('').describe('Own mail servers in front of Heed, comma separated CIDRs'),
  HEED_SMTP_PORT: Port.optional().describe('Port on which mail is taken in by SMTP; off by default'),
  HEED_HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  HEED_URL: z.url().optional().describe('Public address, e.g. https://help.example.org'),
  HEED_ROLE: z.enum(['web', 'worker', 'all']).default('all').describe('What this process does'),
  HEED_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Log level'),
  HEED_POOL: z.coerce.number().int().min(2).max(100).default(10).describe('Database connections of this process'),
  HEED_TRUST_PROXY: Flag.default(false).describe('Take the caller’s address from X-Forwarded-For (last hop)'),
  HEED_SOCKETS_PER_NETWORK: z.coerce
    .number()
    .int()
    .min(1)
    .default(300)
    .describe('Open sockets of visitors from one network in this process; staff are not counted'),
  HEED_METRICS_TOKEN: z.string().min(16).optional().describe('Bearer token for /metrics from other machines'),
  HEED_SIGNING_KEY: z.string().optional().describe('Private key that signs the log’s heads; else a file in HEED_DATA'),
  HEED_EGRESS_ALLOW: z.string().default('').describe('Own-network addresses Heed may call, comma separated CIDRs'),
  HEED_SEAL: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((words) => words.trim()))
    .transform((list) => list.filter(Boolean))
    .refine((list) => list.every((words) => words.length >= 16), 'words of 16 signs or more, comma separated')
    .describe('Words that seal stored secrets, the newest first; by default the database owner’s password'),
  HEED_STRICT: Flag.default(false).describe('Checks of the test suite: a write without an event fails'),
});

export interface Config {
  databaseUrl: string | undefined;
  appDatabaseUrl: string | undefined;
  dataDir: string;
  port: number;
  host: string;
  /** Where mail is taken in by SMTP, if anywhere. */
  smtpPort: number | undefined;
  mailDns: string;
  /** Servers whose word counts on where a mail came from. */
  mailTrusted: string[];
  /** Public address, set when the server listens if the environment does not name one. */
  publicUrl: string | undefined;
  role: 'web' | 'worker' | 'all';
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  poolSize: number;
  trustProxy: boolean;
  socketsPerNetwork: number;
  metricsToken: string | undefined;
  /** Ed25519, PKCS 8, as PEM or its base64; a file in the data folder when absent. */
  signingKey: string | undefined;
  egressAllow: string[];
  /** What seals secrets that Heed must read again (kernel/seal), the newest first; set at the start where not given. */
  sealWords: string[];
  strict: boolean;
  /** Whether a start without a workspace prints the set-up link; a demo start sets itself up instead. */
  announcesSetUp: boolean;
}

/** Reads and checks the settings. Throws a plain sentence naming each wrong one and what it accepts. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These settings cannot be used:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    appDatabaseUrl: env.HEED_APP_DATABASE_URL,
    dataDir: resolve(env.HEED_DATA),
    port: env.PORT,
    host: env.HEED_HOST,
    smtpPort: env.HEED_SMTP_PORT,
    mailDns: env.HEED_MAIL_DNS,
    mailTrusted: listOf(env.HEED_MAIL_TRUSTED),
    publicUrl: env.HEED_URL?.replace(/\/$/, ''),
    role: env.HEED_ROLE,
    logLevel: env.HEED_LOG,
    poolSize: env.HEED_POOL,
    trustProxy: env.HEED_TRUST_PROXY,
    socketsPerNetwork: env.HEED_SOCKETS_PER_NETWORK,
    metricsToken: env.HEED_METRICS_TOKEN,
    signingKey: env.HEED_SIGNING_KEY,
    egressAllow: listOf(env.HEED_EGRESS_ALLOW),
    sealWords: env.HEED_SEAL,
    strict: env.HEED_STRICT,
    announcesSetUp: true,
  };
}

const listOf = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** Name, default and meaning of each setting, for `heed help` and the operations page. */
export function describeSettings(): { name: string; meaning: string }[] {
  return Object.entries(Environment.shape).map(([name, schema]) => ({ name, meaning: schema.description ?? '' }));
}
