import { policy } from '#kernel/server/policy.ts';
import type { ConversationRecord } from './access.ts';

/** Roles that may see conversations at all, and so may be mentioned in one. */
export const conversationReaders: readonly string[] = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const readers = conversationReaders;
const advisers = ['owner', 'manager', 'lead', 'adviser'];
const keepers = ['owner', 'manager'];
const sharers = ['owner', 'manager', 'lead'];

const own = (row: ConversationRecord, customerId: string) => row.customer_id === customerId;
const notResolved = (row: ConversationRecord) =>
  row.status !== 'resolved' || 'It is resolved. Reopen it first; a message from the customer reopens it too.';

/** Who may do what with a conversation. Assessors and learners see practice and evidence, not live customers. */
export const conversationPolicy = policy('conversation', {
  read: { roles: readers, customer: own },
  list: { roles: readers },
  start: { roles: advisers },
  write: { roles: [], customer: own },
  reply: { roles: advisers },
  note: { roles: advisers },
  draft: { roles: advisers },
  attach: { roles: advisers, customer: own },
  assign: { roles: advisers, when: notResolved },
  resolve: { roles: advisers, when: notResolved },
  reopen: {
    roles: advisers,
    when: (row: ConversationRecord) => row.status === 'resolved' || 'It is not resolved.',
  },
  wait: { roles: advisers, when: notResolved },
  tag: { roles: advisers },
  set_priority: { roles: advisers },
  snooze: { roles: advisers, when: notResolved },
  wake: {
    roles: advisers,
    when: (row: ConversationRecord) => row.snoozed_until !== null || 'It is not snoozed.',
  },
  merge: { roles: advisers },
  undo_merge: { roles: advisers },
  split: { roles: advisers },
  link: { roles: advisers },
  set_fields: { roles: advisers },
  mark_read: { roles: readers },
  keep_reasons: { roles: keepers },
  keep_tags: { roles: sharers },
  keep_routing: { roles: sharers },
  take: { roles: advisers },
});

/** A view of the inbox, and whether the reader is in its team. */
export interface ViewCase {
  owner_id: string;
  shared: 'nobody' | 'team' | 'everybody';
  team_id: string | null;
}

const isSharer = (role: string) => sharers.includes(role);

/** Views: everybody who reads the inbox keeps their own; who shares them also looks after those that are shared. */
export const viewPolicy = policy('view', {
  read: {
    roles: readers,
    when: (view: ViewCase, actor) => {
      const isMine = view.owner_id === actor.id || view.shared === 'everybody';
      const isOurs = view.shared === 'team' && (isSharer(actor.role) || actor.teamIds.includes(view.team_id ?? ''));
      return isMine || isOurs || 'It is somebody else’s own.';
    },
  },
  list_views: { roles: readers },
  keep_view: {
    roles: readers,
    when: (view: ViewCase, actor) =>
      (view.shared === 'nobody' ? view.owner_id === actor.id : isSharer(actor.role)) ||
      'It is shared. An owner, manager or lead can change it; you can save one like it for yourself.',
  },
  share_view: { roles: sharers },
});
