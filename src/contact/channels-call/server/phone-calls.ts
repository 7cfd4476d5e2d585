import { phoneDigits } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { CallState, Way } from '../contract.ts';

/** A call as a telephone system told of it. */
export interface PhoneCallRecord {
  id: Id;
  line_id: Id;
  way: Way;
  number: string;
  match_key: string;
  began_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  missed_at: Date | null;
  customer_id: Id | null;
  promise_id: Id | null;
  message_id: Id | null;
}

export const phoneCallColumns = `c.id, c.line_id, c.way, c.number, c.match_key, c.began_at, c.answered_at, c.ended_at,
  c.missed_at, c.customer_id, c.promise_id, c.message_id`;

/** How far a call got, whichever order its events came in. */
export function stateOf(call: Pick<PhoneCallRecord, 'answered_at' | 'ended_at' | 'missed_at'>): CallState {
  if (call.missed_at && !call.answered_at) return 'missed';
  if (call.ended_at) return 'ended';
  return call.answered_at ? 'answered' : 'ringing';
}

const lock = statement<PhoneCallRecord & { conversation_id: Id | null }>(
  'phone_call_lock',
  `SELECT ${phoneCallColumns}, (SELECT m.conversation_id FROM message m WHERE m.workspace_id = $1 AND m.id = c.message_id)
     AS conversation_id
   FROM phone_call c WHERE c.workspace_id = $1 AND c.id = $2 FOR UPDATE OF c`,
);

/** A call that is to be written down now. @throws Problem record.not_found, calls.logged with the conversation */
export async function lockToLog(ctx: CommandContext, id: Id): Promise<PhoneCallRecord> {
  const call = (await ctx.tx.first(lock, [ctx.workspaceId, id])) ?? notFound('call');
  if (call.message_id) {
    refuse('calls.logged', 'Somebody wrote it down meanwhile.', { facts: { conversationId: call.conversation_id } });
  }
  return call;
}

const ofNumber = statement<{ promise_id: Id }>(
  'phone_call_promises_of_number',
  `SELECT DISTINCT promise_id FROM (SELECT promise_id FROM phone_call
     WHERE workspace_id = $1 AND match_key = heed_match_key('phone', $2) ORDER BY began_at DESC LIMIT 50) c
   WHERE promise_id IS NOT NULL`,
);

/** The call-backs that missed calls from a number led to. */
export async function promisesOfNumber(ctx: CommandContext, phone: string): Promise<Id[]> {
  const digits = phoneDigits(phone);
  if (digits === '') return [];
  return (await ctx.tx.rows(ofNumber, [ctx.workspaceId, digits])).map((row) => row.promise_id);
}

const log = statement(
  'phone_call_logged',
  'UPDATE phone_call SET message_id = $3, customer_id = $4 WHERE workspace_id = $1 AND id = $2',
);
const logMissed = statement(
  'phone_call_missed_logged',
  `UPDATE phone_call SET message_id = $3, customer_id = $4 WHERE workspace_id = $1 AND message_id IS NULL
     AND match_key = heed_match_key('phone', $2) AND match_key <> '' AND missed_at IS NOT NULL AND answered_at IS NULL`,
);

/** The call is written down; and where somebody was called back, so are the calls of theirs that nobody answered. */
export async function setLogged(
  ctx: CommandContext,
  logged: { call: PhoneCallRecord | undefined; phone: string | undefined; messageId: Id; customerId: Id },
): Promise<void> {
  const { call, phone, messageId, customerId } = logged;
  if (call) await ctx.tx.rows(log, [ctx.workspaceId, call.id, messageId, customerId]);
  const digits = phoneDigits(phone ?? '');
  if (digits) await ctx.tx.rows(logMissed, [ctx.workspaceId, digits, messageId, customerId]);
}
