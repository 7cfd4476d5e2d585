import {
  getConversation,
  listConversations,
  listMessages,
  reply,
  startConversation,
} from '#contact/conversations/contract.ts';
import { type Caller, callerAt } from './api.ts';
import { type Spread, spread } from './numbers.ts';
import type { Session } from './people.ts';
import type { Product } from './product.ts';
import { rowsOf } from './sql.ts';

/** Two connections, as a browser uses them for two requests at once. */
export interface Desk {
  first: Caller;
  second: Caller;
}

export function openDesks(product: Product, sessions: readonly Session[]): Desk[] {
  return sessions.map((headers) => ({
    first: callerAt(product.url, { headers }),
    second: callerAt(product.url, { headers }),
  }));
}

export function closeDesks(desks: readonly Desk[]): void {
  for (const { first, second } of desks) {
    first.wire.close();
    second.wire.close();
  }
}

/** Ids to work with, drawn at random. */
export interface Sample {
  any: string[];
  unresolved: string[];
  customers: string[];
}

export async function drawSample(product: Product): Promise<Sample> {
  const ids = async (text: string) =>
    (await rowsOf<{ id: string }>(product.ownerUrl, `${text} ORDER BY random() LIMIT 1000`)).map((row) => row.id);
  return {
    any: await ids('SELECT id FROM conversation'),
    unresolved: await ids("SELECT id FROM conversation WHERE status <> 'resolved'"),
    customers: await ids('SELECT id FROM customer'),
  };
}

/** Something a desk does, for the n-th time. */
export type Action = (desk: Desk, n: number) => Promise<unknown>;

export const list: Action = ({ first }) => first.call(listConversations, { view: 'open', limit: 50 });

/** What the desk asks when a row is clicked; the two requests go out together. */
export const open =
  (sample: Sample): Action =>
  ({ first, second }, n) => {
    const conversationId = pick(sample.any, n);
    return Promise.all([
      first.call(getConversation, { conversationId }),
      second.call(listMessages, { conversationId, limit: 50 }),
    ]);
  };

export const create =
  (sample: Sample): Action =>
  ({ first }, n) =>
    first.call(startConversation, { customerId: pick(sample.customers, n), text: question });

export const answer =
  (conversationIds: readonly string[]): Action =>
  ({ first }, n) =>
    first.call(reply, { conversationId: pick(conversationIds, n), text: answerText });

const question =
  'My parcel was to come on Tuesday and the tracking has not moved since. Could you have a look, please?';
const answerText =
  'Thank you for your patience. I have asked the carrier to look for it, and will write again by noon tomorrow.';

function pick(ids: readonly string[], n: number): string {
  const id = ids[n % ids.length];
  if (id === undefined) throw new Error('There is nothing to work with in this data.');
  return id;
}

/** Times an action one after the other, in milliseconds: one client, after a warm-up of a quarter as many. */
export async function timeAction(desk: Desk, action: Action, times: number): Promise<Spread> {
  const warmUp = Math.ceil(times / 4);
  const taken: number[] = [];
  for (let n = 0; n < warmUp + times; n++) {
    const startedAt = performance.now();
    await action(desk, n);
    if (n >= warmUp) taken.push(performance.now() - startedAt);
  }
  return spread(taken);
}
