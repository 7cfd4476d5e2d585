import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { noticeKinds } from './kinds.ts';
import { pushKeyOf } from './push-key.ts';
import type { Device, Message, Shown } from './push-message.ts';
import { sendTask, type What } from './push-tasks.ts';
import { type Sayable, sayAll } from './words.ts';

const deviceOf = statement<Device>(
  'push_device_to',
  `SELECT endpoint, p256dh, auth, sender_key AS "senderKey", is_detailed AS "isDetailed" FROM push_device
   WHERE workspace_id = $1 AND id = $2`,
);
const line = statement<Sayable>(
  'push_line',
  `SELECT o.kind, o.about_kind, o.about_id, o.data, n.count, n.is_many, n.at
   FROM notice_receipt n JOIN notice o ON o.workspace_id = $1 AND o.id = n.notice_id
   WHERE n.workspace_id = $1 AND n.id = $2 AND n.read_at IS NULL AND n.settled_at IS NULL`,
);

/** Put into words only now, so that no queue holds them. Undefined where nothing is to be told any more. */
export async function messageFor(
  kernel: Kernel,
  workspaceId: Id,
  deviceId: Id,
  what: What,
): Promise<Message | undefined> {
  let message: Message | undefined;
  const { publicKey } = await pushKeyOf(kernel);
  await runOwnCommand(kernel, sendTask, { workspaceId, onBehalfOf: null }, async (ctx) => {
    const device = await ctx.tx.first(deviceOf, [workspaceId, deviceId]);
    if (device?.senderKey !== publicKey) return;
    message = await wordsFor(ctx, device, what);
  });
  return message;
}

async function wordsFor(ctx: CommandContext, device: Device, what: What): Promise<Message | undefined> {
  if (what.kind === 'try') {
    const shown = {
      title: 'It works',
      body: 'Notices of Heed come to this device.',
      to: '/settings/notices',
      tag: 'try',
    };
    return { device, shown, isUrgent: true };
  }
  const row = what.kind === 'line' ? await ctx.tx.first(line, [ctx.workspaceId, what.id]) : sayableOf(ctx, what);
  if (!row) return undefined;
  const kind = ctx.contributed(noticeKinds).find((one) => one.name === row.kind);
  const [said] = await sayAll(ctx, [row]);
  const tag = row.is_many ? row.kind : row.about_id;
  const shown: Shown = {
    // What a locked screen shows to everybody names nobody, unless the person wants that on this device.
    title: device.isDetailed ? (said?.said.words ?? 'Heed') : 'Heed',
    body: (device.isDetailed ? said?.said.detail : kind?.label) ?? '',
    to: said?.said.link ?? '/notices',
    tag,
  };
  return { device, shown, isUrgent: kind?.importance === 'important' };
}

function sayableOf(ctx: CommandContext, what: Extract<What, { kind: 'nudge' }>): Sayable {
  const { name, about, data } = what;
  return {
    ...{ kind: name, about_kind: about.kind, about_id: about.id, data },
    ...{ count: 1, is_many: false, at: ctx.now },
  };
}
