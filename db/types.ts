// Written by scripts/generate.mjs from a migrated database. Do not edit; run npm run generate.
import type { ColumnType } from 'kysely';

/** A column with a default: may be left out of an insert. */
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Timestamps = ColumnType<Date[], (Date | string)[], (Date | string)[]>;
/** Give arrays as JSON text: the driver would write them as SQL arrays. */
type Json = ColumnType<unknown, string | Record<string, unknown>, string | Record<string, unknown>>;

export interface AccountTable {
  id: string;
  email: string;
  name: string;
  created_at: Generated<Timestamp>;
}

export interface ConversationTable {
  workspace_id: string;
  id: string;
  number: number;
  customer_id: string;
  channel: 'chat' | 'api';
  subject: string;
  status: Generated<'open' | 'waiting' | 'resolved'>;
  assignee_id: string | null;
  team_id: string | null;
  wrap_up_reason_id: string | null;
  started_at: Generated<Timestamp>;
  resolved_at: Timestamp | null;
  last_message_at: Generated<Timestamp>;
  last_number: Generated<number>;
  last_inbound_number: Generated<number>;
  customer_seen: Generated<number>;
  staff_seen: Generated<number>;
  preview: Generated<string>;
  preview_by: Generated<'customer' | 'staff'>;
  version: Generated<number>;
}

export interface CounterTable {
  name: string;
}

export interface CredentialTable {
  account_id: string;
  kind: 'passphrase';
  secret: string;
  changed_at: Generated<Timestamp>;
}

export interface CustomerTable {
  workspace_id: string;
  id: string;
  number: number;
  name: string;
  name_key: string;
  is_visitor: Generated<boolean>;
  locale: string | null;
  time_zone: string | null;
  created_at: Generated<Timestamp>;
  last_contact_at: Timestamp | null;
  conversations: Generated<number>;
  version: Generated<number>;
}

export interface CustomerAddressTable {
  workspace_id: string;
  id: string;
  customer_id: string;
  kind: 'email' | 'phone';
  value: string;
  value_key: string;
  is_primary: Generated<boolean>;
  verified_at: Timestamp | null;
  created_at: Generated<Timestamp>;
}

export interface CustomerNoteTable {
  workspace_id: string;
  id: string;
  customer_id: string;
  author_id: string;
  text: string;
  created_at: Generated<Timestamp>;
}

export interface DeadlineTable {
  workspace_id: string;
  id: string;
  kind: string;
  ref: string;
  due_at: Timestamp;
  fired_at: Timestamp | null;
}

export interface EventTable {
  workspace_id: string;
  seq: number;
  type: string;
  at: Generated<Timestamp>;
  audience: 'staff' | 'customer';
  actor_kind: 'person' | 'customer' | 'system' | 'nobody';
  actor_id: string | null;
  on_behalf_of: string | null;
  customer_id: string | null;
  request_id: string;
  cause_seq: number | null;
  reason: string | null;
  subjects: string[];
  data: Json;
}

export interface FinishedWriteTable {
  workspace_id: string;
  key: string;
  command: string;
  actor_id: string | null;
  input_hash: Buffer;
  output: Json;
  at: Generated<Timestamp>;
}

export interface InvitationTable {
  workspace_id: string;
  id: string;
  email: string;
  role: 'owner' | 'manager' | 'lead' | 'adviser' | 'assessor' | 'learner' | 'viewer';
  team_ids: Generated<string[]>;
  invited_by: string;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  state: Generated<'open' | 'accepted' | 'withdrawn' | 'expired'>;
}

export interface KeyTable {
  public_key: string;
  workspace_id: string;
  kind: 'widget';
  ref: string;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface MembershipTable {
  workspace_id: string;
  account_id: string;
  role: 'owner' | 'manager' | 'lead' | 'adviser' | 'assessor' | 'learner' | 'viewer';
  active: Generated<boolean>;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface MessageTable {
  workspace_id: string;
  conversation_id: string;
  number: number;
  id: string;
  customer_id: string;
  kind: 'customer' | 'reply' | 'note';
  channel: 'chat' | 'api';
  author_id: string | null;
  text: string;
  at: Generated<Timestamp>;
}

export interface MigrationTable {
  number: number;
  name: string;
  hash: string;
  applied_at: Generated<Timestamp>;
}

export interface OneTimeLinkTable {
  token_hash: Buffer;
  purpose: 'set_up' | 'invitation' | 'reset';
  workspace_id: string | null;
  account_id: string | null;
  invitation_id: string | null;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  used_at: Timestamp | null;
}

export interface RateTable {
  key: string;
  tokens: number;
  at: Timestamp;
}

export interface ReadMarkTable {
  workspace_id: string;
  conversation_id: string;
  account_id: string;
  number: number;
  at: Generated<Timestamp>;
}

export interface RecentTryTable {
  key: string;
  at: Timestamps;
}

export interface SessionTable {
  id: string;
  token_hash: Buffer;
  account_id: string;
  workspace_id: string;
  created_at: Generated<Timestamp>;
  seen_at: Generated<Timestamp>;
  proved_at: Generated<Timestamp>;
  expires_at: Timestamp;
  ended_at: Timestamp | null;
  agent: Generated<string>;
}

export interface TeamTable {
  workspace_id: string;
  id: string;
  name: string;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface TeamMemberTable {
  workspace_id: string;
  team_id: string;
  account_id: string;
}

export interface VisitTable {
  workspace_id: string;
  id: string;
  token_hash: Buffer;
  widget_id: string;
  customer_id: string;
  conversation_id: string | null;
  created_at: Generated<Timestamp>;
  seen_at: Generated<Timestamp>;
  expires_at: Timestamp;
}

export interface WidgetTable {
  workspace_id: string;
  id: string;
  public_key: string;
  name: string;
  greeting: Generated<string>;
  accent: string | null;
  allowed_origins: Generated<string[]>;
  version: Generated<number>;
}

export interface WorkspaceTable {
  id: string;
  name: string;
  kind: 'live' | 'practice';
  live_id: string | null;
  time_zone: string;
  created_at: Generated<Timestamp>;
}

export interface WorkspaceStreamTable {
  workspace_id: string;
  head: Generated<number>;
}

export interface WrapUpReasonTable {
  workspace_id: string;
  id: string;
  name: string;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface DB {
  account: AccountTable;
  conversation: ConversationTable;
  counter: CounterTable;
  credential: CredentialTable;
  customer: CustomerTable;
  customer_address: CustomerAddressTable;
  customer_note: CustomerNoteTable;
  deadline: DeadlineTable;
  event: EventTable;
  finished_write: FinishedWriteTable;
  invitation: InvitationTable;
  key: KeyTable;
  membership: MembershipTable;
  message: MessageTable;
  migration: MigrationTable;
  one_time_link: OneTimeLinkTable;
  rate: RateTable;
  read_mark: ReadMarkTable;
  recent_try: RecentTryTable;
  session: SessionTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  visit: VisitTable;
  widget: WidgetTable;
  workspace: WorkspaceTable;
  workspace_stream: WorkspaceStreamTable;
  wrap_up_reason: WrapUpReasonTable;
}
