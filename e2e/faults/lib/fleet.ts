import { type Chooser, createChooser } from './chooser.ts';
import { ask } from './http.ts';
import { createLink, type Link } from './link.ts';
import type { Product } from './product.ts';
import type { Shop } from './shop.ts';
import { pause, until } from './timing.ts';
import { addressOf, beginVisit, shopOrigin } from './visitor.ts';

/** Thousands of widgets with an open socket each. */
export interface Fleet {
  chooser: Chooser;
  links: Link[];
  up(): number;
  /** One message of widget `index`; resolves with status and milliseconds until it was accepted (0: no answer). */
  send(index: number): Promise<{ status: number; ms: number }>;
  /** Milliseconds from sending to the frame on the sender's own socket. */
  deliveries: number[];
  sent(): number;
  stop(): void;
}

/** Opens `count` visits, eight at a time, and their sockets, 64 at a time, from several loopback addresses. */
export async function openFleet(product: Product, shop: Shop, count: number): Promise<Fleet> {
  const chooser = createChooser(product.urls);
  const tokens: string[] = [];
  await inParallel(count, 8, async (index) => {
    tokens[index] = await beginVisit(chooser, shop.widgetKey, index);
  });
  const deliveries: number[] = [];
  const sentAt = new Map<string, number>();
  let sent = 0;
  const arrived = (text: string) => {
    const at = sentAt.get(text);
    if (at === undefined) return;
    deliveries.push(performance.now() - at);
    sentAt.delete(text);
  };
  const links = tokens.map((token, index) => widget(chooser, shop.widgetKey, token, index, arrived));
  for (let at = 0; at < count; at += 64) {
    const some = links.slice(at, at + 64);
    for (const link of some) link.connect();
    await until('sockets are up', 60_000, () => some.every((link) => link.isUp()));
  }
  return {
    chooser,
    links,
    deliveries,
    up: () => links.filter((link) => link.isUp()).length,
    sent: () => sent,
    send: async (index) => {
      const text = `message ${++sent}`;
      const headers = {
        authorization: `Bearer ${tokens[index]}`,
        'x-heed-key': shop.widgetKey,
        origin: shopOrigin,
        'x-forwarded-for': addressOf(index),
        'idempotency-key': crypto.randomUUID(),
      };
      const startedAt = performance.now();
      sentAt.set(text, startedAt);
      const url = `${chooser.next()}/api/v1/chat/messages`;
      const answer = await ask(url, { method: 'POST', headers, body: { text } }).catch(() => undefined);
      if (answer?.status !== 200) sentAt.delete(text);
      return { status: answer?.status ?? 0, ms: performance.now() - startedAt };
    },
    stop: () => {
      chooser.stop();
      for (const link of links) link.close();
    },
  };
}

function widget(chooser: Chooser, key: string, token: string, index: number, arrived: (text: string) => void): Link {
  return createLink({
    chooser,
    headers: { origin: shopOrigin, 'x-forwarded-for': addressOf(index) },
    hello: () => ({ t: 'hello', as: 'customer', key, token }),
    frame: (said) => {
      if (said.t === 'data' && said.kind === 'message') arrived((said.data as { text: string }).text);
    },
    // The widget's own first wait.
    spreadMs: 500,
    ...(process.platform === 'linux' ? { localAddress: `127.0.0.${2 + (index % 8)}` } : {}),
  });
}

/** Calls `work` with 0 … count - 1, at most `width` at a time. */
export async function inParallel(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
}

/** Starts `perSecond` pieces of work a second, evenly, whatever becomes of the earlier ones. */
export async function atRate(perSecond: number, ms: number, work: (index: number) => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  for (let i = 0; performance.now() - startedAt < ms; i++) {
    running.push(work(i));
    await pause(Math.max(0, startedAt + ((i + 1) * 1_000) / perSecond - performance.now()));
  }
  await Promise.all(running);
}
