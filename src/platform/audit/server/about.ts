import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { LogRow } from './look.ts';

export interface Place {
  words: string;
  link: string;
}

const conversations = statement<{ id: Id; words: string }>(
  'audit_conversation_words',
  `SELECT id, 'H-' || number AS words FROM conversation WHERE workspace_id = $1 AND id = ANY ($2::uuid[])`,
);
const customers = statement<{ id: Id; words: string }>(
  'audit_customer_words',
  'SELECT id, name AS words FROM customer WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);
const people = statement<{ id: Id; words: string }>(
  'audit_person_words',
  `SELECT a.id, a.name AS words FROM account a JOIN membership m ON m.workspace_id = $1 AND m.account_id = a.id
   WHERE a.id = ANY ($2::uuid[])`,
);
const keys = statement<{ id: Id; words: string }>(
  'audit_key_words',
  `SELECT id, 'key ' || name AS words FROM api_key WHERE workspace_id = $1 AND id = ANY ($2::uuid[])`,
);
const teams = statement<{ id: Id; words: string }>(
  'audit_team_words',
  'SELECT id, name AS words FROM team WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

type Named = { fields: readonly string[]; names: typeof people; link: (id: Id) => string };

/** Records by the fields of an event's facts that name them, the thing acted upon first. */
const named: readonly Named[] = [
  { fields: ['conversationId'], names: conversations, link: (id) => `/inbox/all/${id}` },
  { fields: ['customerId'], names: customers, link: (id) => `/customers/${id}` },
  {
    fields: ['personId', 'recipientId', 'ownerId', 'assigneeId', 'approverId', 'fromId', 'toId'],
    names: people,
    link: () => '/settings/people',
  },
  { fields: ['teamId'], names: teams, link: () => '/settings/teams' },
  // Which key was made or ended, and by which one something was done.
  { fields: ['keyId', 'byKey'], names: keys, link: () => '/settings/api-keys' },
];
/** Things that have no name worth a question to the database; the page on which they stand is enough. */
const pages: Record<string, { words: string; link: (id: Id) => string }> = {
  calendarId: { words: 'Calendar', link: (id) => `/settings/calendars/${id}` },
  targetId: { words: 'Response targets', link: () => '/settings/targets' },
  fieldId: { words: 'Fields', link: () => '/settings/fields' },
  widgetId: { words: 'Chat widget', link: () => '/settings/chat-widget' },
  wrapUpReasonId: { words: 'Wrap-up reasons', link: () => '/settings/wrap-up-reasons' },
  templateId: { words: 'Letter template', link: (id) => `/settings/letters/${id}` },
  letterId: { words: 'Letter', link: (id) => `/letters/${id}` },
  invitationId: { words: 'Invitations', link: () => '/settings/invitations' },
  endpointId: { words: 'Webhooks', link: (id) => `/settings/webhooks/${id}` },
  requestId: { words: 'Approvals', link: () => '/approvals' },
};

const idIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What each event was done to, by its number: names as they are today, so an erased person has none here either. */
export async function placesOf(tx: Tx, workspaceId: Id, rows: readonly LogRow[]): Promise<Map<number, Place[]>> {
  const places = new Map<number, Place[]>(rows.map((row) => [row.seq, []]));
  for (const { fields, names, link } of named) {
    const wanted = rows.flatMap((row) => fields.flatMap((field) => idIn(row.data[field]) ?? []));
    if (wanted.length === 0) continue;
    const found = new Map(
      (await tx.rows(names, [workspaceId, [...new Set(wanted)]])).map((one) => [one.id, one.words]),
    );
    for (const row of rows) {
      // Who did something to themselves is named once, as the one who did it.
      const ids = new Set(fields.flatMap((field) => idIn(row.data[field]) ?? []).filter((id) => id !== row.actor_id));
      for (const id of ids) {
        const words = found.get(id);
        if (words !== undefined) places.get(row.seq)?.push({ words, link: link(id) });
      }
    }
  }
  for (const row of rows) {
    for (const [field, { words, link }] of Object.entries(pages)) {
      const id = idIn(row.data[field]);
      if (id) places.get(row.seq)?.push({ words, link: link(id) });
    }
  }
  return places;
}

/** The sentence of an event with its facts; lists are joined, what is not there is a dash. */
export function inWords(sentence: string, data: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = data[field];
    if (value === null || value === undefined || value === '') return '–';
    return Array.isArray(value) ? value.map(plain).join(', ') : plain(value);
  });
}

/** Codes as words: `first_response` is read as `first response`. */
function plain(value: unknown): string {
  const text = String(value);
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll('_', ' ') : text;
}
