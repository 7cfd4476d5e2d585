import { timingSafeEqual } from 'node:crypto';
import type { Kernel } from '../kernel.ts';
import type { App } from './app.ts';

export interface Health {
  /** False while starting and from the moment a stop was asked for. */
  isReady: boolean;
}

/**
 * /healthz: this process runs. /readyz: it may be sent requests (the database answers within a second and no stop was
 * asked for). /metrics: for this machine, unless others come through a proxy, or with the token of HEED_METRICS_TOKEN.
 */
export function serveHealth(app: App, kernel: Kernel, health: Health): void {
  const isAnswering = sharedFor(500, () => databaseAnswers(kernel));
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const answers = health.isReady && (await isAnswering());
    return answers ? c.text('ready') : c.text('not ready', 503, { 'Retry-After': '2' });
  });
  app.get('/metrics', async (c) => {
    const address = c.env.incoming?.socket?.remoteAddress ?? '';
    const isForwarded = kernel.config.trustProxy || c.req.header('x-forwarded-for') !== undefined;
    // Behind a proxy on this machine everybody's address is this machine's.
    const isHere = isLocal(new URL(kernel.publicUrl()).hostname) && isLocal(address) && !isForwarded;
    if (!isHere && !hasToken(kernel.config.metricsToken, c.req.header('authorization'))) return c.notFound();
    return c.text(await kernel.metrics.registry.metrics(), 200, {
      'Content-Type': kernel.metrics.registry.contentType,
    });
  });
}

function isLocal(host: string): boolean {
  return /^(::ffff:)?127\.|^\[?::1\]?$|^localhost$/.test(host);
}

/** One asking serves all who ask within this time. */
function sharedFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    const now = performance.now();
    if (!answer || now - askedAt > ms) {
      askedAt = now;
      answer = ask();
    }
    return answer;
  };
}

function hasToken(token: string | undefined, header: string | undefined): boolean {
  if (!token || !header?.startsWith('Bearer ')) return false;
  const given = Buffer.from(header.slice(7));
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function databaseAnswers(kernel: Kernel): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_000).unref());
  const asked = kernel.database.pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]);
}
