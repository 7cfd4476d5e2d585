import { createHash } from 'node:crypto';
import { createLimiter } from '#kernel/limiter/limiter.ts';
import type { Actor } from '../actor.ts';
import { Problem, refuse } from '../problem.ts';
import { type HttpRequest, networkOf } from './request.ts';

export interface RequestLimits {
  /**
   * Charges one request, or one frame that asks the database. Staff accounts carry integrations and imports too, so
   * theirs is wide, and one key may not use it up; a customer types (twenty messages written offline go out at once), and no network's customers
   * together may ask more than a busy shop's do; strangers share their address with others.
   * @throws Problem limit.too_many
   */
  charge(actor: Actor, address: string): void;
  /**
   * Looks somebody up by what they show. Whoever shows what nobody was given pays for the look-up with their network;
   * what was good a moment ago is not held up by others there who guess.
   * @throws Problem limit.too_many
   */
  lookUp<T extends { actor: Actor } | null>(shown: string, request: HttpRequest, find: () => Promise<T>): Promise<T>;
  /** Whether what is shown was good a moment ago. */
  isKnown(shown: string): boolean;
}

const mostKnown = 10_000;

/** The limits of this process, for requests and sockets together. */
export function createRequestLimits(): RequestLimits {
  const staff = createLimiter(3_000, 1_000);
  const key = createLimiter(600, 100);
  const customer = createLimiter(120, 20);
  const customers = createLimiter(1_000, 300);
  const stranger = createLimiter(400, 100);
  const guesses = createLimiter(100, 10);
  const known = new Set<string>();
  return {
    charge: (actor, address) => {
      const network = networkOf(address);
      if (actor.kind === 'person') demand(actor.keyId ? key.take(actor.keyId) : staff.take(actor.id));
      else if (actor.kind === 'customer') demand(customer.take(actor.id) || customers.take(network));
      else demand(stranger.take(network));
    },
    isKnown: (shown) => known.has(digestOf(shown)),
    lookUp: async <T extends { actor: Actor } | null>(shown: string, request: HttpRequest, find: () => Promise<T>) => {
      if (shown === '') return find();
      const digest = digestOf(shown);
      const network = networkOf(request.address);
      const isKnown = known.has(digest);
      if (!isKnown) demand(guesses.take(network));
      try {
        const found = await find();
        if (!found || found.actor.kind === 'nobody') known.delete(digest);
        else if (!isKnown) {
          guesses.giveBack(network);
          if (known.size >= mostKnown) known.clear();
          known.add(digest);
        }
        return found;
      } catch (error) {
        // A database that does not answer says nothing about who asks.
        const isOurs = error instanceof Problem && error.code === 'service.unavailable';
        if (!isOurs) known.delete(digest);
        else if (!isKnown) guesses.giveBack(network);
        throw error;
      }
    },
  };
}

function digestOf(shown: string): string {
  return createHash('sha256').update(shown).digest('base64');
}

function demand(waitS: number): void {
  if (waitS > 0) refuse('limit.too_many', `Wait ${waitS} s, then repeat it.`, { retryAfterS: waitS });
}
