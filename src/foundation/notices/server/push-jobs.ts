import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import { egress } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import type { CommandContext, Job } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { deviceChanged } from '../contract.ts';
import { asHeed } from './announce.ts';
import { noticeKinds } from './kinds.ts';
import { type Message, sealed } from './push-message.ts';
import { pushTask, sendTask, What } from './push-tasks.ts';
import { messageFor } from './push-words.ts';

/** How long something is worth telling, in seconds: the push service drops it then, and so do we. */
const worthS = 4 * 3_600;

const ToPerson = z.object({ workspaceId: Id, personId: Id, what: What });
const ToDevice = z.object({ workspaceId: Id, deviceId: Id, what: What, until: z.iso.datetime() });

const devices = statement<{ id: Id }>(
  'push_devices_of',
  'SELECT id FROM push_device WHERE workspace_id = $1 AND person_id = $2 ORDER BY id LIMIT 10',
);
// A kind's own importance is compared here, as nudges have no row. Without a row of choice it comes.
const mayCome = statement<{ comes: boolean }>(
  'push_may_come',
  `SELECT coalesce((SELECT p.push FROM notice_preference p
       WHERE p.workspace_id = $1 AND p.person_id = $2 AND p.kind = $3), true)
     AND ($4 OR NOT EXISTS (SELECT FROM notice_quiet_hours q WHERE q.workspace_id = $1 AND q.person_id = $2
       AND heed_quiet_until(q.from_minute, q.to_minute, q.days, q.time_zone, $5::timestamptz) IS NOT NULL))
     AND EXISTS (SELECT FROM membership m WHERE m.workspace_id = $1 AND m.account_id = $2 AND m.active) AS comes`,
);
const lineOf = statement<{ kind: string }>(
  'push_line_kind',
  `SELECT o.kind FROM notice_receipt n JOIN notice o ON o.workspace_id = $1 AND o.id = n.notice_id
   WHERE n.workspace_id = $1 AND n.id = $2 AND n.read_at IS NULL AND n.settled_at IS NULL
     AND n.importance <> 'quiet'`,
);

/** What came to one person goes to each of their devices, by a job for each. */
const spread: Job = {
  task: pushTask,
  run: (kernel, payload) => {
    const { workspaceId, personId, what } = ToPerson.parse(payload);
    return runOwnCommand(kernel, pushTask, { workspaceId, onBehalfOf: null }, async (ctx) => {
      if (!(await isWanted(ctx, personId, what))) return;
      const until = new Date(ctx.now.getTime() + worthS * 1_000).toISOString();
      for (const { id } of await ctx.tx.rows(devices, [workspaceId, personId])) {
        ctx.enqueue(sendTask, { workspaceId, deviceId: id, what, until });
      }
    });
  },
};

async function isWanted(ctx: CommandContext, personId: Id, what: What): Promise<boolean> {
  const name = what.kind === 'nudge' ? what.name : await nameOfLine(ctx, what);
  if (name === undefined) return false;
  const isImportant = ctx.contributed(noticeKinds).find((kind) => kind.name === name)?.importance === 'important';
  const asked = await ctx.tx.first(mayCome, [ctx.workspaceId, personId, name, isImportant, ctx.now]);
  return asked?.comes === true;
}

/** Undefined where it was read or settled meanwhile. */
async function nameOfLine(ctx: CommandContext, what: What): Promise<string | undefined> {
  return what.kind === 'line' ? (await ctx.tx.first(lineOf, [ctx.workspaceId, what.id]))?.kind : undefined;
}

/**
 * Sends to one device. An address that its push service no longer knows is removed; one that is busy is tried again with
 * growing pauses as long as the message is worth it.
 */
const send: Job = {
  task: sendTask,
  run: async (kernel, payload) => {
    const { workspaceId, deviceId, what, until } = ToDevice.parse(payload);
    const leftS = Math.floor((Date.parse(until) - kernel.now().getTime()) / 1_000);
    if (leftS <= 0) return;
    const message = await messageFor(kernel, workspaceId, deviceId, what);
    if (message) await deliver(kernel, workspaceId, deviceId, message, leftS);
  },
};

async function deliver(kernel: Kernel, workspaceId: Id, deviceId: Id, message: Message, ttlS: number) {
  const request = await sealed(kernel, message, ttlS);
  const { protocol, port } = new URL(message.device.endpoint);
  // Push services listen on 443; another port is called on the own machine only, where an operator allows that.
  const ports = protocol === 'http:' ? [Number(port || 80)] : [443];
  const { status } = await egress(egressOf(kernel), { workspaceId, ...request, ports, maxBytes: 20_000 });
  if (status >= 200 && status < 300) return noteSent(kernel, workspaceId, deviceId);
  if (status === 404 || status === 410) return forget(kernel, workspaceId, deviceId);
  if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`);
  kernel.log.warn({ status, host: new URL(message.device.endpoint).host }, 'a push was not taken');
}

const sent = statement('push_device_sent', 'UPDATE push_device SET sent_at = $3 WHERE workspace_id = $1 AND id = $2');
const drop = statement<{ person_id: Id }>(
  'push_device_gone',
  'DELETE FROM push_device WHERE workspace_id = $1 AND id = $2 RETURNING person_id',
);

function noteSent(kernel: Kernel, workspaceId: Id, deviceId: Id): Promise<void> {
  return runOwnCommand(kernel, sendTask, { workspaceId, onBehalfOf: null }, async (ctx) => {
    await ctx.tx.rows(sent, [workspaceId, deviceId, ctx.now]);
  });
}

function forget(kernel: Kernel, workspaceId: Id, deviceId: Id): Promise<void> {
  return runOwnCommand(kernel, sendTask, { workspaceId, onBehalfOf: null }, async (ctx) => {
    const gone = await ctx.tx.first(drop, [workspaceId, deviceId]);
    if (!gone) return;
    asHeed(ctx, () => ctx.emit(deviceChanged, { recipientId: gone.person_id, deviceId, what: 'gone' }));
  });
}

export const pushJobs: Job[] = [spread, send];
