import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { measureRows } from '../contract.ts';
import { factsWhere, type Scope } from './cells.ts';
import { demandFilters, demandPeriod, freshnessOf, measureNamed, scopeOf } from './library.ts';
import type { Measure } from './measures.ts';
import { namesOf } from './names.ts';
import { addDays, dayIn } from './period.ts';
import { measurePolicy } from './policy.ts';
import { type FactSource, factSources } from './sources.ts';

interface FactRow {
  subject_id: Id;
  kind: string;
  ordinal: number;
  at: Date;
  at_text: string;
  value: number | null;
  channel: string | null;
  team_id: Id | null;
  person_id: Id | null;
  reason_id: Id | null;
  excluded: string | null;
}

export interface BehindRow {
  id: string;
  subjectId: Id;
  reference: string;
  link: string;
  at: string;
  value: number;
  channel: string | null;
  team: string | null;
  person: string | null;
  reason: string | null;
  leftOut: string | null;
}

export const rowsBehind = answer(measureRows, async (ctx, input) => {
  demand(ctx, measurePolicy, 'rows', { ...input, by: 'none' });
  const measure = measureNamed(input.measure);
  demandPeriod(input.from, input.to);
  demandFilters(measure, input);
  const scope = await scopeOf(ctx, input);
  const { rows, next } = await readRows(ctx, measure, { ...input, scope });
  return { ...(await freshnessOf(ctx)), unit: measure.unit, rows, next };
});

interface Page {
  scope: Scope;
  from: string;
  to: string;
  after?: string | undefined;
  limit: number;
}

/** A page of the facts behind a measure with the names that people know, the newest first. */
export async function readRows(
  ctx: QueryContext,
  measure: Measure,
  page: Page,
): Promise<{ rows: BehindRow[]; next: string | null }> {
  const facts = await readFacts(ctx, measure, page);
  const last = facts.length === page.limit ? facts.at(-1) : undefined;
  return {
    rows: await present(ctx, measure, facts),
    next: last ? cursorOf([last.at_text, last.subject_id, String(last.ordinal)]) : null,
  };
}

/** Which facts stand behind a number. What stands open at the end of a day came before it and had not gone. */
function factsBehind({ formula }: Measure): { kind: string; fromStart: boolean; andNot: string } {
  if (formula.of === 'standing') {
    const andNot = `AND NOT EXISTS (SELECT FROM fact g WHERE g.workspace_id = $1 AND g.subject_id = f.subject_id
      AND g.kind = '${formula.went}' AND g.at >= f.at AND g.at < ($5::date + 1)::timestamp AT TIME ZONE $4)`;
    return { kind: formula.came, fromStart: true, andNot };
  }
  if (formula.of === 'standing_days') return { kind: formula.done, fromStart: false, andNot: '' };
  return { kind: formula.kind, fromStart: formula.of === 'age', andNot: '' };
}

async function readFacts(ctx: QueryContext, measure: Measure, page: Page): Promise<FactRow[]> {
  const { scope, from, to, after, limit } = page;
  const { kind, fromStart, andNot } = factsBehind(measure);
  const today = dayIn(scope.timeZone, ctx.now);
  const settled = addDays(today, -(measure.settlesAfterDays ?? 0));
  const until = measure.formula.of === 'age' || to > settled ? settled : to;
  const where = factsWhere(scope, { from: fromStart ? null : from, to: until });
  const values = [ctx.workspaceId, kind, ...where.values];
  let place = '';
  if (after) {
    const [at, id, ordinal = ''] = readCursor(after, ['instant', 'id', 'text']);
    place = `AND (f.at, f.subject_id, f.ordinal) < ($${values.length + 1}, $${values.length + 2}, $${values.length + 3})`;
    values.push(at, id, /^\d{1,9}$/.test(ordinal) ? Number(ordinal) : 0);
  }
  values.push(limit);
  const text = `SELECT f.subject_id, f.kind, f.ordinal, f.at, f.at::text AS at_text, f.value, f.channel, f.team_id,
      f.person_id, f.reason_id, f.excluded
    FROM fact f WHERE f.workspace_id = $1 AND f.kind = $2 AND ${where.sql} ${andNot} ${place}
    ORDER BY f.at DESC, f.subject_id DESC, f.ordinal DESC LIMIT $${values.length}`;
  const shape = [
    scope.channel,
    scope.teamId,
    scope.personId,
    scope.reasonId,
    scope.brandId,
    after,
    andNot || undefined,
  ];
  const name = `measures_rows_${shape.map((one) => (one === undefined ? 0 : 1)).join('')}`;
  return ctx.tx.rows<FactRow>({ name, text }, values);
}

async function present(ctx: QueryContext, measure: Measure, facts: FactRow[]): Promise<BehindRow[]> {
  const [first] = facts;
  if (!first) return [];
  const ids = (pick: (row: FactRow) => Id | null) => [...new Set(facts.flatMap((row) => pick(row) ?? []))];
  const source = sourceOf(ctx, first.kind);
  const subjects = await source.describe(
    ctx,
    ids((row) => row.subject_id),
  );
  const teams = await namesOf(
    ctx,
    'team',
    ids((row) => row.team_id),
  );
  const people = await namesOf(
    ctx,
    'person',
    ids((row) => row.person_id),
  );
  const reasons = await namesOf(
    ctx,
    'reason',
    ids((row) => row.reason_id),
  );
  const named = (names: Map<string, string>, id: Id | null) => (id === null ? null : (names.get(id) ?? null));
  return facts.map((row) => ({
    id: `${row.kind}-${row.subject_id}-${row.ordinal}`,
    subjectId: row.subject_id,
    reference: subjects.get(row.subject_id)?.reference ?? 'gone',
    link: subjects.get(row.subject_id)?.link ?? '/reports',
    at: row.at.toISOString(),
    value: valueInUnit(measure, row, ctx.now),
    channel: row.channel,
    team: named(teams, row.team_id),
    person: named(people, row.person_id),
    reason: named(reasons, row.reason_id),
    leftOut: row.excluded,
  }));
}

function valueInUnit({ formula }: Measure, row: FactRow, now: Date): number {
  if (formula.of === 'age') return Math.max(0, now.getTime() - row.at.getTime()) / 60_000;
  if (formula.of === 'quantile') return Number(row.value ?? 0) / 60_000;
  return formula.of === 'share' ? Number(row.value ?? 0) : 1;
}

function sourceOf(ctx: QueryContext, kind: string): FactSource {
  const source = ctx.contributed(factSources).find((one) => one.kinds.includes(kind));
  if (!source) throw new Error(`nothing contributes ${kind}`);
  return source;
}
