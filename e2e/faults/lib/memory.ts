import { readFile } from 'node:fs/promises';
import { databasePids } from './database.ts';
import type { Product } from './product.ts';

/**
 * Memory in MiB: resident memory of the product's processes, and the proportional share of everything with the
 * database, whose sessions hold most of their memory in common.
 */
export async function memoryOf(product: Product): Promise<{ productRssMb: number; allPssMb: number }> {
  const own = product.processes.map((one) => one.pid());
  const database = await databasePids(product.dataDir);
  const rss = await Promise.all(own.map((pid) => field(pid, 'Rss')));
  const pss = await Promise.all([...own, ...database].map((pid) => field(pid, 'Pss')));
  return { productRssMb: sum(rss), allPssMb: sum(pss) };
}

async function field(pid: number, name: string): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1_024;
}

function sum(numbers: number[]): number {
  return Math.round(numbers.reduce((total, one) => total + one, 0));
}
