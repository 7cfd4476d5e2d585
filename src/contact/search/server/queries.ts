import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import * as contract from '../contract.ts';
import { type Asked, askedOf } from './asked.ts';
import { findConversations } from './conversations.ts';
import { findMessages } from './messages.ts';
import { findPeople } from './people.ts';
import { scopeOf } from './scope.ts';

/** Of so many people, those in contact last, the conversations are shown as well. */
const peopleOfInterest = 20;

const nobody = { people: [], next: null, wrong: [] };
const noConversations = { conversations: [], next: null, wrong: [] };
const noMessages = { messages: [], next: null, lookedBackTo: null, wrong: [] };

export const everywhere = answer(contract.searchEverywhere, async (ctx, { text, limit }, kernel) => {
  const scope = scopeOf(ctx, kernel);
  const asked = await askedOf(ctx, text);
  // Conversations of who is found are shown too, so people come first; the rest goes out together.
  const found = await findPeople(ctx, asked, { limit: Math.max(limit, peopleOfInterest) });
  const customers = found.people.slice(0, peopleOfInterest).filter((one) => !one.isGuess);
  const ids = customers.map((one) => one.id);
  const [conversations, messages] = scope.conversations
    ? await Promise.all([findConversations(ctx, asked, ids, { limit }), findMessages(ctx, asked, { limit })])
    : [noConversations, noMessages];
  const people = scope.people ? found : nobody;
  return {
    people: people.people.slice(0, limit),
    conversations: conversations.conversations,
    messages: messages.messages,
    hasMore: {
      people: people.people.length > limit || people.next !== null,
      conversations: conversations.next !== null,
      messages: messages.next !== null,
    },
    wrong: asked.wrong,
  };
});

export const people = answer(contract.searchPeople, async (ctx, { text, after, limit }, kernel) => {
  const scope = scopeOf(ctx, kernel);
  return scope.people ? findPeople(ctx, await askedOf(ctx, text), { after, limit }) : nobody;
});

export const conversations = answer(contract.searchConversations, async (ctx, { text, after, limit }, kernel) => {
  const scope = scopeOf(ctx, kernel);
  if (!scope.conversations) return noConversations;
  const asked = await askedOf(ctx, text);
  return findConversations(ctx, asked, await idsOf(ctx, asked), { after, limit });
});

export const messages = answer(contract.searchMessages, async (ctx, { text, after, limit }, kernel) => {
  const scope = scopeOf(ctx, kernel);
  return scope.conversations ? findMessages(ctx, await askedOf(ctx, text), { after, limit }) : noMessages;
});

/** Who is called so, those in contact last. */
async function idsOf(ctx: QueryContext, asked: Asked): Promise<Id[]> {
  const { people } = await findPeople(ctx, { ...asked, hasFilters: false }, { limit: peopleOfInterest });
  return people.filter((one) => !one.isGuess).map((one) => one.id);
}
