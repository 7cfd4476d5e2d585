import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

export interface BenchmarkRow {
  id: Id;
  version_id: Id;
  measure: string;
  channel: string | null;
  value: number | null;
  title: string;
  address: string;
  year: number;
  sample: string | null;
  method: string | null;
  strength: 'weak' | 'strong';
  note: string;
  reference: string | null;
  author_name: string | null;
  written_at: Date;
  carried_from: string | null;
  version: number;
}

const columns = `b.id, b.version_id, b.measure, b.channel, b.value, b.title, b.address, b.year, b.sample, b.method,
  b.strength, b.note, b.reference, a.name AS author_name, b.written_at, o.major || '.' || o.minor AS carried_from, b.version`;
const source = `FROM standard_benchmark b LEFT JOIN account a ON a.id = b.author_id
  LEFT JOIN standard_version o ON o.workspace_id = b.workspace_id AND o.id = b.carried_from`;
const ofVersion = statement<BenchmarkRow>(
  'standard_benchmarks',
  `SELECT ${columns} ${source} WHERE b.workspace_id = $1 AND b.version_id = $2
   ORDER BY b.measure, b.channel NULLS FIRST, b.written_at, b.id LIMIT 500`,
);
const one = statement<BenchmarkRow>(
  'standard_benchmark_one',
  `SELECT ${columns} ${source} WHERE b.workspace_id = $1 AND b.id = $2`,
);

/** The benchmark table of a version. */
export function benchmarksOf(ctx: QueryContext, versionId: Id): Promise<BenchmarkRow[]> {
  return ctx.tx.rows(ofVersion, [ctx.workspaceId, versionId]);
}

/** One row of a table, if it is there. */
export function benchmarkOf(ctx: QueryContext, id: Id): Promise<BenchmarkRow | undefined> {
  return ctx.tx.first(one, [ctx.workspaceId, id]);
}
