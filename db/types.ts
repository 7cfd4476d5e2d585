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
  locale: 'en-AU' | 'en-GB' | 'en-US' | 'de' | null;
}

export interface ApiKeyTable {
  workspace_id: string;
  id: string;
  name: string;
  token_hash: Buffer;
  hint: string;
  scopes: string[];
  confirms: Generated<boolean>;
  person_id: string;
  made_at: Generated<Timestamp>;
  expires_at: Timestamp;
  revoked_at: Timestamp | null;
  used_at: Timestamp | null;
}

export interface ApprovalTable {
  workspace_id: string;
  id: string;
  kind: string;
  command: string;
  input: Json;
  words: string;
  reason: string;
  requester_id: string;
  requester_role: string;
  customer_id: string | null;
  cause: string | null;
  subject_kind: string;
  subject_id: string;
  amount: number;
  currency: string | null;
  because: 'role' | 'per_case' | 'per_customer' | 'per_period' | 'currency' | 'split' | 'four_eyes';
  state: Generated<'asked' | 'carried_out' | 'refused' | 'expired' | 'withdrawn' | 'failed'>;
  problem: string | null;
  asked_at: Generated<Timestamp>;
  expires_at: Timestamp;
  ended_at: Timestamp | null;
  version: Generated<number>;
}

export interface ApprovalAnswerTable {
  workspace_id: string;
  approval_id: string;
  account_id: string;
  holder_id: string;
  rule_id: string;
  answer: 'approved' | 'refused';
  note: string | null;
  at: Generated<Timestamp>;
}

