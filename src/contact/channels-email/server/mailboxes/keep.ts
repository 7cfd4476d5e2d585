import { createHash, randomBytes } from 'node:crypto';
import { addressKey } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addMailbox, changeMailbox, mailboxChanged, makeIngestToken, retireMailbox } from '../../contract.ts';
import { mailPolicy } from '../policy.ts';
import { type MailboxRecord, mailboxColumns, sealSecret } from './rows.ts';
import { keptSecrets, type Settings, settingColumns, settingsOf, valuesOf } from './settings.ts';

const lock = statement<MailboxRecord>(
  'mailbox_lock',
  `SELECT ${mailboxColumns} FROM mailbox b WHERE b.workspace_id = $1 AND b.id = $2 AND b.retired_at IS NULL FOR UPDATE`,
);
const team = statement<{ id: Id }>('mailbox_team', 'SELECT id FROM team WHERE workspace_id = $1 AND id = $2');
const insert = statement<{ id: Id }>(
  'mailbox_insert',
  `INSERT INTO mailbox (workspace_id, id, address, address_key, ${settingColumns.join(', ')})
   VALUES ($1, $2, $3, $4, ${settingColumns.map((_, at) => `$${at + 5}`).join(', ')})
   ON CONFLICT (address_key) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const update = statement<{ version: number }>(
  'mailbox_update',
  `UPDATE mailbox SET ${settingColumns.map((column, at) => `${column} = $${at + 3}`).join(', ')}, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
// Whoever fetches it begins anew with what was changed, also where that did not go well before.
const fetchAnew = statement(
  'mail_fetch_anew',
  `INSERT INTO mail_fetch AS f (workspace_id, mailbox_id) VALUES ($1, $2)
   ON CONFLICT (workspace_id, mailbox_id) DO UPDATE SET next_at = '-infinity', failures = 0`,
);
// Numbers of mails mean nothing on another server. What is there already is known by its bytes and its content.
const forgetNumbers = statement(
  'mail_folder_forget',
  'UPDATE mail_folder SET uid_validity = 0 WHERE workspace_id = $1 AND mailbox_id = $2',
);
const retire = statement(
  'mailbox_retire',
  `UPDATE mailbox SET retired_at = heed_now(), ingest_hash = NULL, relay_sealed = NULL, imap_sealed = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);
const setToken = statement(
  'mailbox_token',
  'UPDATE mailbox SET ingest_hash = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

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

/** Adds an address. Secrets of its servers are sealed before anything is written. */
export const add = handlePrepared(
  addMailbox,
  async (kernel) => kernel.config.sealWords,
  async (ctx, { address, relaySecret = '', imapSecret = '', ...settings }, sealWords) => {
    demand(ctx, mailPolicy, 'keep');
    const key = readable(address);
    await demandTeam(ctx, settings.teamId);
    const mailboxId = ctx.key;
    const sealed = {
      relay: sealSecret(sealWords, 'relay', mailboxId, relaySecret),
      imap: sealSecret(sealWords, 'imap', mailboxId, imapSecret),
    };
    const added = await ctx.tx.first(insert, [ctx.workspaceId, mailboxId, address, key, ...valuesOf(settings, sealed)]);
    if (!added) refuse('mail.address_taken', `${address} is set up in this installation already.`);
    if (settings.imapHost !== '') await ctx.tx.rows(fetchAnew, [ctx.workspaceId, mailboxId]);
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
  async (ctx, { mailboxId, version, relaySecret, imapSecret, ...given }, sealWords) => {
    const box = await access(ctx, mailboxId);
    if (box.version !== version) {
      refuse('record.stale', `You saw version ${version}; it is now ${box.version}. Load it again.`, {
        facts: { version: box.version },
      });
    }
    const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const settings: Settings = { ...settingsOf(box), ...told };
    if (settings.teamId !== box.team_id) await demandTeam(ctx, settings.teamId);
    const kept = keptSecrets(box, settings);
    const sealed = {
      relay: relaySecret === undefined ? kept.relay : sealSecret(sealWords, 'relay', mailboxId, relaySecret),
      imap: imapSecret === undefined ? kept.imap : sealSecret(sealWords, 'imap', mailboxId, imapSecret),
    };
    const row = await ctx.tx.first(update, [ctx.workspaceId, mailboxId, ...valuesOf(settings, sealed)]);
    if (settings.imapHost !== '') await ctx.tx.rows(fetchAnew, [ctx.workspaceId, mailboxId]);
    if (settings.imapHost !== box.imap_host || settings.imapUser !== box.imap_user) {
      await ctx.tx.rows(forgetNumbers, [ctx.workspaceId, mailboxId]);
    }
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
