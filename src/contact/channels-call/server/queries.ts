import { accessConversation } from '#contact/conversations/index.ts';
import { customersOfNumber } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { type Statement, statement } from '#kernel/server/sql.ts';
import {
  type ContactFacts,
  contactsOfConversation,
  findCallers,
  getPhoneCall,
  listPhoneCalls,
  type PhoneCall,
} from '../contract.ts';
import { type PhoneCallRecord, phoneCallColumns, stateOf } from './phone-calls.ts';
import { callPolicy } from './policy.ts';

interface FactsRow {
  message_id: Id;
  kind: ContactFacts['kind'];
  way: ContactFacts['way'];
  outcome: ContactFacts['outcome'];
  phone: string | null;
  began_at: Date;
  ended_at: Date;
  logged_by: Id | null;
  logged_by_name: string | null;
  recording_url: string | null;
}

const ofConversation = statement<FactsRow>(
  'contacts_of_conversation',
  `SELECT l.message_id, l.kind, l.way, l.outcome, l.phone, l.began_at, l.ended_at, l.logged_by, a.name AS logged_by_name,
     (SELECT p.recording_url FROM phone_call p WHERE p.workspace_id = $1 AND p.message_id = l.message_id
       AND p.recording_url IS NOT NULL LIMIT 1) AS recording_url
   FROM message m JOIN contact_log l ON l.workspace_id = m.workspace_id AND l.message_id = m.id
   LEFT JOIN account a ON a.id = l.logged_by
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 ORDER BY m.number DESC LIMIT 200`,
);

export const contacts = answer(contactsOfConversation, async (ctx, { conversationId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  const rows = await ctx.tx.rows(ofConversation, [ctx.workspaceId, conversationId]);
  return {
    contacts: rows.toReversed().map((row) => ({
      ...{ messageId: row.message_id, kind: row.kind, way: row.way, outcome: row.outcome, phone: row.phone },
      ...{ beganAt: row.began_at.toISOString(), endedAt: row.ended_at.toISOString() },
      seconds: Math.round((row.ended_at.getTime() - row.began_at.getTime()) / 1_000),
      ...{ loggedById: row.logged_by, loggedByName: row.logged_by_name, recordingUrl: row.recording_url },
    })),
  };
});

export const callers = answer(findCallers, async (ctx, { number }) => {
  demand(ctx, callPolicy, 'list');
  const { certain, holders } = await customersOfNumber(ctx, number);
  return { customerId: certain, callers: holders };
});

interface CallRow extends PhoneCallRecord {
  line_name: string;
  extension: string;
  recording_url: string | null;
  customer_name: string | null;
  conversation_id: Id | null;
  promise_open: boolean | null;
  promise_due: Date | null;
  place: string;
}

const listed = (from: string) => `SELECT ${phoneCallColumns}, c.extension, c.recording_url, l.name AS line_name,
    p.name AS customer_name, m.conversation_id, r.ended_at IS NULL AS promise_open, r.due_at AS promise_due,
    c.began_at::text AS place
  FROM ${from} c JOIN phone_line l ON l.workspace_id = $1 AND l.id = c.line_id
  LEFT JOIN customer p ON p.workspace_id = $1 AND p.id = c.customer_id
  LEFT JOIN message m ON m.workspace_id = $1 AND m.id = c.message_id
  LEFT JOIN promise r ON r.workspace_id = $1 AND r.id = c.promise_id
  ORDER BY c.began_at DESC, c.id DESC`;

const page = (name: string, narrowed: string): Statement<CallRow> =>
  statement<CallRow>(
    `phone_calls_${name}`,
    listed(`(SELECT * FROM phone_call i WHERE i.workspace_id = $1 ${narrowed}
      AND ($2::timestamptz IS NULL OR (i.began_at, i.id) < ($2, $3::uuid))
      ORDER BY i.began_at DESC, i.id DESC LIMIT $4)`),
  );
const pages = {
  all: page('all', ''),
  unlogged: page('unlogged', 'AND i.message_id IS NULL'),
  missed: page('missed', 'AND i.missed_at IS NOT NULL AND i.answered_at IS NULL'),
};
const ofCustomer = {
  all: page('customer_all', 'AND i.customer_id = $5'),
  unlogged: page('customer_unlogged', 'AND i.customer_id = $5 AND i.message_id IS NULL'),
  missed: page('customer_missed', 'AND i.customer_id = $5 AND i.missed_at IS NOT NULL AND i.answered_at IS NULL'),
};

const presented = (row: CallRow): PhoneCall => ({
  ...{ id: row.id, lineName: row.line_name, way: row.way, number: row.number, extension: row.extension },
  state: stateOf(row),
  beganAt: row.began_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  recordingUrl: row.recording_url,
  customer: row.customer_id ? { id: row.customer_id, name: row.customer_name ?? '' } : null,
  promise:
    row.promise_id && row.promise_due
      ? { id: row.promise_id, isOpen: row.promise_open === true, dueAt: row.promise_due.toISOString() }
      : null,
  conversationId: row.conversation_id,
});

/** Calls that telephone systems told of, the newest first. */
export const phoneCalls = answer(listPhoneCalls, async (ctx, { show, customerId, after, limit }) => {
  demand(ctx, callPolicy, 'list');
  const [at = null, id = null] = after ? readCursor(after, ['instant', 'id']) : [];
  const place = [ctx.workspaceId, at, id, limit + 1];
  const rows = customerId
    ? await ctx.tx.rows(ofCustomer[show], [...place, customerId])
    : await ctx.tx.rows(pages[show], place);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { calls: shown.map(presented), next: rows.length > limit && last ? cursorOf([last.place, last.id]) : null };
});

const byRef = statement<CallRow>(
  'phone_call_by_ref',
  listed(`(SELECT i.* FROM phone_line o JOIN phone_call i ON i.workspace_id = $1 AND i.line_id = o.id AND i.ref = $2
    WHERE o.workspace_id = $1 ORDER BY i.began_at DESC LIMIT 1)`),
);

export const phoneCall = answer(getPhoneCall, async (ctx, { ref }) => {
  demand(ctx, callPolicy, 'list');
  const [row] = await ctx.tx.rows(byRef, [ctx.workspaceId, ref]);
  return { call: row ? presented(row) : null };
});
