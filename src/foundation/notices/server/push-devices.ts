import { deviceWords } from '#foundation/people/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, handlePrepared, type QueryContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addDevice, changeDevice, deviceChanged, listDevices, removeDevice, tryDevice } from '../contract.ts';
import { chooser, demandOwn } from './access.ts';
import { pushKeyOf } from './push-key.ts';
import { sendTask } from './push-tasks.ts';

const most = 10;

interface Row {
  id: Id;
  name: string;
  isDetailed: boolean;
  senderKey: string;
  addedAt: Date;
  sentAt: Date | null;
}

const list = statement<Row>(
  'push_devices',
  `SELECT id, name, is_detailed AS "isDetailed", sender_key AS "senderKey", created_at AS "addedAt",
     sent_at AS "sentAt"
   FROM push_device WHERE workspace_id = $1 AND person_id = $2 ORDER BY created_at, id LIMIT ${most}`,
);
const place = statement<{ isLive: boolean }>(
  'push_place',
  `SELECT kind = 'live' AS "isLive" FROM workspace WHERE id = $1`,
);

const isLive = async (ctx: QueryContext) => (await ctx.tx.first(place, [ctx.workspaceId]))?.isLive ?? false;

export const deviceList = answer(listDevices, async (ctx, { personId }, kernel) => {
  demandOwn(ctx, personId);
  const { publicKey } = await pushKeyOf(kernel, ctx.tx);
  const rows = await ctx.tx.rows(list, [ctx.workspaceId, personId]);
  return {
    isPossible: await isLive(ctx),
    senderKey: publicKey,
    devices: rows.map(({ senderKey, addedAt, sentAt, ...row }) => ({
      ...row,
      isCurrent: senderKey === publicKey,
      addedAt: addedAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
    })),
  };
});

// A browser has one address. Whoever switches it on last has it: a shared computer tells nobody of another's work.
const add = statement<{ id: Id }>(
  'push_device_add',
  `INSERT INTO push_device (workspace_id, id, person_id, endpoint, p256dh, auth, sender_key, name, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (workspace_id, endpoint) DO UPDATE SET person_id = excluded.person_id, p256dh = excluded.p256dh,
     auth = excluded.auth, sender_key = excluded.sender_key, name = excluded.name,
     is_detailed = push_device.is_detailed AND push_device.person_id = excluded.person_id
   RETURNING id`,
);

export const addOwnDevice = handle(addDevice, async (ctx, { endpoint, p256dh, auth, senderKey }) => {
  const personId = chooser(ctx);
  if (!(await isLive(ctx))) {
    refuse('practice.no_sending', 'Nothing leaves a practice workspace. Switch it on in the live one.');
  }
  const name = deviceWords(ctx.request.header('user-agent') ?? '');
  const row = [ctx.workspaceId, ctx.key, personId, endpoint, p256dh, auth, senderKey, name, ctx.now];
  const kept = await ctx.tx.first(add, row);
  const deviceId = kept?.id ?? ctx.key;
  const devices = await ctx.tx.rows(count, [ctx.workspaceId, personId]);
  if ((devices[0]?.count ?? 0) > most) refuse('notice.too_many_devices', 'Remove one that you no longer use first.');
  ctx.emit(deviceChanged, { recipientId: personId, deviceId, what: 'added' });
  return { deviceId };
});

const count = statement<{ count: number }>(
  'push_device_count',
  'SELECT count(*)::int AS count FROM push_device WHERE workspace_id = $1 AND person_id = $2',
);
const change = statement<{ id: Id }>(
  'push_device_change',
  'UPDATE push_device SET is_detailed = $4 WHERE workspace_id = $1 AND id = $2 AND person_id = $3 RETURNING id',
);

export const changeOwnDevice = handle(changeDevice, async (ctx, { deviceId, isDetailed }) => {
  const personId = chooser(ctx);
  if (!(await ctx.tx.first(change, [ctx.workspaceId, deviceId, personId, isDetailed]))) notFound('device');
  ctx.emit(deviceChanged, { recipientId: personId, deviceId, what: 'changed' });
  return { deviceId };
});

const remove = statement<{ id: Id }>(
  'push_device_remove',
  'DELETE FROM push_device WHERE workspace_id = $1 AND id = $2 AND person_id = $3 RETURNING id',
);

export const removeOwnDevice = handle(removeDevice, async (ctx, { deviceId }) => {
  const personId = chooser(ctx);
  if (!(await ctx.tx.first(remove, [ctx.workspaceId, deviceId, personId]))) notFound('device');
  ctx.emit(deviceChanged, { recipientId: personId, deviceId, what: 'removed' });
  return { deviceId };
});

const own = statement<{ id: Id }>(
  'push_device_own',
  'SELECT id FROM push_device WHERE workspace_id = $1 AND id = $2 AND person_id = $3',
);

export const tryOwnDevice = handlePrepared(
  tryDevice,
  async (kernel) => kernel.now(),
  async (ctx, { deviceId }, now) => {
    const personId = chooser(ctx);
    if (!(await ctx.tx.first(own, [ctx.workspaceId, deviceId, personId]))) notFound('device');
    // One at a time for a device: asking again meanwhile sends no more.
    const until = new Date(now.getTime() + 60_000).toISOString();
    ctx.enqueue(sendTask, { workspaceId: ctx.workspaceId, deviceId, until, what: { kind: 'try' } }, `try:${deviceId}`);
    return { deviceId };
  },
);
