import { listConversations } from '#contact/conversations/contract.ts';
import { hangDatabase } from './database.ts';
import { ask } from './http.ts';
import type { Product } from './product.ts';
import type { Shop } from './shop.ts';
import { pause, until } from './timing.ts';

export interface HangResult {
  /** Milliseconds of every answer while the database hung, by status. */
  answers: Map<number, number[]>;
  /** Answers 503 without a Retry-After. */
  withoutRetryAfter: number;
  /** Requests that got no answer at all. */
  unanswered: number;
  /** Answers of /readyz, /healthz and the desk's page while it hung. */
  ready: Set<number>;
  alive: Set<number>;
  page: Set<number>;
  /** Milliseconds from the hang until /readyz said so. */
  noticedMs: number;
  /** Milliseconds from the end of the hang until a write and a list succeed again. */
  recoveredMs: number;
}

/**
 * Hangs the database for `ms` while staff and customers go on asking `perSecond` times a second, then lets it go on
 * and waits for recovery.
 */
export async function hangFor(product: Product, shop: Shop, ms: number, perSecond: number): Promise<HangResult> {
  const url = product.urls[0] ?? '';
  const desk = { headers: { cookie: shop.cookies[0] ?? '' }, timeoutMs: 15_000 };
  const list = () => ask(`${url}/api/v1${listConversations.path}?view=open`, desk);
  const visit = { method: 'POST', headers: { origin: 'https://shop.example' }, body: { key: shop.widgetKey } };
  const result: HangResult = {
    answers: new Map(),
    withoutRetryAfter: 0,
    unanswered: 0,
    ready: new Set(),
    alive: new Set(),
    page: new Set(),
    noticedMs: 0,
    recoveredMs: 0,
  };
  const asking: Promise<void>[] = [];
  const note = async (sent: ReturnType<typeof ask>) => {
    try {
      const answer = await sent;
      const known = result.answers.get(answer.status);
      if (known) known.push(answer.ms);
      else result.answers.set(answer.status, [answer.ms]);
      if (answer.status === 503 && !answer.headers['retry-after']) result.withoutRetryAfter++;
    } catch {
      result.unanswered++;
    }
  };
  const look = async () => {
    result.ready.add((await ask(`${url}/readyz`)).status);
    result.alive.add((await ask(`${url}/healthz`)).status);
    result.page.add((await ask(`${url}/desk/`)).status);
  };
  const release = await hangDatabase(product.dataDir);
  const startedAt = performance.now();
  try {
    result.noticedMs = await until('/readyz notices', 10_000, async () => (await ask(`${url}/readyz`)).status === 503);
    for (let i = 0; performance.now() - startedAt < ms; i++) {
      asking.push(note(i % 2 === 0 ? list() : ask(`${url}/api/v1/chat/visits`, { ...visit, timeoutMs: 15_000 })));
      if (i % perSecond === 0) asking.push(look());
      await pause(1_000 / perSecond);
    }
    await Promise.all(asking);
  } finally {
    release();
  }
  const isBack = async () => (await list()).status === 200 && (await ask(`${url}/readyz`)).status === 200;
  result.recoveredMs = await until('recovery', 30_000, isBack);
  return result;
}
