import { measureNames, measureOf } from '#foundation/measures/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addBenchmark,
  changeBenchmark,
  chooseReference,
  dropBenchmark,
  excuseBenchmark,
  versionResearched,
} from '../contract.ts';
import { benchmarkOf } from './benchmark-rows.ts';
import { goalsOf } from './goals.ts';
import { standardPolicy } from './policy.ts';
import { referenceNamed } from './references.ts';
import { accessVersion, clausesOf, type VersionRow } from './rows.ts';

type How = 'added' | 'changed' | 'dropped' | 'written' | 'taken_back';
type Fields = Omit<InputOf<typeof addBenchmark>, 'versionId'>;

const insert = statement(
  'standard_benchmark_insert',
  `INSERT INTO standard_benchmark (workspace_id, version_id, id, measure, channel, value, title, address, year, sample,
     method, strength, note, author_id, reference)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
);
const update = statement(
  'standard_benchmark_update',
  `UPDATE standard_benchmark SET measure = $4, channel = $5, value = $6, title = $7, address = $8, year = $9, sample = $10,
     method = $11, strength = $12, note = $13, author_id = $14, version = version + 1
   WHERE workspace_id = $1 AND version_id = $2 AND id = $3`,
);
const remove = statement(
  'standard_benchmark_remove',
  'DELETE FROM standard_benchmark WHERE workspace_id = $1 AND id = $2',
);

function valuesOf(ctx: CommandContext, versionId: Id, id: Id, fields: Fields): unknown[] {
  const { measure, channel, value, title, address, year, sample, method, strength, note } = fields;
  const by = actorId(ctx.actor);
  return [
    ...[ctx.workspaceId, versionId, id, measure, channel, value, title, address, year, sample, method, strength, note],
    by,
  ];
}

function emitResearch(ctx: CommandContext, version: VersionRow, what: 'benchmark' | 'reason', how: How): void {
  ctx.emit(versionResearched, { standardId: version.standard_id, versionId: version.id, what, how });
}

/** A number of the library, known by that channel. @throws Problem standard.wrong_benchmark */
function demandMeasure({ measure, channel, value }: Pick<Fields, 'measure' | 'channel' | 'value'>): void {
  if (!measureNames.includes(measure)) {
    refuse('standard.wrong_benchmark', `There is no measure ${measure}. GET /measures lists them.`);
  }
  const { words, unit, dimensions } = measureOf(measure);
  if (channel && !dimensions.includes('channel')) {
    refuse('standard.wrong_benchmark', `${words} is not known by channel. Leave the channel out.`);
  }
  if (unit === 'share' && value !== null && value > 1) {
    refuse('standard.wrong_benchmark', `${words} is a share: give a value from 0 to 1, such as 0.85.`);
  }
}

/** @throws Problem standard.wrong_benchmark, standard.weak_source */
function demandSound(ctx: CommandContext, fields: Fields): void {
  demandMeasure(fields);
  if (fields.year > ctx.now.getUTCFullYear()) {
    refuse('standard.wrong_benchmark', `The year ${fields.year} is to come. Give the year in which it was published.`);
  }
  if (fields.strength === 'strong' && (fields.sample === null || fields.method === null)) {
    refuse('standard.weak_source', 'Say how many were asked and how it was measured, or mark it as weak.');
  }
}

export const addOneBenchmark = handle(addBenchmark, async (ctx, { versionId, ...fields }) => {
  const version = await accessVersion(ctx, versionId, 'research');
  demandSound(ctx, fields);
  await ctx.tx.rows(insert, [...valuesOf(ctx, versionId, ctx.key, fields), null]);
  emitResearch(ctx, version, 'benchmark', 'added');
  return { versionId, benchmarkId: ctx.key, version: 1 };
});

export interface Chosen {
  reference: string;
  measure?: string | undefined;
  channel?: string | null | undefined;
}

/**
 * Writes a listed reference into the benchmark table. Policy is the caller's.
 * @throws Problem standard.unknown_source, standard.wrong_benchmark
 */
export async function insertReference(ctx: CommandContext, versionId: Id, id: Id, chosen: Chosen): Promise<void> {
  const { words, kind: _, ...reference } = referenceNamed(chosen.reference);
  const measure = reference.measure ?? chosen.measure;
  if (!measure) {
    return refuse('standard.wrong_benchmark', 'This reference names no measure. Say what it is to be compared with.');
  }
  const channel = reference.measure ? reference.channel : (chosen.channel ?? null);
  const fields: Fields = { ...reference, measure, channel, strength: 'weak', note: words };
  demandMeasure(fields);
  await ctx.tx.rows(insert, [...valuesOf(ctx, versionId, id, fields), reference.id]);
}

export const chooseOneReference = handle(chooseReference, async (ctx, { versionId, ...chosen }) => {
  const version = await accessVersion(ctx, versionId, 'research');
  await insertReference(ctx, versionId, ctx.key, chosen);
  emitResearch(ctx, version, 'benchmark', 'added');
  return { versionId, benchmarkId: ctx.key, version: 1 };
});

export const changeOneBenchmark = handle(changeBenchmark, async (ctx, { benchmarkId, version: seen, ...fields }) => {
  demand(ctx, standardPolicy, 'research');
  const found = (await benchmarkOf(ctx, benchmarkId)) ?? notFound('benchmark');
  const version = await accessVersion(ctx, found.version_id, 'research');
  // Read again under the lock of its version, through which every change goes.
  const row = (await benchmarkOf(ctx, benchmarkId)) ?? notFound('benchmark');
  if (row.version !== seen) {
    refuse('record.stale', 'Somebody has changed this row meanwhile. You see the newest now.', {
      facts: { version: row.version },
    });
  }
  demandSound(ctx, fields);
  await ctx.tx.rows(update, valuesOf(ctx, version.id, benchmarkId, fields));
  emitResearch(ctx, version, 'benchmark', 'changed');
  return { versionId: version.id, benchmarkId, version: seen + 1 };
});

export const dropOneBenchmark = handle(dropBenchmark, async (ctx, { benchmarkId }) => {
  demand(ctx, standardPolicy, 'research');
  const row = (await benchmarkOf(ctx, benchmarkId)) ?? notFound('benchmark');
  const version = await accessVersion(ctx, row.version_id, 'research');
  await ctx.tx.rows(remove, [ctx.workspaceId, benchmarkId]);
  emitResearch(ctx, version, 'benchmark', 'dropped');
  return { versionId: version.id, benchmarkId };
});

const excuse = statement(
  'standard_excuse',
  `INSERT INTO standard_unbenchmarked (workspace_id, version_id, measure, channel, reason, author_id)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (workspace_id, version_id, measure, channel) DO UPDATE SET reason = excluded.reason,
     author_id = excluded.author_id`,
);
const forgive = statement(
  'standard_excuse_back',
  `DELETE FROM standard_unbenchmarked WHERE workspace_id = $1 AND version_id = $2 AND measure = $3 AND channel = $4`,
);

export interface Excuse {
  measure: string;
  channel: string | null;
  reason: string;
}

/** Writes why a goal has no benchmark. Policy is the caller's. */
export async function insertExcuse(ctx: CommandContext, versionId: Id, { measure, channel, reason }: Excuse) {
  await ctx.tx.rows(excuse, [ctx.workspaceId, versionId, measure, channel ?? '', reason, actorId(ctx.actor)]);
}

export const excuseOneGoal = handle(excuseBenchmark, async (ctx, { versionId, measure, channel, reason }) => {
  const version = await accessVersion(ctx, versionId, 'research');
  const goals = goalsOf(await clausesOf(ctx, versionId));
  if (!goals.some((goal) => goal.measure === measure && goal.channel === channel)) {
    const known = [...new Set(goals.map((goal) => [goal.measure, goal.channel].filter(Boolean).join(' by ')))];
    refuse('standard.wrong_benchmark', `This version has no such goal. It has: ${known.join(', ') || 'none'}.`);
  }
  if (reason !== null) await insertExcuse(ctx, versionId, { measure, channel, reason });
  else await ctx.tx.rows(forgive, [ctx.workspaceId, versionId, measure, channel ?? '']);
  emitResearch(ctx, version, 'reason', reason === null ? 'taken_back' : 'written');
  return { versionId, measure };
});