export interface AssessmentTable {
  workspace_id: string;
  id: string;
  learner_id: string;
  assessor_id: string;
  unit_code: string;
  unit_title: string;
  state: Generated<'planned' | 'open' | 'closed'>;
  planned_on: string;
  opened_at: Timestamp | null;
  closed_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface AssessmentConditionTable {
  workspace_id: string;
  id: string;
  assessment_id: string;
  kind: 'response_times' | 'communication_styles' | 'complaints' | 'reporting_issues' | 'professional_standards' | 'other';
  title: string;
  place: number;
}

export interface AssessmentLinkTable {
  workspace_id: string;
  id: string;
  condition_id: string;
  version_id: string | null;
  clause_id: string | null;
  content_hash: string | null;
  item_id: string | null;
  linked_by: string | null;
  linked_at: Generated<Timestamp>;
}

export interface AuditExportTable {
  workspace_id: string;
  id: string;
  account_id: string;
  role: string;
  format: 'csv' | 'jsonl';
  filter: Json;
  up_to: number;
  made_at: Generated<Timestamp>;
  expires_at: Timestamp;
}

export interface AuthenticatorTable {
  account_id: string;
  secret: Buffer;
  last_step: Generated<number>;
  created_at: Generated<Timestamp>;
  confirmed_at: Timestamp | null;
}

export interface AuthorityRuleTable {
  workspace_id: string;
  id: string;
  kind: string;
  role: 'owner' | 'manager' | 'lead' | 'adviser' | 'assessor' | 'learner' | 'viewer' | null;
  person_id: string | null;
  may: 'decide' | 'ask' | 'never';
  per_case: number | null;
  per_customer: number | null;
  per_period: number | null;
  currency: string | null;
  period_days: Generated<number>;
  four_eyes: Generated<boolean>;
  effective_from: Timestamp;
  effective_until: Timestamp | null;
  clause_ref: string | null;
  made_by: string | null;
  made_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface BrandTable {
  workspace_id: string;
  id: string;
  key: string;
  name: string;
  accent: string | null;
  host: string | null;
  mailbox_id: string | null;
  is_open: Generated<boolean>;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
  signature: Generated<string>;
}

export interface BrandEntryTable {
  workspace_id: string;
  entry_id: string;
  brand_id: string;
}

export interface CalendarTable {
  workspace_id: string;
  id: string;
  name: string;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface CalendarVersionTable {
  workspace_id: string;
  id: string;
  calendar_id: string;
  number: number;
  rules: Json;
  time_zone: string;
  tz_version: string;
  reason: string | null;
  created_by: string | null;
  created_at: Generated<Timestamp>;
}

export interface CharterTable {
  workspace_id: string;
  brand_id: string;
  is_open: Generated<boolean>;
  intro: Generated<string>;
  items: Generated<Json>;
  version: Generated<number>;
}

export interface ChatOpeningTable {
  workspace_id: string;
  conversation_id: string;
  customer_id: string;
  visit_id: string;
  identity_id: string | null;
  page: Generated<string>;
  is_away: Generated<boolean>;
  answers: Generated<Json>;
  at: Generated<Timestamp>;
}

export interface ChatReplyTimeTable {
  workspace_id: string;
  hour: number;
  n: number;
  median_ms: number;
  as_of: Generated<Timestamp>;
}

export interface ContactLogTable {
  workspace_id: string;
  message_id: string;
  kind: 'call' | 'visit' | 'letter';
  way: 'in' | 'out';
  outcome: 'reached' | 'left_message' | 'not_reached' | 'missed' | null;
  phone: string | null;
  began_at: Timestamp;
  ended_at: Timestamp;
  logged_by: string | null;
  logged_at: Generated<Timestamp>;
  promise_id: string | null;
}

export interface ContentHolderTable {
  name: string;
}

export interface ConversationTable {
  workspace_id: string;
  id: string;
  number: number;
  customer_id: string;
  channel: 'chat' | 'api' | 'email' | 'call' | 'visit' | 'letter' | 'messenger' | 'form' | 'portal';
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
  fields: Generated<Json>;
  tag_ids: Generated<string[]>;
  priority: Generated<'low' | 'normal' | 'high' | 'urgent'>;
  snoozed_until: Timestamp | null;
  snoozed_by: string | null;
  woken_at: Timestamp | null;
  merged_into_id: string | null;
  preview_pictures: Generated<number>;
  preview_files: Generated<number>;
  brand_id: string | null;
}

export interface ConversationLinkTable {
  workspace_id: string;
  from_id: string;
  to_id: string;
  kind: 'related' | 'follow_up';
  at: Generated<Timestamp>;
}

export interface ConversationMergeTable {
  workspace_id: string;
  id: string;
  source_id: string;
  target_id: string;
  by_id: string;
  at: Generated<Timestamp>;
  first_number: number;
  messages: number;
  before: Json;
  promise_ids: Generated<string[]>;
  target_version: number;
  undone_at: Timestamp | null;
}

export interface CorrectiveActionTable {
  workspace_id: string;
  id: string;
  goal_id: string;
  standard_id: string;
  clause_id: string;
  title: string;
  measure: string;
  reason_id: string | null;
  aims: 'at_least' | 'at_most';
  goal: number;
  opened_by: string | null;
  opened_at: Generated<Timestamp>;
  missed_weeks: Generated<number>;
  issue_id: string | null;
  owner_id: string;
  due_at: Timestamp;
  promise_id: string;
  cause: Generated<string>;
  doing: Generated<string>;
  done_on: string | null;
  closed_at: Timestamp | null;
  closed_by: string | null;
  is_effective: boolean | null;
  conclusion: string | null;
  effect: Json | null;
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
  fields: Generated<Json>;
  merged_into: string | null;
  is_returning: Generated<boolean>;
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
  match_key: Generated<string>;
  domain: Generated<string | null>;
}

export interface CustomerExportTable {
  workspace_id: string;
  id: string;
  account_id: string;
  role: string;
  customers: number;
  made_at: Generated<Timestamp>;
  expires_at: Timestamp;
}

export interface CustomerIdentityTable {
  workspace_id: string;
  id: string;
  customer_id: string;
  external_id: string;
  first_at: Generated<Timestamp>;
  last_at: Generated<Timestamp>;
}

export interface CustomerMergeTable {
  workspace_id: string;
  id: string;
  customer_id: string;
  other_id: string;
  merged_by: string | null;
  merged_at: Generated<Timestamp>;
  undo_until: Timestamp;
  undone_by: string | null;
  undone_at: Timestamp | null;
  before: Json;
  after: Json;
}

export interface CustomerMergeRowTable {
  workspace_id: string;
  merge_id: string;
  source: string;
  row_id: string;
}

export interface CustomerNoteTable {
  workspace_id: string;
  id: string;
  customer_id: string;
  author_id: string;
  text: string;
  created_at: Generated<Timestamp>;
}

export interface CustomerPairTable {
  workspace_id: string;
  one_id: string;
  other_id: string;
  strength: number;
  found_at: Generated<Timestamp>;
  dismissed_by: string | null;
  dismissed_at: Timestamp | null;
}

export interface CustomerTagTable {
  workspace_id: string;
  id: string;
  name: string;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface CustomerTaggedTable {
  workspace_id: string;
  customer_id: string;
  tag_id: string;
}

export interface DeadlineTable {
  workspace_id: string;
  id: string;
  kind: string;
  ref: string;
  due_at: Timestamp;
  fired_at: Timestamp | null;
}

export interface DecisionTable {
  workspace_id: string;
  id: string;
  kind: string;
  rule_id: string;
  actor_id: string;
  holder_id: string;
  approval_id: string | null;
  customer_id: string | null;
  cause: string | null;
  subject_kind: string;
  subject_id: string;
  amount: number;
  currency: string | null;
  decided_at: Generated<Timestamp>;
}

export interface DelegationTable {
  workspace_id: string;
  id: string;
  from_id: string;
  to_id: string;
  kinds: Generated<string[]>;
  starts_at: Timestamp;
  ends_at: Timestamp;
  ended_at: Timestamp | null;
  made_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface DraftTable {
  workspace_id: string;
  account_id: string;
  conversation_id: string;
  kind: 'reply' | 'note';
  text: string;
  seen_number: number;
  tag: string;
  saved_at: Generated<Timestamp>;
  file_ids: Generated<string[]>;
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

export interface EventHeadTable {
  workspace_id: string;
  day: string;
  last_seq: number;
  hash: Buffer;
  public_key: Buffer;
  signature: Buffer;
  signed_at: Generated<Timestamp>;
}

export interface EventSealTable {
  workspace_id: string;
  first_seq: number;
  last_seq: number;
  form: number;
  digests: Buffer;
  hash: Buffer;
  sealed_at: Generated<Timestamp>;
}

export interface FactTable {
  workspace_id: string;
  subject_id: string;
  kind: string;
  ordinal: Generated<number>;
  at: Timestamp;
  day: string;
  value: number | null;
  channel: string | null;
  team_id: string | null;
  person_id: string | null;
  reason_id: string | null;
  excluded: string | null;
  brand_id: string | null;
}

export interface FeedbackRequestTable {
  workspace_id: string;
  id: string;
  conversation_id: string;
  customer_id: string;
  channel: string;
  person_id: string | null;
  team_id: string | null;
  reason_id: string | null;
  asked_at: Generated<Timestamp>;
  expires_at: Timestamp;
  rating: number | null;
  comment: Generated<string>;
  answered_at: Timestamp | null;
  changed_at: Timestamp | null;
}

export interface FeedbackSettingTable {
  workspace_id: string;
  is_on: boolean;
  rest_days: number;
  question: string;
  version: number;
}

export interface FeedbackSilenceTable {
  workspace_id: string;
  customer_id: string;
  since: Generated<Timestamp>;
}

export interface FieldTable {
  workspace_id: string;
  id: string;
  subject: string;
  key: string;
  label: string;
  purpose: string;
  kind: 'text' | 'number' | 'date' | 'yes_no' | 'one_of' | 'several_of' | 'link' | 'email';
  choices: Generated<Json>;
  roles: string[];
  is_required: Generated<boolean>;
  place: number;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
}

export interface FileTable {
  workspace_id: string;
  id: string;
  account_id: string | null;
  customer_id: string | null;
  name: string;
  type: string;
  size: number;
  sha256: Buffer;
  thumb_sha256: Buffer | null;
  width: number | null;
  height: number | null;
  at: Generated<Timestamp>;
  message_id: string | null;
  place: number | null;
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

export interface FormTable {
  workspace_id: string;
  id: string;
  key: string;
  draft: Json;
  published: Json | null;
  published_at: Timestamp | null;
  team_id: string | null;
  allowed_origins: Generated<string[]>;
  created_at: Generated<Timestamp>;
  archived_at: Timestamp | null;
  version: Generated<number>;
}

export interface FormSubmissionTable {
  workspace_id: string;
  id: string;
  form_id: string;
  conversation_id: string;
  answers: Json;
  receipt_to: string | null;
  receipt: string | null;
  at: Generated<Timestamp>;
}

export interface HandOverTable {
  workspace_id: string;
  conversation_id: string;
  message_id: string;
  to_id: string | null;
  team_id: string | null;
  taken_at: Timestamp | null;
}

export interface HeldReplyTable {
  workspace_id: string;
  id: string;
  conversation_id: string;
  account_id: string;
  text: string;
  status: 'open' | 'waiting';
  leaves_at: Timestamp;
  file_ids: Generated<string[]>;
}

export interface IdentityTokenUsedTable {
  workspace_id: string;
  jti_hash: Buffer;
  ends_at: Timestamp;
}

export interface InboxViewTable {
  workspace_id: string;
  id: string;
  name: string;
  owner_id: string;
  shared: 'nobody' | 'team' | 'everybody';
  team_id: string | null;
  rule: Json;
  sort: 'newest' | 'due';
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
}

export interface InboxViewOrderTable {
  workspace_id: string;
  account_id: string;
  view_ids: string[];
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

export interface JobWorkerTable {
  id: string;
  seen_at: Timestamp;
}

export interface KeyTable {
  public_key: string;
  workspace_id: string;
  kind: 'widget';
  ref: string;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface LetterTable {
  workspace_id: string;
  id: string;
  number: number;
  customer_id: string;
  about_id: string;
  kind: string;
  template_id: string;
  template_version: number;
  language: string;
  subject: string;
  recipient: string;
  sender: string;
  content: Json;
  author_id: string | null;
  made_at: Generated<Timestamp>;
}

export interface LetterTemplateTable {
  workspace_id: string;
  id: string;
  kind: string;
  name: string;
  current: Generated<number>;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface LetterTemplateVersionTable {
  workspace_id: string;
  template_id: string;
  number: number;
  language: string;
  subject: string;
  sections: Json;
  written_at: Generated<Timestamp>;
}

export interface LibraryItemTable {
  workspace_id: string;
  id: string;
  kind: 'code' | 'regulator' | 'policy' | 'procedure' | 'brand' | 'offline' | 'reference' | 'media';
  title: string;
  address: Generated<string>;
  text: Generated<string>;
  dated_on: string | null;
  checked_on: string | null;
  next_check_on: string | null;
  copyright_owner: Generated<string>;
  licence: Generated<string>;
  permission: Generated<string>;
  is_public: Generated<boolean>;
  owner_id: string | null;
  version: Generated<number>;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  file_id: string | null;
}

export interface LibraryLineTable {
  workspace_id: string;
  item_id: string;
  place: number;
  topic: string;
  value: string;
  unit: Generated<string>;
  text: Generated<string>;
}

export interface MailTable {
  workspace_id: string;
  id: string;
  mailbox_id: string;
  sha256: Buffer;
  size: number;
  via: 'ingest' | 'smtp' | 'imap';
  envelope: Json | null;
  state: Generated<'stored' | 'message' | 'told' | 'repeat' | 'look' | 'aside'>;
  reason: string | null;
  tries: Generated<number>;
  arrived_at: Generated<Timestamp>;
  settled_at: Timestamp | null;
  content_key: Buffer | null;
  from_address: Generated<string>;
  from_name: Generated<string>;
  subject: Generated<string>;
  message_id: string | null;
  received_at: Timestamp | null;
  failures: Generated<number>;
}

export interface MailAddressingTable {
  workspace_id: string;
  conversation_id: string;
  account_id: string;
  recipients: Json;
}

export interface MailFetchTable {
  workspace_id: string;
  mailbox_id: string;
  holder: string | null;
  held_until: Generated<Timestamp>;
  next_at: Generated<Timestamp>;
  failures: Generated<number>;
  state: Generated<'waiting' | 'fetching' | 'watching' | 'failed'>;
  problem: string | null;
  said: Generated<string>;
  at: Generated<Timestamp>;
}

export interface MailFolderTable {
  workspace_id: string;
  id: string;
  mailbox_id: string;
  name: string;
  uid_validity: number;
  last_uid: Generated<number>;
  first_uid: Generated<number>;
  began_at: Generated<Timestamp>;
  wanted: Generated<number>;
  fetched: Generated<number>;
  on_server: number | null;
  lacking: Generated<number>;
  compared_at: Timestamp | null;
  problem: string | null;
}

export interface MailMessageTable {
  workspace_id: string;
  message_id: string;
  mailbox_id: string;
  mail_id: string | null;
  header_id: string | null;
  sender: Json;
  recipients: Json;
  subject: string;
  kind: string;
  flag: 'unknown_sender' | 'not_authenticated' | 'consulted' | null;
  whole_text: string | null;
  html: string | null;
  left_out: Generated<Json>;
  checks: Json | null;
  pictures: Generated<Json>;
}

export interface MailOnwardTable {
  workspace_id: string;
  conversation_id: string;
  state: Generated<'watched' | 'asked' | 'on' | 'off'>;
  address: string | null;
  address_key: string | null;
  ask_id: string | null;
  asked_at: Timestamp | null;
  since: Generated<Timestamp>;
  looked_at: Timestamp | null;
  confirmed_at: Timestamp | null;
}

export interface MailOnwardMessageTable {
  workspace_id: string;
  message_id: string;
  out_id: string;
}

export interface MailOutTable {
  workspace_id: string;
  id: string;
  message_id: string | null;
  conversation_id: string | null;
  mailbox_id: string | null;
  kind: 'reply' | 'acknowledgement' | 'forward' | 'onward' | 'automatic';
  header_id: string | null;
  recipient_key: string;
  recipients: Json;
  state: 'queued' | 'sending' | 'accepted' | 'failed';
  reason: Generated<string>;
  tries: Generated<number>;
  queued_at: Generated<Timestamp>;
  at: Generated<Timestamp>;
  next_at: Generated<Timestamp>;
  leased_until: Timestamp | null;
  taken: Generated<string[]>;
  forwards: string | null;
  automatic: string | null;
  about: string | null;
  topic: string | null;
  signature: string | null;
}

export interface MailParticipantTable {
  workspace_id: string;
  conversation_id: string;
  address_key: string;
  address: string;
  name: Generated<string>;
  state: 'writer' | 'copied' | 'proposed' | 'declined' | 'consulted';
  wrote_at: Timestamp | null;
  token_hash: Buffer | null;
}

export interface MailPreferenceTable {
  workspace_id: string;
  address_key: string;
  topic: string;
  is_wanted: boolean;
  how: 'one_click' | 'page';
  at: Generated<Timestamp>;
}

export interface MailSignatureTable {
  workspace_id: string;
  id: string;
  name: string;
  text: string;
  mailbox_id: string | null;
  made_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
}

export interface MailSignatureChoiceTable {
  workspace_id: string;
  conversation_id: string;
  account_id: string;
  signature_id: string | null;
}

export interface MailUidTable {
  workspace_id: string;
  folder_id: string;
  uid_validity: number;
  uid: number;
  mail_id: string | null;
  tries: Generated<number>;
}

export interface MailboxTable {
  workspace_id: string;
  id: string;
  address: string;
  address_key: string;
  name: string;
  team_id: string | null;
  signature: Generated<string>;
  acknowledgement: Generated<string>;
  uses_plus: boolean;
  quotes_history: Generated<boolean>;
  ingest_hash: Buffer | null;
  relay_host: Generated<string>;
  relay_port: Generated<number>;
  relay_security: Generated<'tls' | 'starttls' | 'none'>;
  relay_user: Generated<string>;
  relay_sealed: Buffer | null;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
  imap_host: Generated<string>;
  imap_port: Generated<number>;
  imap_security: Generated<'tls' | 'starttls' | 'none'>;
  imap_user: Generated<string>;
  imap_sealed: Buffer | null;
  imap_folders: Generated<string[]>;
  imap_from: Generated<'everything' | 'now'>;
}

export interface MeasureCursorTable {
  workspace_id: string;
  source: string;
  version: number;
  seq: number;
  phase: 'clearing' | 'counting' | 'adding' | 'following';
  counted_after: string | null;
  added_day: string | null;
  counted: Generated<number>;
  as_of: Generated<Timestamp>;
}

export interface MeasureDayTable {
  workspace_id: string;
  kind: string;
  dim: string;
  key: string;
  day: string;
  n: number;
  sum: number;
  left_out: number;
  buckets: number[] | null;
}

export interface MembershipTable {
  workspace_id: string;
  account_id: string;
  role: 'owner' | 'manager' | 'lead' | 'adviser' | 'assessor' | 'learner' | 'viewer';
  active: Generated<boolean>;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface MentionTable {
  workspace_id: string;
  account_id: string;
  message_id: string;
  conversation_id: string;
  at: Generated<Timestamp>;
}

export interface MessageTable {
  workspace_id: string;
  conversation_id: string;
  number: number;
  id: string;
  customer_id: string;
  kind: 'customer' | 'reply' | 'note';
  channel: 'chat' | 'api' | 'email' | 'call' | 'visit' | 'letter' | 'messenger' | 'form' | 'portal';
  author_id: string | null;
  text: string;
  at: Generated<Timestamp>;
  moved_from_id: string | null;
  ask: Json | null;
  answers_id: string | null;
  answer: Json | null;
}

export interface MigrationTable {
  number: number;
  name: string;
  hash: string;
  applied_at: Generated<Timestamp>;
}

export interface MonitoringSettingsTable {
  workspace_id: string;
  is_on: Generated<boolean>;
  missed_weeks: Generated<number>;
  smallest: Generated<number>;
  due_days: Generated<number>;
  breach_minutes: number | null;
  version: Generated<number>;
}

export interface NoticeTable {
  workspace_id: string;
  id: string;
  kind: string;
  about_kind: string;
  about_id: string;
  customer_id: string | null;
  data: Generated<Json>;
  importance: 'quiet' | 'normal' | 'important';
  asks: 'read' | 'acknowledge' | 'act';
  group_key: string;
  cause: string | null;
  created_at: Generated<Timestamp>;
}

export interface NoticePreferenceTable {
  workspace_id: string;
  person_id: string;
  kind: string;
  desk: boolean;
  mail: boolean;
  push: Generated<boolean>;
}

export interface NoticeQuietHoursTable {
  workspace_id: string;
  person_id: string;
  from_minute: number;
  to_minute: number;
  days: number[];
  time_zone: string;
}

export interface NoticeReceiptTable {
  workspace_id: string;
  id: string;
  person_id: string;
  notice_id: string;
  importance: 'quiet' | 'normal' | 'important';
  asks: 'read' | 'acknowledge' | 'act';
  group_key: string | null;
  count: Generated<number>;
  is_many: Generated<boolean>;
  at: Timestamp;
  last_at: Timestamp;
  withheld: 'muted' | 'quiet_hours' | null;
  mail_ready: Generated<boolean>;
  read_at: Timestamp | null;
  acknowledged_at: Timestamp | null;
  acted_at: Timestamp | null;
  settled_at: Timestamp | null;
  chased: Generated<number>;
  mailed_at: Timestamp | null;
}

export interface NoticeSubscriptionTable {
  workspace_id: string;
  topic: string;
  person_id: string;
  subscribed: boolean;
}

export interface NoticeTopicRoleTable {
  workspace_id: string;
  topic: string;
  role: string;
  subscribed: boolean;
}

export interface NudgeTable {
  workspace_id: string;
  id: string;
  text: string;
  pages: string;
  after_s: number;
  cap: 'once' | 'daily';
  is_on: Generated<boolean>;
  shown: Generated<number>;
  answered: Generated<number>;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
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

export interface OrganisationTable {
  workspace_id: string;
  id: string;
  name: string;
  name_key: string;
  notes: Generated<string>;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface OrganisationDomainTable {
  workspace_id: string;
  domain: string;
  organisation_id: string;
}

export interface OrganisationMemberTable {
  workspace_id: string;
  customer_id: string;
  organisation_id: string;
  is_primary: Generated<boolean>;
  since: Generated<Timestamp>;
}

export interface PackAdoptionTable {
  workspace_id: string;
  id: string;
  pack: string;
  adopted_at: Generated<Timestamp>;
  left_at: Timestamp | null;
}

export interface PasskeyTable {
  id: string;
  account_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: Generated<string[]>;
  name: string;
  created_at: Generated<Timestamp>;
  used_at: Timestamp | null;
}

export interface PersonRoutingTable {
  workspace_id: string;
  account_id: string;
  taking: Generated<boolean>;
  capacity: number | null;
  skills: Generated<string[]>;
  given_number: Generated<number>;
  version: Generated<number>;
}

export interface PhoneCallTable {
  workspace_id: string;
  id: string;
  line_id: string;
  ref: string;
  way: 'in' | 'out';
  number: Generated<string>;
  match_key: Generated<string>;
  extension: Generated<string>;
  began_at: Timestamp;
  answered_at: Timestamp | null;
  ended_at: Timestamp | null;
  missed_at: Timestamp | null;
  recording_url: string | null;
  customer_id: string | null;
  promise_id: string | null;
  message_id: string | null;
}

export interface PhoneEventTable {
  workspace_id: string;
  line_id: string;
  event_key: string;
  phone_call_id: string;
  kind: 'ringing' | 'answered' | 'ended' | 'missed' | 'recorded';
  at: Timestamp;
  arrived_at: Generated<Timestamp>;
}

export interface PhoneLineTable {
  workspace_id: string;
  id: string;
  name: string;
  team_id: string | null;
  call_back_minutes: number;
  calendar_id: string | null;
  token_hash: Buffer | null;
  made_at: Generated<Timestamp>;
  heard_at: Timestamp | null;
  retired_at: Timestamp | null;
  version: Generated<number>;
}

export interface PortalLinkTable {
  workspace_id: string;
  id: string;
  brand_id: string;
  address_key: string;
  locale: string;
  asked_at: Generated<Timestamp>;
  expires_at: Timestamp;
  used_at: Timestamp | null;
}

export interface PortalPassphraseTable {
  workspace_id: string;
  address_key: string;
  secret: string;
  changed_at: Generated<Timestamp>;
}

export interface PortalSessionTable {
  workspace_id: string;
  id: string;
  token_hash: Buffer;
  address_key: string;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  ended_at: Timestamp | null;
}

export interface PrivacyConsentTable {
  workspace_id: string;
  id: string;
  customer_id: string;
  purpose: string;
  channel: string;
  is_given: boolean;
  notice_id: string | null;
  at: Generated<Timestamp>;
  noted_by: string | null;
}

export interface PrivacyNoticeTable {
  workspace_id: string;
  id: string;
  purpose: string;
  channel: string;
  version: number;
  text: string;
  effective_from: Timestamp;
  published_at: Generated<Timestamp>;
  published_by: string | null;
}

export interface PromiseTable {
  workspace_id: string;
  id: string;
  measure: string;
  subject_kind: string;
  subject_id: string;
  customer_id: string | null;
  owner_id: string | null;
  team_id: string | null;
  role: string | null;
  raised_to: string | null;
  words: string | null;
  phone: string | null;
  state: 'running' | 'paused' | 'broken' | 'kept' | 'kept_late' | 'waived';
  started_at: Timestamp;
  due_at: Timestamp;
  warn_at: Timestamp | null;
  warned_at: Timestamp | null;
  broken_at: Timestamp | null;
  ended_at: Timestamp | null;
  touched_at: Timestamp | null;
  paused_at: Timestamp | null;
  paused_for: string | null;
  pauses: Generated<Timestamps>;
  minutes: number | null;
  warn_percent: number | null;
  target_id: string | null;
  calendar_version_id: string | null;
  clause_ref: string | null;
  entries: Generated<number>;
}

export interface PromiseEntryTable {
  workspace_id: string;
  promise_id: string;
  number: number;
  at: Timestamp;
  kind: 'started' | 'paused' | 'resumed' | 'warned' | 'broken' | 'kept' | 'waived' | 'moved' | 'reopened' | 'reassigned';
  reason: string | null;
  actor_id: string | null;
  due_at: Timestamp;
}

export interface ProviderIdentityTable {
  id: string;
  account_id: string;
  issuer: string;
  subject: string;
  email: string;
  created_at: Generated<Timestamp>;
  used_at: Timestamp | null;
}

export interface PushDeviceTable {
  workspace_id: string;
  id: string;
  person_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  sender_key: string;
  name: string;
  is_detailed: Generated<boolean>;
  created_at: Generated<Timestamp>;
  sent_at: Timestamp | null;
}

export interface PushKeyTable {
  is_one: Generated<boolean>;
  public_key: string;
  private_key: Buffer;
  created_at: Generated<Timestamp>;
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

export interface RecoveryCodeTable {
  account_id: string;
  code_hash: Buffer;
  created_at: Generated<Timestamp>;
  used_at: Timestamp | null;
}

export interface ReviewTable {
  workspace_id: string;
  id: string;
  standard_id: string;
  version_id: string;
  from_day: string;
  to_day: string;
  begun_by: string | null;
  begun_at: Generated<Timestamp>;
  next_version_id: string | null;
  pack: string | null;
  content_hash: string | null;
  signed_by: string | null;
  signed_at: Timestamp | null;
}

export interface ReviewActionTable {
  workspace_id: string;
  meeting_id: string;
  place: number;
  promise_id: string;
}

export interface ReviewDueTable {
  workspace_id: string;
  standard_id: string;
  promise_id: string;
}

export interface ReviewEvaluationTable {
  workspace_id: string;
  review_id: string;
  metric: string;
  text: string;
  written_by: string | null;
  written_at: Generated<Timestamp>;
}

export interface ReviewFindingTable {
  workspace_id: string;
  id: string;
  review_id: string;
  text: string;
  decision: 'keep' | 'change' | 'stop';
  clause_id: string | null;
  not_now_reason: string | null;
  not_now_until: string | null;
  version: Generated<number>;
  found_by: string | null;
  found_at: Generated<Timestamp>;
}

export interface ReviewItemTable {
  workspace_id: string;
  meeting_id: string;
  place: number;
  words: string;
  finding_id: string | null;
}

export interface ReviewMeetingTable {
  workspace_id: string;
  id: string;
  review_id: string;
  held_on: string;
  attendee_ids: string[];
  noted_by: string | null;
  noted_at: Generated<Timestamp>;
}

export interface SecurityRuleTable {
  workspace_id: string;
  roles: Generated<string[]>;
  effective_from: Timestamp | null;
  version: Generated<number>;
}

export interface ServiceIssueTable {
  workspace_id: string;
  id: string;
  kind: 'technology' | 'resource';
  title: string;
  words: Generated<string>;
  began_at: Timestamp;
  ended_at: Timestamp | null;
  goal_ids: string[];
  logged_by: string;
  logged_at: Generated<Timestamp>;
  version: Generated<number>;
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
  address: Generated<string>;
}

export interface SignInProviderTable {
  workspace_id: string;
  name: string;
  issuer: string;
  client_id: string;
  client_secret: Buffer | null;
  domains: string[];
  joins_as: 'lead' | 'adviser' | 'assessor' | 'learner' | 'viewer' | null;
  is_only: Generated<boolean>;
  version: Generated<number>;
}

export interface SignInStepTable {
  token_hash: Buffer;
  purpose: 'second_step' | 'passkey' | 'new_passkey' | 'provider' | 'link_offer';
  account_id: string | null;
  data: string;
  expires_at: Timestamp;
}

export interface SocialAccountTable {
  workspace_id: string;
  id: string;
  connector: string;
  name: string;
  handle: Generated<string>;
  ref: string;
  team_id: string | null;
  api_url: string;
  token_sealed: Buffer;
  way: 'webhook' | 'polling';
  secret_sealed: Buffer;
  secret_hash: Buffer;
  state: Generated<'waiting' | 'connected' | 'failed'>;
  problem: string | null;
  said: Generated<string>;
  at: Generated<Timestamp>;
  heard_at: Timestamp | null;
  place: Generated<string>;
  holder: string | null;
  held_until: Generated<Timestamp>;
  next_at: Generated<Timestamp>;
  failures: Generated<number>;
  paused_until: Timestamp | null;
  made_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
}

export interface SocialContactTable {
  workspace_id: string;
  id: string;
  account_id: string;
  ref: string;
  chat_ref: string;
  name: Generated<string>;
  handle: Generated<string>;
  customer_id: string;
  conversation_id: string | null;
  blocked_at: Timestamp | null;
  told_ref: Generated<string>;
}

export interface SocialMessageTable {
  workspace_id: string;
  message_id: string;
  contact_id: string;
  ref: string;
  edits_id: string | null;
  left_out: Generated<Json>;
}

export interface SocialOutTable {
  workspace_id: string;
  message_id: string;
  account_id: string;
  contact_id: string;
  number: Generated<number>;
  state: Generated<'queued' | 'sending' | 'sent' | 'failed'>;
  reason: Generated<string>;
  refs: Generated<string[]>;
  tries: Generated<number>;
  queued_at: Generated<Timestamp>;
  next_at: Generated<Timestamp>;
  leased_until: Timestamp | null;
  at: Generated<Timestamp>;
}

export interface SocialUpdateTable {
  workspace_id: string;
  account_id: string;
  ref: string;
  body: Json;
  state: Generated<'stored' | 'done' | 'ignored' | 'failed'>;
  reason: Generated<string>;
  tries: Generated<number>;
  arrived_at: Generated<Timestamp>;
  next_at: Generated<Timestamp>;
  message_id: string | null;
  lacking: Generated<number[]>;
  ask_at: Timestamp | null;
}

export interface StaffingPlanTable {
  workspace_id: string;
  id: string;
  name: string;
  touchpoint_id: string;
  team_id: string;
  standard_id: string | null;
  volume: number[];
  counted_weeks: number | null;
  assumes: Json;
  told: Generated<string>;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface StaffingRosterTable {
  workspace_id: string;
  team_id: string;
  shifts: Json;
  changed_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface StandardTable {
  workspace_id: string;
  id: string;
  name: string;
  about: Generated<string>;
  audience: string[];
  version: Generated<number>;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
}

export interface StandardAnswerTable {
  workspace_id: string;
  version_id: string;
  point: string;
  clause_id: string | null;
  reason: string | null;
  seen: string;
  answered_by: string | null;
  answered_at: Generated<Timestamp>;
}

export interface StandardBenchmarkTable {
  workspace_id: string;
  id: string;
  version_id: string;
  measure: string;
  channel: string | null;
  value: number | null;
  title: string;
  address: string;
  year: number;
  sample: string | null;
  method: string | null;
  strength: 'weak' | 'strong';
  note: Generated<string>;
  reference: string | null;
  author_id: string | null;
  written_at: Generated<Timestamp>;
  carried_from: string | null;
  version: Generated<number>;
}

export interface StandardClauseTable {
  workspace_id: string;
  version_id: string;
  id: string;
  section: string;
  place: number;
  title: string;
  text: string;
  kind: 'promise' | 'procedure' | 'style' | 'touchpoint' | 'metric' | 'policy' | 'legal';
  body: Json | null;
  owner_id: string | null;
  review_on: string | null;
  reason: string | null;
  changed_by: string | null;
  version: Generated<number>;
}

export interface StandardCommentTable {
  workspace_id: string;
  id: string;
  version_id: string;
  clause_id: string | null;
  author_id: string;
  text: string;
  written_at: Generated<Timestamp>;
  disposition: 'taken' | 'partly' | 'declined' | null;
  disposition_reason: string | null;
  disposed_by: string | null;
  disposed_at: Timestamp | null;
  round: number | null;
}

export interface StandardDroppedTable {
  workspace_id: string;
  version_id: string;
  clause_id: string;
  title: string;
  reason: string;
  dropped_by: string | null;
}

export interface StandardFindingTable {
  workspace_id: string;
  id: string;
  version_id: string;
  learnt: string;
  need: string;
  sources: Json;
  clause_ids: Generated<string[]>;
  author_id: string | null;
  written_at: Generated<Timestamp>;
  carried_from: string | null;
  version: Generated<number>;
}

export interface StandardInviteeTable {
  workspace_id: string;
  version_id: string;
  person_id: string;
  invited_at: Generated<Timestamp>;
}

export interface StandardLinkTable {
  workspace_id: string;
  version_id: string;
  clause_id: string;
  agrees_with: 'policy' | 'procedure' | 'brand';
  place: number;
  item_id: string | null;
  words: string | null;
}

export interface StandardQuizAttemptTable {
  workspace_id: string;
  id: string;
  version_id: string;
  person_id: string;
  content_hash: string;
  answers: Json;
  score: number;
  questions: number;
  is_passed: boolean;
  at: Generated<Timestamp>;
}

export interface StandardRoundTable {
  workspace_id: string;
  id: string;
  version_id: string;
  number: number;
  until: string;
  opened_by: string | null;
  opened_at: Generated<Timestamp>;
  closed_at: Timestamp | null;
}

export interface StandardSignatureTable {
  workspace_id: string;
  version_id: string;
  person_id: string;
  content_hash: string;
  signed_at: Generated<Timestamp>;
}

export interface StandardSuggestionTable {
  workspace_id: string;
  id: string;
  standard_id: string;
  version_id: string;
  clause_id: string;
  clause_title: string;
  conversation_id: string | null;
  author_id: string;
  text: string;
  written_at: Generated<Timestamp>;
  state: Generated<'new' | 'considered' | 'taken' | 'declined'>;
  answer: string | null;
  answered_by: string | null;
  answered_at: Timestamp | null;
  taken_into: string | null;
}

export interface StandardTargetTable {
  workspace_id: string;
  target_id: string;
  version_id: string;
  clause_id: string;
  line: number;
}

export interface StandardTickTable {
  workspace_id: string;
  conversation_id: string;
  version_id: string;
  clause_id: string;
  step: number;
  person_id: string;
  ticked_at: Generated<Timestamp>;
}

export interface StandardUnbenchmarkedTable {
  workspace_id: string;
  version_id: string;
  measure: string;
  channel: Generated<string>;
  reason: string;
  author_id: string | null;
}

export interface StandardVersionTable {
  workspace_id: string;
  id: string;
  standard_id: string;
  major: number;
  minor: number;
  state: Generated<'draft' | 'needs' | 'benchmark' | 'consulting' | 'aligning' | 'submitted' | 'approved' | 'scheduled' | 'published' | 'retired'>;
  based_on: string | null;
  reason: string | null;
  author_id: string | null;
  created_at: Generated<Timestamp>;
  consulted_at: Timestamp | null;
  consult_until: string | null;
  submitted_at: Timestamp | null;
  approved_at: Timestamp | null;
  approved_by: string | null;
  content_hash: string | null;
  effective_from: Timestamp | null;
  published_at: Timestamp | null;
  retired_at: Timestamp | null;
  figures: Json | null;
}

export interface TagTable {
  workspace_id: string;
  id: string;
  name: string;
  created_at: Generated<Timestamp>;
  retired_at: Timestamp | null;
  version: Generated<number>;
}

export interface TargetTable {
  workspace_id: string;
  id: string;
  measure: string;
  channel: string | null;
  team_id: string | null;
  minutes: number;
  calendar_id: string | null;
  warn_percent: number;
  effective_from: Timestamp;
  effective_until: Timestamp | null;
  clause_ref: string | null;
  created_by: string | null;
  created_at: Generated<Timestamp>;
  brand_id: string | null;
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

export interface TeamRoutingTable {
  workspace_id: string;
  team_id: string;
  method: 'off' | 'by_turn' | 'by_load';
  capacity: number;
  version: Generated<number>;
}

export interface TouchpointTable {
  workspace_id: string;
  id: string;
  name: string;
  channel: string;
  state: Generated<'planned' | 'live' | 'retired'>;
  purpose: Generated<string>;
  owner_id: string | null;
  calendar_id: string | null;
  technology: Generated<string>;
  accessibility: Generated<string>;
  limits: Generated<string>;
  pros: Generated<string>;
  cons: Generated<string>;
  cost: Generated<string>;
  seats: number | null;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface TzUpdateTable {
  workspace_id: string;
  tz_version: string;
  moved: number;
  at: Generated<Timestamp>;
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
  identity_id: string | null;
  here_at: Timestamp | null;
}

export interface WebhookAttemptTable {
  workspace_id: string;
  delivery_id: string;
  number: number;
  at: Timestamp;
  took_ms: number;
  status: number | null;
  problem: string | null;
  answer: string | null;
}

export interface WebhookCursorTable {
  workspace_id: string;
  seq: number;
}

export interface WebhookDeliveryTable {
  workspace_id: string;
  id: string;
  endpoint_id: string;
  seq: number | null;
  type: string;
  at: Generated<Timestamp>;
  state: Generated<'waiting' | 'delivered' | 'failed'>;
  tries: Generated<number>;
  attempts: Generated<number>;
  next_at: Timestamp | null;
  leased_until: Timestamp | null;
}

export interface WebhookEndpointTable {
  workspace_id: string;
  id: string;
  url: string;
  kinds: string[] | null;
  secret: Buffer;
  former_secret: Buffer | null;
  former_until: Timestamp | null;
  enabled: Generated<boolean>;
  disabled_because: 'by_hand' | 'gone' | null;
  after_seq: number;
  throttled_until: Timestamp | null;
  failing_since: Timestamp | null;
  made_at: Generated<Timestamp>;
  removed_at: Timestamp | null;
  version: Generated<number>;
}

export interface WhatIfTable {
  workspace_id: string;
  id: string;
  measure: string;
  channel: string | null;
  team_id: string | null;
  minutes: number;
  calendar_id: string | null;
  warn_percent: number;
  share_percent: number;
  version_id: string | null;
  clause_id: string | null;
  review_id: string | null;
  beside_approval: Generated<boolean>;
  from_at: Timestamp;
  to_at: Timestamp;
  state: Generated<'running' | 'done' | 'cancelled' | 'failed'>;
  looked_at: Generated<number>;
  of_all: number | null;
  result: Json | null;
  asked_by: string | null;
  asked_at: Generated<Timestamp>;
  ended_at: Timestamp | null;
  brand_id: string | null;
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
  look: Generated<Json>;
}

export interface WidgetSecretTable {
  workspace_id: string;
  id: string;
  widget_id: string;
  kid: string;
  sealed: Buffer;
  made_at: Generated<Timestamp>;
  made_by: string;
  ends_at: Timestamp | null;
}

export interface WidgetServiceTable {
  workspace_id: string;
  widget_id: string;
  only_verified: boolean;
  calendar_id: string | null;
  says_reply_time: boolean;
  says_place: boolean;
  questions: Json;
  consent: string;
  version: number;
  goes_on_by_mail: Generated<boolean>;
  goes_on_minutes: Generated<number>;
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

export interface WritingChoiceTable {
  workspace_id: string;
  account_id: string;
  undo_seconds: number;
}

export interface DB {
  account: AccountTable;
  api_key: ApiKeyTable;
  approval: ApprovalTable;
  approval_answer: ApprovalAnswerTable;
  assessment: AssessmentTable;
  assessment_condition: AssessmentConditionTable;
  assessment_link: AssessmentLinkTable;
  audit_export: AuditExportTable;
  authenticator: AuthenticatorTable;
  authority_rule: AuthorityRuleTable;
  brand: BrandTable;
  brand_entry: BrandEntryTable;
  calendar: CalendarTable;
  calendar_version: CalendarVersionTable;
  charter: CharterTable;
  chat_opening: ChatOpeningTable;
  chat_reply_time: ChatReplyTimeTable;
  contact_log: ContactLogTable;
  content_holder: ContentHolderTable;
  conversation: ConversationTable;
  conversation_link: ConversationLinkTable;
  conversation_merge: ConversationMergeTable;
  corrective_action: CorrectiveActionTable;
  counter: CounterTable;
  credential: CredentialTable;
  customer: CustomerTable;
  customer_address: CustomerAddressTable;
  customer_export: CustomerExportTable;
  customer_identity: CustomerIdentityTable;
  customer_merge: CustomerMergeTable;
  customer_merge_row: CustomerMergeRowTable;
  customer_note: CustomerNoteTable;
  customer_pair: CustomerPairTable;
  customer_tag: CustomerTagTable;
  customer_tagged: CustomerTaggedTable;
  deadline: DeadlineTable;
  decision: DecisionTable;
  delegation: DelegationTable;
  draft: DraftTable;
  event: EventTable;
  event_head: EventHeadTable;
  event_seal: EventSealTable;
  fact: FactTable;
  feedback_request: FeedbackRequestTable;
  feedback_setting: FeedbackSettingTable;
  feedback_silence: FeedbackSilenceTable;
  field: FieldTable;
  file: FileTable;
  finished_write: FinishedWriteTable;
  form: FormTable;
  form_submission: FormSubmissionTable;
  hand_over: HandOverTable;
  held_reply: HeldReplyTable;
  identity_token_used: IdentityTokenUsedTable;
  inbox_view: InboxViewTable;
  inbox_view_order: InboxViewOrderTable;
  invitation: InvitationTable;
  job_worker: JobWorkerTable;
  key: KeyTable;
  letter: LetterTable;
  letter_template: LetterTemplateTable;
  letter_template_version: LetterTemplateVersionTable;
  library_item: LibraryItemTable;
  library_line: LibraryLineTable;
  mail: MailTable;
  mail_addressing: MailAddressingTable;
  mail_fetch: MailFetchTable;
  mail_folder: MailFolderTable;
  mail_message: MailMessageTable;
  mail_onward: MailOnwardTable;
  mail_onward_message: MailOnwardMessageTable;
  mail_out: MailOutTable;
  mail_participant: MailParticipantTable;
  mail_preference: MailPreferenceTable;
  mail_signature: MailSignatureTable;
  mail_signature_choice: MailSignatureChoiceTable;
  mail_uid: MailUidTable;
  mailbox: MailboxTable;
  measure_cursor: MeasureCursorTable;
  measure_day: MeasureDayTable;
  membership: MembershipTable;
  mention: MentionTable;
  message: MessageTable;
  migration: MigrationTable;
  monitoring_settings: MonitoringSettingsTable;
  notice: NoticeTable;
  notice_preference: NoticePreferenceTable;
  notice_quiet_hours: NoticeQuietHoursTable;
  notice_receipt: NoticeReceiptTable;
  notice_subscription: NoticeSubscriptionTable;
  notice_topic_role: NoticeTopicRoleTable;
  nudge: NudgeTable;
  one_time_link: OneTimeLinkTable;
  organisation: OrganisationTable;
  organisation_domain: OrganisationDomainTable;
  organisation_member: OrganisationMemberTable;
  pack_adoption: PackAdoptionTable;
  passkey: PasskeyTable;
  person_routing: PersonRoutingTable;
  phone_call: PhoneCallTable;
  phone_event: PhoneEventTable;
  phone_line: PhoneLineTable;
  portal_link: PortalLinkTable;
  portal_passphrase: PortalPassphraseTable;
  portal_session: PortalSessionTable;
  privacy_consent: PrivacyConsentTable;
  privacy_notice: PrivacyNoticeTable;
  promise: PromiseTable;
  promise_entry: PromiseEntryTable;
  provider_identity: ProviderIdentityTable;
  push_device: PushDeviceTable;
  push_key: PushKeyTable;
  rate: RateTable;
  read_mark: ReadMarkTable;
  recent_try: RecentTryTable;
  recovery_code: RecoveryCodeTable;
  review: ReviewTable;
  review_action: ReviewActionTable;
  review_due: ReviewDueTable;
  review_evaluation: ReviewEvaluationTable;
  review_finding: ReviewFindingTable;
  review_item: ReviewItemTable;
  review_meeting: ReviewMeetingTable;
  security_rule: SecurityRuleTable;
  service_issue: ServiceIssueTable;
  session: SessionTable;
  sign_in_provider: SignInProviderTable;
  sign_in_step: SignInStepTable;
  social_account: SocialAccountTable;
  social_contact: SocialContactTable;
  social_message: SocialMessageTable;
  social_out: SocialOutTable;
  social_update: SocialUpdateTable;
  staffing_plan: StaffingPlanTable;
  staffing_roster: StaffingRosterTable;
  standard: StandardTable;
  standard_answer: StandardAnswerTable;
  standard_benchmark: StandardBenchmarkTable;
  standard_clause: StandardClauseTable;
  standard_comment: StandardCommentTable;
  standard_dropped: StandardDroppedTable;
  standard_finding: StandardFindingTable;
  standard_invitee: StandardInviteeTable;
  standard_link: StandardLinkTable;
  standard_quiz_attempt: StandardQuizAttemptTable;
  standard_round: StandardRoundTable;
  standard_signature: StandardSignatureTable;
  standard_suggestion: StandardSuggestionTable;
  standard_target: StandardTargetTable;
  standard_tick: StandardTickTable;
  standard_unbenchmarked: StandardUnbenchmarkedTable;
  standard_version: StandardVersionTable;
  tag: TagTable;
  target: TargetTable;
  team: TeamTable;
  team_member: TeamMemberTable;
  team_routing: TeamRoutingTable;
  touchpoint: TouchpointTable;
  tz_update: TzUpdateTable;
  visit: VisitTable;
  webhook_attempt: WebhookAttemptTable;
  webhook_cursor: WebhookCursorTable;
  webhook_delivery: WebhookDeliveryTable;
  webhook_endpoint: WebhookEndpointTable;
  what_if: WhatIfTable;
  widget: WidgetTable;
  widget_secret: WidgetSecretTable;
  widget_service: WidgetServiceTable;
  workspace: WorkspaceTable;
  workspace_stream: WorkspaceStreamTable;
  wrap_up_reason: WrapUpReasonTable;
  writing_choice: WritingChoiceTable;
}
