import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext, type Slot } from '#kernel/server/capability.ts';
import { type Contact, getStanding, type StandingReason, standingOf } from '../contract-standing.ts';
import { accessCustomer, type CustomerRecord } from './access.ts';
import { likelyOthers } from './duplicates/of-customer.ts';

/** Where contacts are kept, such as conversations. */
export interface ContactSource {
  name: string;
  /** The latest contacts of these customers, newest first; with `isOpen` only those where somebody still owes something. */
  latest(
    ctx: QueryContext,
    customerIds: readonly Id[],
    options: { limit: number; isOpen?: boolean },
  ): Promise<Contact[]>;
}

/** Contacts with customers, filled by the capabilities that keep them. */
export const contactSources: Slot<ContactSource> = { slot: 'customers.contacts' };

/** A further reason to know somebody, in words: "2 orders since March". */
export interface SaidReason extends StandingReason {
  source: string;
  words: string;
}
export interface ReasonSource {
  name: string;
  reasons(ctx: QueryContext, customerId: Id): Promise<SaidReason[]>;
}

/** What besides contacts tells a returning customer, filled by capabilities such as orders. */
export const standingReasons: Slot<ReasonSource> = { slot: 'customers.standing' };

/** The latest contacts of several sources as one list, newest first. */
export async function latestContacts(
  ctx: QueryContext,
  customerIds: readonly Id[],
  options: { limit: number; isOpen?: boolean },
): Promise<Contact[]> {
  const found: Contact[] = [];
  for (const source of ctx.contributed(contactSources)) found.push(...(await source.latest(ctx, customerIds, options)));
  return found.sort((one, other) => other.at.localeCompare(one.at)).slice(0, options.limit);
}

async function reasonsFor(ctx: QueryContext, customer: CustomerRecord): Promise<SaidReason[]> {
  const said: SaidReason[] = [];
  for (const source of ctx.contributed(standingReasons)) said.push(...(await source.reasons(ctx, customer.id)));
  for (const other of await likelyOthers(ctx, customer.id)) {
    if (other.contacts === 0) continue;
    const contacts = other.contacts === 1 ? 'one contact' : `${other.contacts} contacts`;
    const words = `Maybe ${other.name} (${other.reference}), who had ${contacts}`;
    said.push({ source: 'duplicates', says: 'probably_returning', words });
  }
  return said;
}

export const standing = answer(getStanding, async (ctx, { customerId }) => {
  const customer = await accessCustomer(ctx, customerId, { for: 'read' });
  const reasons = await reasonsFor(ctx, customer);
  return {
    standing: standingOf({ contacts: customer.conversations, reasons }),
    contacts: customer.conversations,
    knownSince: customer.created_at.toISOString(),
    recent: await latestContacts(ctx, [customer.id], { limit: 5 }),
    open: await latestContacts(ctx, [customer.id], { limit: 10, isOpen: true }),
    reasons,
  };
});
