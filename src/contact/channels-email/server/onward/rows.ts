import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type OnwardState, onwardChanged } from '../../contract-onward.ts';

/** What was noted of how a chat goes on by mail. */
export interface OnwardRecord {
  conversation_id: Id;
  state: 'watched' | OnwardState;
  address: string | null;
  address_key: string | null;
  ask_id: Id | null;
  asked_at: Date | null;
  since: Date;
  looked_at: Date | null;
}
const columns = 'conversation_id, state, address, address_key, ask_id, asked_at, since, looked_at';

const lock = statement<OnwardRecord>(
  'mail_onward_meet',
  `INSERT INTO mail_onward AS o (workspace_id, conversation_id) VALUES ($1, $2)
   ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET state = o.state RETURNING ${columns}`,
);
const look = statement(
  'mail_onward_look',
  'UPDATE mail_onward SET looked_at = $3 WHERE workspace_id = $1 AND conversation_id = $2',
);
const move = statement<{ was: OnwardRecord['state'] }>(
  'mail_onward_move_and_confirm',
  `UPDATE mail_onward w SET state = $3, address = $4, address_key = $5,
     ask_id = coalesce($6, CASE WHEN w.address_key = $5 THEN w.ask_id END),
     asked_at = CASE WHEN $6::uuid IS NULL THEN w.asked_at ELSE heed_now() END,
     confirmed_at = CASE WHEN $7 THEN heed_now() WHEN w.address_key = $5 THEN w.confirmed_at END, since = heed_now()
   FROM (SELECT state FROM mail_onward WHERE workspace_id = $1 AND conversation_id = $2 FOR UPDATE) o
   WHERE w.workspace_id = $1 AND w.conversation_id = $2 RETURNING o.state AS was`,
);

/** The row of a conversation, made where there is none, locked. */
export async function lockOnward(ctx: CommandContext, conversationId: Id): Promise<OnwardRecord> {
  const row = await ctx.tx.first(lock, [ctx.workspaceId, conversationId]);
  if (!row) throw new Error('a row was neither made nor found');
  return row;
}

export async function setLooked(ctx: CommandContext, conversationId: Id, at: Date | null): Promise<void> {
  await ctx.tx.rows(look, [ctx.workspaceId, conversationId, at]);
}

const reset = statement(
  'mail_onward_reset_whole',
  `UPDATE mail_onward SET state = 'watched', address = NULL, address_key = NULL, ask_id = NULL, looked_at = NULL,
     confirmed_at = NULL, since = heed_now() WHERE workspace_id = $1 AND conversation_id = $2`,
);

/** As if nothing had been mailed yet: whether the address is theirs is found out anew. */
export async function watchAgain(ctx: CommandContext, of: { conversationId: Id; customerId: Id }): Promise<void> {
  await ctx.tx.rows(reset, [ctx.workspaceId, of.conversationId]);
  ctx.emit(onwardChanged, { ...of, state: 'watched' });
}

/** Notes how it goes on from now, and says so. */
export async function setOnward(
  ctx: CommandContext,
  of: { conversationId: Id; customerId: Id },
  to: { state: OnwardState; address: string; askId?: Id; isConfirmed?: boolean },
): Promise<void> {
  const key = to.address.trim().toLowerCase();
  const values = [to.state, to.address.trim(), key, to.askId ?? null, to.isConfirmed ?? false];
  const moved = await ctx.tx.first(move, [ctx.workspaceId, of.conversationId, ...values]);
  ctx.emit(onwardChanged, { ...of, state: to.state, ...(moved && { from: moved.was }) });
}
