import { customersOfNumber, phoneDigits } from '#contact/customers/index.ts';
import { waive } from '#foundation/promises/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { phoneCallChanged } from '../contract.ts';
import type { tellOfCall } from '../contract-telephony.ts';
import { oweCallBack } from './missed.ts';
import { type PhoneCallRecord, phoneCallColumns, stateOf } from './phone-calls.ts';
import type { HeardLine } from './telephony.ts';

type Told = InputOf<typeof tellOfCall>;

// Holds the row, so that of two events of a call at once each sees the one before.
const meet = statement<PhoneCallRecord>(
  'phone_call_meet',
  `INSERT INTO phone_call AS c (workspace_id, id, line_id, ref, way, began_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (workspace_id, line_id, ref) DO UPDATE SET ref = c.ref RETURNING ${phoneCallColumns}`,
);
const once = statement<{ event_key: string }>(
  'phone_event_once',
  `INSERT INTO phone_event (workspace_id, line_id, event_key, phone_call_id, kind, at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT DO NOTHING RETURNING event_key`,
);
const note = statement<PhoneCallRecord>(
  'phone_call_note',
  `UPDATE phone_call c SET
     began_at = least(c.began_at, $4),
     answered_at = coalesce(c.answered_at, CASE $3 WHEN 'answered' THEN $4::timestamptz END),
     ended_at = coalesce(c.ended_at, CASE WHEN $3 IN ('ended', 'missed') THEN greatest($4::timestamptz, c.began_at) END),
     missed_at = coalesce(c.missed_at, CASE $3 WHEN 'missed' THEN $4::timestamptz END),
     number = CASE WHEN c.number = '' THEN $5 ELSE c.number END,
     match_key = CASE WHEN c.number = '' AND $5 <> '' THEN heed_match_key('phone', $5) ELSE c.match_key END,
     customer_id = coalesce(c.customer_id, $6::uuid),
     extension = CASE WHEN $7 = '' THEN c.extension ELSE $7 END,
     recording_url = coalesce($8, c.recording_url)
   WHERE c.workspace_id = $1 AND c.id = $2 RETURNING ${phoneCallColumns}`,
);
const heard = statement(
  'phone_line_heard',
  `UPDATE phone_line SET heard_at = heed_now() WHERE workspace_id = $1 AND id = $2
     AND (heard_at IS NULL OR heard_at < heed_now() - interval '1 minute')`,
);

/** Takes an event of a telephone system in, once, with what follows from it, in one transaction. */
export async function hear(
  kernel: Kernel,
  { workspaceId, lineId }: HeardLine,
  told: Told,
): Promise<{ phoneCallId: Id; isNew: boolean }> {
  let outcome: { phoneCallId: Id; isNew: boolean } | undefined;
  await runOwnCommand(kernel, 'calls.hear', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const said = told.at ? new Date(told.at) : ctx.now;
    // A clock that is ahead of ours says nothing about the future.
    const at = said > ctx.now ? ctx.now : said;
    const before = await ctx.tx.first(meet, [workspaceId, newId(), lineId, told.call, told.way, at]);
    if (!before) throw new Error('a call was neither new nor known');
    const key = told.id ? `id:${told.id}` : `${told.event}:${told.call}`;
    const isNew = (await ctx.tx.first(once, [workspaceId, lineId, key, before.id, told.event, at])) !== undefined;
    outcome = { phoneCallId: before.id, isNew };
    if (isNew) await take(ctx, lineId, before, told, at);
  });
  if (!outcome) throw new Error('an event was not taken in');
  return outcome;
}

async function take(ctx: CommandContext, lineId: Id, before: PhoneCallRecord, told: Told, at: Date): Promise<void> {
  const number = before.number === '' ? phoneDigits(told.number ?? '') : '';
  const { certain } = await customersOfNumber(ctx, number);
  const { event, extension, url = null } = told;
  const values = [ctx.workspaceId, before.id, event, at, number, certain, extension, url];
  const call = await ctx.tx.first(note, values);
  if (!call) throw new Error('a call vanished while it was locked');
  await ctx.tx.rows(heard, [ctx.workspaceId, lineId]);
  const [was, is] = [stateOf(before), stateOf(call)];
  if (is === 'missed' && was !== 'missed' && call.way === 'in') await oweCallBack(ctx, lineId, call);
  // Of a group that rings, one phone may have given up before another one was answered.
  if (was === 'missed' && is !== 'missed' && call.promise_id) {
    await waive(ctx, call.promise_id, 'The call was answered after all.');
  }
  ctx.emit(phoneCallChanged, { phoneCallId: call.id, lineId, state: is });
}
