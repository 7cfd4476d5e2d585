export type TeamKey = 'orders' | 'returns' | 'product-help';
export type AdviserKey = 'dana' | 'jun' | 'tamsin' | 'lin' | 'oriel';
export type ReasonKey =
  | 'answered'
  | 'delivery-traced'
  | 'order-changed'
  | 'payment-solved'
  | 'replaced'
  | 'exchanged'
  | 'refunded'
  | 'warranty'
  | 'gift-card'
  | 'trade-quote'
  | 'feedback'
  | 'no-reply';

export type DemoTeam = { key: TeamKey; name: string };

export type DemoAdviser = {
  key: AdviserKey;
  name: string;
  email: string;
  role: 'manager' | 'lead' | 'adviser';
  teamKeys: readonly TeamKey[];
};

export type DemoReason = { key: ReasonKey; name: string };

/** `phones` are international with spaces (+61 3 5550 0143), `locale` is BCP 47, `timeZone` is IANA. */
export type DemoCustomer = {
  key: string;
  name: string;
  /** What an adviser would call this person in a greeting. */
  givenName: string;
  emails: readonly string[];
  phones: readonly string[];
  locale: string;
  timeZone: string;
  notes: readonly string[];
};

/** A message of the customer has no adviser; a reply and an internal note always have one. */
export type DemoMessage =
  | { at: Date; by: 'customer'; text: string }
  | { at: Date; by: 'adviser' | 'note'; adviserKey: AdviserKey; text: string };

export type DemoConversation = {
  key: string;
  customerKey: string;
  channel: 'chat';
  subject: string;
  topic: string;
  teamKey: TeamKey;
  assigneeKey: AdviserKey | null;
  /** Never empty, the customer first, oldest first. */
  messages: readonly DemoMessage[];
  status: 'open' | 'waiting' | 'resolved';
  resolvedAt: Date | null;
  wrapUpReasonKey: ReasonKey | null;
  /** True when the newest message is the customer's and nobody has opened it yet. */
  unread: boolean;
};

/**
 * Everything the demo workspace holds, as plain data. `conversations` is made while it is read, ordered by the first
 * message's time, and can be read again from the start.
 */
export type DemoPlan = {
  workspaceName: string;
  timeZone: string;
  teams: readonly DemoTeam[];
  advisers: readonly DemoAdviser[];
  wrapUpReasons: readonly DemoReason[];
  customers: readonly DemoCustomer[];
  conversations: Iterable<DemoConversation>;
};
