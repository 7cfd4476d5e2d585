import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { OnwardRecord } from './rows.ts';

/** What becomes of answers to a chat whose visitor has gone. `heed_onward` decides it, for us and for what they are told. */
export interface OnwardRule {
  /** The chat that goes on: where it was merged into another one, that. */
  conversation_id: Id;
  customer_id: Id;
  visit_ids: Id[];
  /** When one of its visits was last found on a socket. */
  here_at: Date | null;
  minutes: number;
  /** The address from which it goes on; null where none can send. */
  mailbox_id: Id | null;
  /**
   * mail: to their address. ask: whoever has the typed one is asked whether it is theirs. wait: they were, and can still
   * say so. end: they want no such mails. Null: answers stay in the chat.
   */
  act: 'mail' | 'ask' | 'wait' | 'end' | null;
  address: string | null;
  name: string;
  /** Whether the address was only typed. It is a claim then, and proves nothing (decision 23). */
  is_claim: boolean;
  /** What was noted last, of the chat or of one merged into it. */
  state: OnwardRecord['state'] | null;
  since: Date | null;
  ask_id: Id | null;
  /** Until when the question can be answered. */
  ask_over_at: Date | null;
}

const load = statement<OnwardRule>(
  'mail_onward_rule',
  `SELECT conversation_id, customer_id, visit_ids, here_at, minutes, mailbox_id, act, address, name, is_claim, state, since,
     ask_id, ask_over_at FROM heed_onward($1)`,
);

/** What holds for a chat now; undefined where the conversation is none, or no visitor has it. */
export function ruleFor(tx: Tx, conversationId: Id): Promise<OnwardRule | undefined> {
  return tx.first(load, [conversationId]);
}
