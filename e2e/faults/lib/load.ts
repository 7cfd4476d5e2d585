import { randomUUID } from 'node:crypto';
import { type Adviser, createAdviser } from './adviser.ts';
import { check, type Verdict } from './checker.ts';
import type { Chooser } from './chooser.ts';
import { createHistory, type History, longestPause } from './history.ts';
import type { Product } from './product.ts';
import type { Shop } from './shop.ts';
import { readStored } from './stored.ts';
import { pause, randomFrom, until } from './timing.ts';
import { createVisitor, type Visitor } from './visitor.ts';

export interface LoadOptions {
  product: Product;
  shop: Shop;
  chooser: Chooser;
  seed: number;
  visitors: number;
  /** Messages of each visitor, and replies to each. */
  perVisitor: number;
  replies: number;
  /** The longest pause before a client's next message, in milliseconds; chance takes a part of it. */
  pauseMs?: number;
  /** Spreads the first messages over this time; all at once when absent. */
  rampMs?: number;
  /** Ends the writing before all messages are written. */
  isOver?: () => boolean;
}

export interface Load {
  history: History;
  total: number;
  visitors: Visitor[];
  advisers: Adviser[];
  /** Resolves when every message was acknowledged or given up. */
  finished: Promise<void>;
  /** Waits until this share of all messages is acknowledged. */
  reached(share: number): Promise<void>;
  /** Waits until the readers have caught up, then decides. */
  decide(): Promise<{ verdict: Verdict; pauseMs: number }>;
  stop(): void;
}

/** An adviser may watch 50 conversations at once. */
const perAdviser = 50;

/**
 * Starts visitors and advisers who all write at the same time. Visitor n is answered by one adviser; everybody
 * listens at a socket. The seed fixes who pauses how long.
 */
export async function startLoad(options: LoadOptions): Promise<Load> {
  const { chooser, shop, seed } = options;
  const history = createHistory();
  // Earlier loads may have written to the same database.
  const tag = randomUUID().slice(0, 6);
  const random = randomFrom(seed);
  const advisers = shop.cookies.map((cookie, i) =>
    createAdviser({ name: `${tag} adviser-${i}`, cookie, chooser, history }),
  );
  if (advisers.length * perAdviser < options.visitors) throw new Error('too few advisers for so many conversations');
  const visitors: Visitor[] = [];
  const begin = async (index: number) => {
    visitors[index] = await createVisitor({
      name: `${tag} visitor-${index}`,
      index,
      widgetKey: shop.widgetKey,
      chooser,
      history,
    });
  };
  for (let at = 0; at < options.visitors; at += 10) {
    const some = Array.from({ length: Math.min(10, options.visitors - at) }, (_, i) => begin(at + i));
    await Promise.all(some);
  }
  await until('every socket is up', 30_000, () => [...visitors, ...advisers].every((one) => one.link.isUp()));
  const talks = visitors.map((visitor, index) => {
    const adviser = advisers[index % advisers.length];
    return adviser ? talk(visitor, adviser, options, random) : Promise.resolve();
  });
  const total = options.visitors * (options.perVisitor + options.replies);
  const stop = () => {
    for (const one of [...visitors, ...advisers]) one.stop();
  };
  return {
    history,
    total,
    visitors,
    advisers,
    finished: Promise.all(talks).then(() => {}),
    reached: async (share) => {
      await until(`${share * 100}% written`, 300_000, () => history.count('ack') >= total * share);
    },
    decide: () => decide(options.product, tag, history, visitors, advisers),
    stop,
  };
}

async function talk(visitor: Visitor, adviser: Adviser, options: LoadOptions, random: () => number): Promise<void> {
  const longest = options.pauseMs ?? 60;
  const isOver = options.isOver ?? (() => false);
  await pause(random() * (options.rampMs ?? 0));
  const first = await visitor.write(`${visitor.name} says 1`);
  if (!first) return;
  const { conversationId } = first;
  adviser.follow(conversationId);
  const asks = async () => {
    for (let i = 2; i <= options.perVisitor && !isOver(); i++) {
      await pause(random() * longest);
      await visitor.write(`${visitor.name} says ${i}`);
    }
  };
  const answers = async () => {
    for (let i = 1; i <= options.replies && !isOver(); i++) {
      await pause((random() * longest * options.perVisitor) / options.replies);
      await adviser.reply(conversationId, `${adviser.name} to ${visitor.name}: ${i}`);
    }
  };
  await Promise.all([asks(), answers()]);
}

async function decide(product: Product, tag: string, history: History, visitors: Visitor[], advisers: Adviser[]) {
  const stored = await readStored(product.database, tag);
  const last = (id: string) => stored.lastNumbers.get(id) ?? 0;
  const readers = new Map<string, Set<string>>();
  for (const visitor of visitors) readers.set(visitor.name, new Set([visitor.conversationId() ?? '']));
  for (const adviser of advisers) readers.set(adviser.name, new Set(adviser.followed));
  const isCaughtUp = () =>
    [...visitors, ...advisers].every((one) =>
      [...(readers.get(one.name) ?? [])].every((id) => one.reader.upTo(id) >= last(id)),
    );
  // Whoever has not caught up by then is counted by the checker.
  await until('every reader has everything', 20_000, isCaughtUp).catch(() => {
    for (const one of [...visitors, ...advisers]) {
      const behind = [...(readers.get(one.name) ?? [])].filter((id) => one.reader.upTo(id) < last(id));
      const places = behind.map((id) => `${id} at ${one.reader.upTo(id)} of ${last(id)}`);
      if (behind.length > 0)
        console.log(`${one.name}, socket ${one.link.isUp() ? 'up' : 'down'}: ${places.join(', ')}`);
    }
  });
  return { verdict: check(history, stored, readers), pauseMs: longestPause(history) };
}
