import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import type { DeadlineKind, Job } from '#kernel/server/capability.ts';
import { clearDeadline, setDeadline } from '#kernel/server/deadlines.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ServiceError } from '../connector.ts';
import { contactOf, setBlocked } from '../contacts.ts';
import { type AccountRecord, accountOf, connectorOf, lineOfAccount, serviceErrorOf } from '../rows.ts';
import { setAccountState } from '../state.ts';
import { lockOut, type OutRecord, setOutState } from './out.ts';
import { piecesOf } from './pieces.ts';
import { sendSoon, sendTask } from './soon.ts';

/** Seconds to the next try, the last of them again and again until the answer is two days old. */
const pausesS = [5, 30, 120, 600, 1_800];
const givesUpMs = 48 * 3_600_000;
/** Longer than all pieces of an answer can take: after that the process that had it is taken for dead. */
const leaseMs = 15 * 60_000;
const retryKind = 'social.retry';

const OfAccount = z.object({ workspaceId: Id, accountId: Id });
/** Accounts for which this process sends just now; true: there is more since it began. */
const underway = new WeakMap<Kernel, Map<Id, boolean>>();

/** Begins what is due of an account, one after the other, and ends without waiting for the service. */
export const sendJob: Job = {
  task: sendTask,
  run: async (kernel, payload) => {
    const { workspaceId, accountId } = OfAccount.parse(payload);
    const now = underway.get(kernel) ?? new Map<Id, boolean>();
    underway.set(kernel, now);
    if (now.has(accountId)) now.set(accountId, true);
    else void drain(kernel, now, workspaceId, accountId);
  },
};

async function drain(kernel: Kernel, now: Map<Id, boolean>, workspaceId: Id, accountId: Id): Promise<void> {
  do {
    now.set(accountId, false);
    try {
      for (let claimed = await claim(kernel, workspaceId, accountId); claimed; ) {
        await send(kernel, workspaceId, claimed);
        claimed = await claim(kernel, workspaceId, accountId);
      }
    } catch (error) {
      // Its lease runs out, then it is sent again.
      kernel.log.warn({ accountId, error: describeError(error) }, 'an answer by messenger was not settled');
    }
  } while (now.get(accountId));
  now.delete(accountId);
}

export const retryDeadline: DeadlineKind = {
  kind: retryKind,
  fire: async (ctx, messageId) => {
    const out = await lockOut(ctx, messageId);
    if (out) sendSoon(ctx, out.account_id);
  },
};

// Of one person in the order in which they were written; what another process sends just now is passed over.
const due = statement<{ message_id: Id }>(
  'social_out_claim',
  `SELECT o.message_id FROM social_out o
   JOIN social_account a ON a.workspace_id = o.workspace_id AND a.id = o.account_id
   WHERE o.workspace_id = $1 AND o.account_id = $2 AND o.state IN ('queued', 'sending')
     AND CASE o.state WHEN 'queued' THEN o.next_at ELSE o.leased_until END <= $3 AND coalesce(a.paused_until, $3) <= $3
     AND NOT EXISTS (SELECT FROM social_out e WHERE e.workspace_id = $1 AND e.account_id = $2
       AND e.contact_id = o.contact_id AND e.number < o.number AND e.state IN ('queued', 'sending'))
   ORDER BY o.number LIMIT 1 FOR UPDATE OF o SKIP LOCKED`,
);

interface Claimed {
  out: OutRecord;
  account: AccountRecord;
}

async function claim(kernel: Kernel, workspaceId: Id, accountId: Id): Promise<Claimed | undefined> {
  let claimed: Claimed | undefined;
  await runOwnCommand(kernel, 'social.claim', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const next = await ctx.tx.first(due, [workspaceId, accountId, ctx.now]);
    const out = next && (await lockOut(ctx, next.message_id));
    const account = out && (await accountOf(ctx.tx, workspaceId, accountId));
    if (!out || !account) return;
    const leasedUntil = new Date(ctx.now.getTime() + leaseMs);
    await setOutState(ctx, out, 'sending', '', { leasedUntil });
    await setDeadline(ctx, retryKind, out.message_id, leasedUntil);
    claimed = { out: { ...out, tries: out.tries + 1 }, account };
  });
  return claimed;
}

const noteSent = statement(
  'social_out_piece',
  'UPDATE social_out SET refs = refs || $3::text WHERE workspace_id = $1 AND message_id = $2',
);
const keep = statement(
  'social_message_out',
  `INSERT INTO social_message (workspace_id, message_id, contact_id, ref) VALUES ($1, $2, $3, $4)
   ON CONFLICT DO NOTHING`,
);

/** Sends what of an answer is not there yet; each piece is noted before the next one goes. */
async function send(kernel: Kernel, workspaceId: Id, { out, account }: Claimed): Promise<void> {
  const scope = { workspaceId, customerId: null };
  let failed: ServiceError | undefined;
  try {
    if (account.retired_at) return await settle(kernel, workspaceId, out, 'Its account was taken off.');
    const connector = connectorOf(account.connector);
    const line = lineOfAccount(kernel, workspaceId, account);
    const of = { workspaceId, messageId: out.message_id, done: out.refs.length };
    for await (const piece of piecesOf(kernel, connector, of)) {
      const ref = await connector.send(line, out.chat_ref, piece);
      await kernel.database.write(scope, async (tx) => {
        await tx.rows(noteSent, [workspaceId, out.message_id, ref]);
        await tx.rows(keep, [workspaceId, out.message_id, out.contact_id, ref]);
      });
    }
  } catch (error) {
    failed = serviceErrorOf(error);
  }
  await settle(kernel, workspaceId, out, failed);
}

const pauseAccount = statement(
  'social_account_pause',
  `UPDATE social_account SET paused_until = greatest(coalesce(paused_until, $3), $3) WHERE workspace_id = $1 AND id = $2`,
);

async function settle(
  kernel: Kernel,
  workspaceId: Id,
  { message_id, tries }: OutRecord,
  failed: ServiceError | string | undefined,
): Promise<void> {
  await runOwnCommand(kernel, 'social.sent', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const out = await lockOut(ctx, message_id);
    if (out?.state !== 'sending') return;
    await clearDeadline(ctx, retryKind, message_id);
    if (failed === undefined) {
      await setAccountState(ctx, out.account_id);
      return setOutState(ctx, out, 'sent');
    }
    if (typeof failed === 'string') return setOutState(ctx, out, 'failed', failed);
    if (failed.as === 'account') await setAccountState(ctx, out.account_id, failed);
    if (failed.as === 'blocked') {
      const contact = await contactOf(ctx, out.conversation_id);
      if (contact) await setBlocked(ctx, contact, true);
      return setOutState(ctx, out, 'failed', 'They have blocked the account. Nothing reaches them there.');
    }
    const isOver = ctx.now.getTime() - out.queued_at.getTime() > givesUpMs;
    if (failed.as === 'refused' || isOver) {
      const words = isOver ? `Tried for two days. ${failed.message}` : `The service refused it: ${failed.message}`;
      return setOutState(ctx, out, 'failed', words);
    }
    const pauseS = failed.retryAfterS ?? pausesS[Math.min(tries, pausesS.length) - 1] ?? 5;
    const nextAt = new Date(ctx.now.getTime() + pauseS * 1_000);
    if (failed.retryAfterS !== undefined) await ctx.tx.rows(pauseAccount, [workspaceId, out.account_id, nextAt]);
    await setOutState(ctx, out, 'queued', failed.message, { nextAt });
    await setDeadline(ctx, retryKind, message_id, nextAt);
  });
}
