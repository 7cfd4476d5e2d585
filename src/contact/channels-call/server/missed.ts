import { accessRoot, openConversation, receiveMessage, routeSoon } from '#contact/conversations/index.ts';
import { openCallBacks, owe } from '#foundation/promises/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { LineRecord } from './lines.ts';
import type { PhoneCallRecord } from './phone-calls.ts';
import { saveContact } from './save.ts';

/** Two calls from one number that are missed at once go one after the other. */
const takeTurns = statement(
  'phone_call_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 32))",
);
const ofLine = statement<Pick<LineRecord, 'team_id' | 'call_back_minutes' | 'calendar_id'>>(
  'phone_line_terms',
  'SELECT team_id, call_back_minutes, calendar_id FROM phone_line WHERE workspace_id = $1 AND id = $2',
);
const lastMissed = statement<{ promise_id: Id; conversation_id: Id | null }>(
  'phone_call_missed_before',
  `SELECT c.promise_id, m.conversation_id FROM phone_call c
   LEFT JOIN message m ON m.workspace_id = c.workspace_id AND m.id = c.message_id
   WHERE c.workspace_id = $1 AND c.match_key = $2 AND c.id <> $3 AND c.promise_id IS NOT NULL
   ORDER BY c.began_at DESC LIMIT 1`,
);
const save = statement(
  'phone_call_owed',
  'UPDATE phone_call SET promise_id = $3, message_id = $4 WHERE workspace_id = $1 AND id = $2',
);

const words = 'Call back: nobody answered.';

/**
 * A call that nobody answered becomes a call-back: in a conversation where the number is one customer's beyond doubt, else
 * by itself, until somebody says who it was. Whoever calls again and again is called back once. A withheld number cannot
 * be called back.
 */
export async function oweCallBack(ctx: CommandContext, lineId: Id, call: PhoneCallRecord): Promise<void> {
  if (call.match_key === '') return;
  await ctx.tx.rows(takeTurns, [ctx.workspaceId, call.match_key]);
  const before = await ctx.tx.first(lastMissed, [ctx.workspaceId, call.match_key, call.id]);
  const isOwed = before ? (await openCallBacks(ctx, { ids: [before.promise_id] })).length > 0 : false;
  const line = await ctx.tx.first(ofLine, [ctx.workspaceId, lineId]);
  if (!line) throw new Error('a call lost its line');
  const place = call.customer_id
    ? await placeOf(ctx, call, call.customer_id, line.team_id, isOwed ? before?.conversation_id : null)
    : undefined;
  const promiseId =
    isOwed && before
      ? before.promise_id
      : await owe(ctx, {
          subject: place ? { kind: 'conversation', id: place.conversationId, customerId: place.customerId } : null,
          ...{ measure: 'call_back', words, phone: call.number },
          ...{ minutes: line.call_back_minutes, calendarId: line.calendar_id },
          ...{ teamId: line.team_id, ownerId: place?.ownerId ?? null, role: line.team_id ? null : 'lead' },
        });
  if (place) await tell(ctx, place, call, promiseId);
  await ctx.tx.rows(save, [ctx.workspaceId, call.id, promiseId, place?.messageId ?? null]);
}

interface Place {
  messageId: Id;
  conversationId: Id;
  customerId: Id;
  ownerId: Id | null;
}

async function placeOf(
  ctx: CommandContext,
  call: PhoneCallRecord,
  customerId: Id,
  teamId: Id | null,
  goesOnIn: Id | null | undefined,
): Promise<Place> {
  const text = `Missed call from ${call.number}.`;
  const root = goesOnIn ? await accessRoot(ctx, goesOnIn, { for: 'write' }) : undefined;
  const known = root?.customer_id === customerId ? root : undefined;
  const opening = { customerId, channel: 'call' as const, subject: undefined, firstText: text, teamId };
  const conversation = known ?? (await openConversation(ctx, { ...opening, entryId: call.line_id }));
  const messageId = newId();
  await receiveMessage(ctx, conversation, { id: messageId, channel: 'call', text });
  if (!known) await routeSoon(ctx, teamId);
  return { messageId, conversationId: conversation.id, customerId, ownerId: conversation.assignee_id };
}

async function tell(ctx: CommandContext, place: Place, call: PhoneCallRecord, promiseId: Id): Promise<void> {
  const ended = call.missed_at ?? call.began_at;
  const times = { began: call.began_at < ended ? call.began_at : ended, ended };
  const what = { kind: 'call', way: 'in', outcome: 'missed' } as const;
  await saveContact(ctx, { ...what, ...place, phone: call.number, times, loggedBy: null, promiseId });
}
