import { cpuSeconds, familyOf } from './proc.ts';
import type { Product } from './product.ts';

/** Processor time used since `watchUsage` was called, in seconds of one core. */
export interface Usage {
  seconds: number;
  heed: number;
  postgres: number;
  /** The load generator, which runs on the same cores. */
  bench: number;
}

/** Begins to watch how much processor time the product, its database and this process use. */
export function watchUsage(product: Product): () => Usage {
  const read = () => ({
    at: performance.now() / 1_000,
    heed: cpuSeconds(product.pid),
    // Connections come and go; those that end are counted with their parent.
    postgres: familyOf(product.postgresPid).reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    bench: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  });
  const before = read();
  return () => {
    const now = read();
    return {
      seconds: now.at - before.at,
      heed: now.heed - before.heed,
      postgres: now.postgres - before.postgres,
      bench: now.bench - before.bench,
    };
  };
}

/** One sentence on what an operation costs; steadier than any rate on a busy machine. */
export function costLine(what: string, usage: Usage, count: number): string {
  const each = (seconds: number) => `${((seconds * 1_000) / count).toFixed(2)} ms`;
  const { heed, postgres, bench } = usage;
  return `Processor time for ${what}: Heed ${each(heed)}, PostgreSQL ${each(postgres)}, the clients ${each(bench)}.`;
}
