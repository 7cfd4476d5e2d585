import type { SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import type { DeadlineKind, Job } from '#kernel/server/capability.ts';
import { clearDeadline, setDeadline } from '#kernel/server/deadlines.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { type MailboxRecord, mailboxOf } from '../mailboxes/rows.ts';
import { composeMail } from './compose.ts';
import { contentOf } from './content.ts';
import { lockOut, sendSoon, sendTask, setOutState } from './out.ts';
import { type HandedOver, handOver, handOverMs } from './relay.ts';

/** Minutes to the next try, the last of them again and again until the mail is two days old. */
const pauses = [1, 2, 5, 10, 15, 30, 60];
const givesUpMs = 48 * 3_600_000;
/** Longer than handing over can take: after that the process that had the mail is taken for dead. */
const leaseMs = handOverMs + 60_000;
const retryKind = 'mail.retry';
/** On their way at once in this process: of one address, and altogether. */
const most = { each: 4, all: 100 };

interface Underway {
  all: number;
  each: Map<Id, number>;
  /** Addresses for which there was no room. */
  waiting: Map<Id, () => void>;
}
const underway = new WeakMap<Kernel, Underway>();

function underwayOf(kernel: Kernel): Underway {
  const known = underway.get(kernel) ?? { all: 0, each: new Map(), waiting: new Map() };
  underway.set(kernel, known);
  return known;
}

const OfMailbox = z.object({ workspaceId: Id, mailboxId: Id });

/** Begins what is due of one address, and ends without waiting for relays: a silent one holds no worker. */
export const sendJob: Job = {
  task: sendTask,
  run: (kernel, payload) => {
    const { workspaceId, mailboxId } = OfMailbox.parse(payload);
    return begin(kernel, workspaceId, mailboxId);
  },
};

/** A mail that was not taken is tried again when its pause is over; so is one whose process is gone. */
export const retryDeadline: DeadlineKind = {
  kind: retryKind,
  fire: async (ctx, outId) => {
    const out = await lockOut(ctx, outId);
    if (out?.mailbox_id) sendSoon(ctx, out.mailbox_id);
  },
};

async function begin(kernel: Kernel, workspaceId: Id, mailboxId: Id): Promise<void> {
  const now = underwayOf(kernel);
  const again = () => void begin(kernel, workspaceId, mailboxId).catch(() => {});
  for (;;) {
    const own = now.each.get(mailboxId) ?? 0;
    if (own >= most.each) return;
    if (now.all >= most.all) {
      now.waiting.set(mailboxId, again);
      return;
    }
    now.all++;
    now.each.set(mailboxId, own + 1);
    const end = () => {
      now.all--;
      const left = (now.each.get(mailboxId) ?? 1) - 1;
      if (left === 0) now.each.delete(mailboxId);
      else now.each.set(mailboxId, left);
    };
    const claimed = await claim(kernel, workspaceId, mailboxId).catch((error: unknown) => {
      end();
      throw error;
    });
    if (!claimed) return end();
    void send(kernel, workspaceId, claimed)
      // Its lease runs out, then it is sent again.
      .catch((error: unknown) => kernel.log.warn({ error: describeError(error) }, 'a mail was not settled'))
      .finally(() => {
        end();
        const [next] = now.waiting;
        if (next) now.waiting.delete(next[0]);
        next?.[1]();
        again();
      });
  }
}

/** Sends one mail: claimed in one transaction, handed over outside of any, settled in another. */
async function send(kernel: Kernel, workspaceId: Id, { outId, box, mail }: Claimed): Promise<void> {
  await settle(kernel, workspaceId, outId, await handOver(kernel, workspaceId, box, mail));
}

interface Claimed {
  outId: Id;
  box: MailboxRecord;
  mail: SendMailOptions;
}

// Skips what another process claims just now. One without a lease is of a version that gave none.
const due = statement<{ id: Id }>(
  'mail_out_claim',
  `SELECT id FROM mail_out WHERE workspace_id = $1 AND mailbox_id = $2 AND state IN ('queued', 'sending')
     AND CASE state WHEN 'queued' THEN next_at ELSE coalesce(leased_until, at + interval '1 hour') END <= $3
   ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
);

async function claim(kernel: Kernel, workspaceId: Id, mailboxId: Id): Promise<Claimed | undefined> {
  let claimed: Claimed | undefined;
  let isOver = false;
  while (!claimed && !isOver) {
    await runOwnCommand(kernel, 'mail.claim', { workspaceId, onBehalfOf: null }, async (ctx) => {
      const next = await ctx.tx.first(due, [workspaceId, mailboxId, ctx.now]);
      const out = next && (await lockOut(ctx, next.id));
      isOver = !out;
      if (!out) return;
      const box = await mailboxOf(ctx.tx, workspaceId, mailboxId);
      if (!box || box.retired_at !== null) {
        return setOutState(ctx, out, 'failed', 'Its address was taken off under Settings, Mail.');
      }
      const content = await contentOf(kernel, ctx, out, box);
      if (!content) return setOutState(ctx, out, 'failed', 'It was not to be sent any more when its turn came.');
      const mail = composeMail(content);
      const leasedUntil = new Date(ctx.now.getTime() + leaseMs);
      await setOutState(ctx, out, 'sending', '', { leasedUntil });
      await setDeadline(ctx, retryKind, out.id, leasedUntil);
      claimed = { outId: out.id, box, mail };
    });
  }
  return claimed;
}

async function settle(kernel: Kernel, workspaceId: Id, outId: Id, handed: HandedOver): Promise<void> {
  await runOwnCommand(kernel, 'mail.sent', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const out = await lockOut(ctx, outId);
    // A bounce may have come while the relay's answer was on its way.
    if (out?.state !== 'sending') return;
    const taken = [...new Set([...out.taken, ...handed.took.map((one) => one.toLowerCase())])];
    const isOver = ctx.now.getTime() - out.queued_at.getTime() > givesUpMs;
    if (handed.as === 'later' && !isOver) {
      const minutes = pauses[Math.min(out.tries, pauses.length) - 1] ?? 1;
      const nextAt = new Date(ctx.now.getTime() + minutes * 60_000);
      await setOutState(ctx, out, 'queued', handed.reason, { nextAt, taken });
      return setDeadline(ctx, retryKind, outId, nextAt);
    }
    await clearDeadline(ctx, retryKind, outId);
    if (handed.as === 'accepted') return setOutState(ctx, out, 'accepted', '', { taken });
    const reason = handed.as === 'later' ? `Tried for two days. ${handed.reason}` : handed.reason;
    // No conversation shows it.
    if (out.automatic)
      kernel.log.warn({ kind: out.automatic, mailboxId: out.mailbox_id }, 'an automatic mail was refused');
    return setOutState(ctx, out, 'failed', reason, { taken });
  });
}
