import type { Id } from '#kernel/contract/ids.ts';
import type { Channel, Priority, Status } from '../contract.ts';
import { openPromise } from './condition-sql.ts';

export interface ListRow {
  id: Id;
  number: number;
  channel: Channel;
  customer_id: Id;
  customer_name: string;
  subject: string;
  preview: string;
  preview_by: 'customer' | 'staff';
  preview_pictures: number;
  preview_files: number;
  status: Status;
  assignee_id: Id | null;
  team_id: Id | null;
  priority: Priority;
  tag_ids: Id[];
  snoozed_until: Date | null;
  woken_at: Date | null;
  last_message_at: Date;
  version: number;
  /** The place in the list: its instant as text in full precision, and what breaks a tie. */
  at_text: string;
  at_id: Id;
  is_unread: boolean;
}

const columns = `c.id, c.number, c.channel, c.customer_id, p.name AS customer_name, c.subject, c.preview, c.preview_by,
  c.preview_pictures, c.preview_files,
  c.status, c.assignee_id, c.team_id, c.priority, c.tag_ids, c.snoozed_until, c.woken_at, c.last_message_at, c.version`;
const unread = `c.last_inbound_number > coalesce(r.number, 0) AND c.status <> 'resolved' AS is_unread`;

/** Places of the values of a list: workspace, reader, number of rows, and where to go on from. */
export interface Places {
  workspace: string;
  reader: string;
  limit: string;
  at: string | null;
  id: string | null;
}

const names = ({
  workspace,
  reader,
}: Places) => `JOIN customer p ON p.workspace_id = ${workspace} AND p.id = c.customer_id
   LEFT JOIN read_mark r ON r.workspace_id = ${workspace} AND r.conversation_id = c.id AND r.account_id = ${reader}`;

/** The newest message first. The page is cut from the index; names and read marks are looked up for its rows only. */
export function newestSql(where: string, places: Places): string {
  const { workspace, limit, at, id } = places;
  const after = at === null ? '' : `AND (c.last_message_at, c.id) < (${at}::timestamptz, ${id}::uuid)`;
  return `SELECT ${columns}, c.last_message_at::text AS at_text, c.id AS at_id, ${unread}
   FROM (SELECT * FROM conversation c WHERE c.workspace_id = ${workspace} AND c.merged_into_id IS NULL AND ${where} ${after}
     ORDER BY c.last_message_at DESC, c.id DESC LIMIT ${limit}) c
   ${names(places)}
   ORDER BY c.last_message_at DESC, c.id DESC`;
}

/**
 * What falls due next first: walks the promises in their due order and takes a conversation where its first one stands.
 * What waits for nothing comes after all these, by `newestSql` with `withoutPromise`.
 */
export function dueSql(where: string, places: Places, quiet: string): string {
  const { workspace, limit, at, id } = places;
  const after = at === null ? '' : `AND (o.due_at, o.id) > (${at}::timestamptz, ${id}::uuid)`;
  return `SELECT ${columns}, c.due_text AS at_text, c.promise_id AS at_id, ${unread}
   FROM (SELECT c.*, o.due_at, o.due_at::text AS due_text, o.id AS promise_id
     FROM promise o JOIN conversation c ON c.workspace_id = ${workspace} AND c.id = o.subject_id
     WHERE ${openPromise('o', workspace, quiet)} AND c.merged_into_id IS NULL AND ${where} ${after}
       AND NOT EXISTS (SELECT FROM promise e WHERE e.subject_id = o.subject_id AND ${openPromise('e', workspace, quiet)}
         AND (e.due_at, e.id) < (o.due_at, o.id))
     ORDER BY o.due_at, o.id LIMIT ${limit}) c
   ${names(places)}
   ORDER BY c.due_at, c.promise_id`;
}

/** Nothing on conversation `c` runs or is broken. */
export function withoutPromise(workspace: string, quiet: string): string {
  return `NOT EXISTS (SELECT FROM promise e WHERE e.subject_id = c.id AND ${openPromise('e', workspace, quiet)})`;
}
