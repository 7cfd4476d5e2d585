import { createHash, randomBytes } from 'node:crypto';
import { addressKey } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addMailbox,
  changeMailbox,
  mailboxChanged,
  makeIngestToken,
  retireMailbox,
  type Security,
} from '../../contract.ts';
import { mailPolicy } from '../policy.ts';
import { type MailboxRecord, mailboxColumns, sealRelaySecret } from './rows.ts';

const lock = statement<MailboxRecord>(
  'mailbox_lock',
  `SELECT ${mailboxColumns} FROM mailbox b WHERE b.workspace_id = $1 AND b.id = $2 AND b.retired_at IS NULL FOR UPDATE`,
);
const team = statement<{ id: Id }>('mailbox_team', 'SELECT id FROM team WHERE workspace_id = $1 AND id = $2');
const insert = statement<{ id: Id }>(
  'mailbox_insert',
  `INSERT INTO mailbox (workspace_id, id, address, address_key, name, team_id, signature, acknowledgement, uses_plus,
     quotes_history, relay_host, relay_port, relay_security, relay_user, relay_sealed)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
   ON CONFLICT (address_key) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const update = statement<{ version: number }>(
  'mailbox_update',
  `UPDATE mailbox SET name = $3, team_id = $4, signature = $5, acknowledgement = $6, uses_plus = $7, quotes_history = $8,
     relay_host = $9, relay_port = $10, relay_security = $11, relay_user = $12, relay_sealed = $13, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const retire = statement(
  'mailbox_retire',
  `UPDATE mailbox SET retired_at = heed_now(), ingest_hash = NULL, relay_sealed = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);
const setToken = statement(
  'mailbox_token',
  'UPDATE mailbox SET ingest_hash = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

interface Settings {
  name: string;
  teamId: Id | null;
  signature: string;
  acknowledgement: string;
  usesPlus: boolean;
  quotesHistory: boolean;
  relayHost: string;
  relayPort: number;
  relaySecurity: Security;
  relayUser: string;
}

const valuesOf = (settings: Settings) => [
  ...[settings.name, settings.teamId, settings.signature, settings.acknowledgement, settings.usesPlus],
  ...[settings.quotesHistory, settings.relayHost, settings.relayPort, settings.relaySecurity, settings.relayUser],
];

const settingsOf = (box: MailboxRecord): Settings => ({
  ...{ name: box.name, teamId: box.team_id, signature: box.signature, acknowledgement: box.acknowledgement },
  ...{ usesPlus: box.uses_plus, quotesHistory: box.quotes_history, relayHost: box.relay_host },
  ...{ relayPort: box.relay_port, relaySecurity: box.relay_security, relayUser: box.relay_user },
});

/** An ingest token as it is kept: its SHA-256. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function demandTeam(ctx: CommandContext, teamId: Id | null): Promise<void> {
  if (teamId === null || (await ctx.tx.first(team, [ctx.workspaceId, teamId]))) return;
  refuse('mail.unknown_team', 'It may have been removed meanwhile. Choose another one.');
}

function readable(address: string): string {
  try {
    const key = addressKey('email', address);
    if (!key.includes('+')) return key;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  return refuse(
    'mail.address_unreadable',
    'Write the whole address, such as support@shop.example, without a plus part.',
  );
}

/** Adds an address. A secret for its relay is sealed before anything is written. */
export const add = handlePrepared(
  addMailbox,
  async (kernel) => kernel.config.sealWords,
  async (ctx, { address, relaySecret = '', ...settings }, sealWords) => {
    demand(ctx, mailPolicy, 'keep');
    const key = readable(address);
    await demandTeam(ctx, settings.teamId);
    const mailboxId = ctx.key;
    const sealed = sealRelaySecret(sealWords, mailboxId, relaySecret);
    const added = await ctx.tx.first(insert, [
      ...[ctx.workspaceId, mailboxId, address, key],
      ...valuesOf(settings),
      sealed,
    ]);
    if (!added) refuse('mail.address_taken', `${address} is set up in this installation already.`);
    ctx.emit(mailboxChanged, { mailboxId, what: 'added' });
    return { mailboxId, version: 1 };
  },
);

async function access(ctx: CommandContext, mailboxId: Id): Promise<MailboxRecord> {
  demand(ctx, mailPolicy, 'keep');
  return (await ctx.tx.first(lock, [ctx.workspaceId, mailboxId])) ?? notFound('address for mail');
}

export const change = handlePrepared(
  changeMailbox,
  async (kernel) => kernel.config.sealWords,
  async (ctx, { mailboxId, version, relaySecret, ...given }, sealWords) => {
    const box = await access(ctx, mailboxId);
    if (box.version !== version) {
      refuse('record.stale', `You saw version ${version}; it is now ${box.version}. Load it again.`, {
        facts: { version: box.version },
      });
    }
    const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const settings: Settings = { ...settingsOf(box), ...told };
    if (settings.teamId !== box.team_id) await demandTeam(ctx, settings.teamId);
    // A secret goes to the server it was given for, and to no other that somebody enters later.
    const isElsewhere =
      settings.relayHost !== box.relay_host ||
      settings.relayPort !== box.relay_port ||
      settings.relayUser !== box.relay_user ||
      (settings.relaySecurity !== box.relay_security && settings.relaySecurity === 'none');
    const kept = isElsewhere ? null : box.relay_sealed;
    const sealed = relaySecret === undefined ? kept : sealRelaySecret(sealWords, mailboxId, relaySecret);
    const row = await ctx.tx.first(update, [ctx.workspaceId, mailboxId, ...valuesOf(settings), sealed]);
    ctx.emit(mailboxChanged, { mailboxId, what: 'changed' });
    return { mailboxId, version: row?.version ?? version };
  },
);

export const takeOff = handle(retireMailbox, async (ctx, { mailboxId }) => {
  await access(ctx, mailboxId);
  await ctx.tx.rows(retire, [ctx.workspaceId, mailboxId]);
  ctx.emit(mailboxChanged, { mailboxId, what: 'retired' });
  return { mailboxId };
});

export const makeToken = handle(makeIngestToken, async (ctx, { mailboxId }) => {
  await access(ctx, mailboxId);
  const token = `hm_${randomBytes(32).toString('base64url')}`;
  await ctx.tx.rows(setToken, [ctx.workspaceId, mailboxId, tokenHash(token)]);
  ctx.emit(mailboxChanged, { mailboxId, what: 'token_made' });
  return { mailboxId, token };
});
