import { measureNames, measureOf } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getEvidence, takeStep, versionWentOn } from '../contract.ts';
import { type BenchmarkRow, benchmarksOf } from './benchmark-rows.ts';
import { presenterOf } from './evidence-sources.ts';
import { type FindingRow, findingsOf } from './findings.ts';
import { benchmarksFor, demandBenchmarked, excusesOf, goalsOf, reasonFor } from './goals.ts';
import { standardPolicy } from './policy.ts';
import { abilitiesOn, accessVersion, clausesOf, loadVersion, type VersionRow } from './rows.ts';

function presentBenchmark(row: BenchmarkRow) {
  const known = measureNames.includes(row.measure) ? measureOf(row.measure) : undefined;
  const { id, measure, channel, value, title, address, year, sample, method, strength, note, reference, version } = row;
  return {
    ...{ id, measure, channel, value, title, address, year, sample, method, strength, note, reference, version },
    measureWords: known?.words ?? measure,
    unit: known?.unit ?? ('count' as const),
    authorName: row.author_name,
    writtenAt: row.written_at.toISOString(),
    carriedFrom: row.carried_from,
  };
}

/** What a version is founded on, as it is shown and exported. Policy is the caller's. */
export async function evidenceOf(ctx: QueryContext, versionId: Id) {
  const findings = await findingsOf(ctx, versionId);
  const benchmarks = await benchmarksOf(ctx, versionId);
  const reasons = await excusesOf(ctx, versionId);
  const present = await presenterOf(
    ctx,
    findings.flatMap((one) => one.sources),
  );
  const goals = goalsOf(await clausesOf(ctx, versionId));
  return {
    findings: findings.map((row: FindingRow) => ({
      ...{ id: row.id, learnt: row.learnt, need: row.need, clauseIds: row.clause_ids, version: row.version },
      sources: row.sources.map(present),
      authorName: row.author_name,
      writtenAt: row.written_at.toISOString(),
      carriedFrom: row.carried_from,
    })),
    benchmarks: benchmarks.map(presentBenchmark),
    goals: goals.map((goal) => ({
      ...{ clauseId: goal.clauseId, number: goal.number, title: goal.title },
      ...{ measure: goal.measure, channel: goal.channel },
      benchmarkIds: benchmarksFor(goal, benchmarks).map((one) => one.id),
      reason: reasonFor(goal, reasons),
    })),
  };
}

export const evidence = answer(getEvidence, async (ctx, { versionId }) => {
  demand(ctx, standardPolicy, 'evidence');
  const version = await loadVersion(ctx, versionId);
  return { ...(await evidenceOf(ctx, versionId)), abilities: abilitiesOn(ctx, version) };
});

const goOn = statement('standard_go_on', 'UPDATE standard_version SET state = $3 WHERE workspace_id = $1 AND id = $2');
const count = statement<{ findings: number }>(
  'standard_finding_count',
  'SELECT count(*)::int AS findings FROM standard_finding WHERE workspace_id = $1 AND version_id = $2',
);

/** @throws Problem standard.lacks_finding */
async function demandFindings(ctx: CommandContext, versionId: Id): Promise<void> {
  const row = await ctx.tx.first(count, [ctx.workspaceId, versionId]);
  if (row?.findings) return;
  refuse('standard.lacks_finding', 'Add a finding with a need statement and at least one source first.');
}

/** What was learnt and compared before people are asked, and still when it is submitted. @throws Problem, as they do */
export async function demandEvidence(ctx: CommandContext, version: VersionRow): Promise<void> {
  await demandFindings(ctx, version.id);
  await demandBenchmarked(ctx, version);
}

const before = { needs: 'draft', benchmark: 'needs' } as const;

export const takeOneStep = handle(takeStep, async (ctx, { versionId, to }) => {
  const version = await accessVersion(ctx, versionId, 'step');
  if (version.state !== before[to]) {
    refuse(
      'standard.wrong_step',
      `It stands at ${version.state}: next comes ${version.state === 'draft' ? 'needs' : 'benchmark'}.`,
    );
  }
  if (to === 'benchmark') await demandFindings(ctx, versionId);
  await ctx.tx.rows(goOn, [ctx.workspaceId, versionId, to]);
  ctx.emit(versionWentOn, { standardId: version.standard_id, versionId, to });
  return { versionId, state: to };
});

const carryFindings = statement(
  'standard_findings_carry',
  `INSERT INTO standard_finding (workspace_id, version_id, id, learnt, need, sources, clause_ids, author_id, written_at,
     carried_from)
   SELECT workspace_id, $3, gen_random_uuid(), learnt, need, sources, clause_ids, author_id, written_at,
     coalesce(carried_from, version_id) FROM standard_finding WHERE workspace_id = $1 AND version_id = $2`,
);
const carryBenchmarks = statement(
  'standard_benchmarks_carry',
  `INSERT INTO standard_benchmark (workspace_id, version_id, id, measure, channel, value, title, address, year, sample,
     method, strength, note, reference, author_id, written_at, carried_from)
   SELECT workspace_id, $3, gen_random_uuid(), measure, channel, value, title, address, year, sample, method, strength,
     note, reference, author_id, written_at, coalesce(carried_from, version_id)
   FROM standard_benchmark WHERE workspace_id = $1 AND version_id = $2`,
);
const carryReasons = statement(
  'standard_reasons_carry',
  `INSERT INTO standard_unbenchmarked (workspace_id, version_id, measure, channel, reason, author_id)
   SELECT workspace_id, $3, measure, channel, reason, author_id FROM standard_unbenchmarked
   WHERE workspace_id = $1 AND version_id = $2`,
);

/** A MINOR version stands on what the one before stood on, and says so; its needs are known, so it begins by comparing. */
export async function carryEvidence(ctx: CommandContext, from: Id, to: Id): Promise<void> {
  const of = [ctx.workspaceId, from, to];
  await ctx.tx.rows(carryFindings, of);
  await ctx.tx.rows(carryBenchmarks, of);
  await ctx.tx.rows(carryReasons, of);
  const row = await ctx.tx.first(count, [ctx.workspaceId, to]);
  // Versions from before there were findings have none to hand on.
  if (row?.findings) await ctx.tx.rows(goOn, [ctx.workspaceId, to, 'benchmark']);
}
