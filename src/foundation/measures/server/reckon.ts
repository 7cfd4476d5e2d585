import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { By } from '../contract.ts';
import { type Cell, type Cells, mergeCells, readCells, readStarts, type Scope } from './cells.ts';
import type { Formula, Measure } from './measures.ts';
import { addDays, dayIn, daysBetween, endOf, groupKeys, isTime } from './period.ts';
import { bucketQuantile, measuredQuantile, quantile, wilson } from './statistics.ts';

export interface Measured {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
  words: string | null;
}
export interface Reckoned extends Measured {
  method: 'exact' | 'rolled_up';
  leftOut: number;
  countedTo: string;
  groups: Map<string, Measured>;
}

/** As much of a query as a number needs: also a page that nobody is signed in to can tell one. */
export type Asking = Pick<QueryContext, 'tx' | 'now' | 'workspaceId'>;

export interface Question {
  scope: Scope;
  from: string;
  to: string;
  by: By;
}

const none = { low: null, high: null };
const minuteMs = 60_000;

/** Answers one measure for one period, split by `by`. */
export async function reckon(ctx: Asking, measure: Measure, question: Question): Promise<Reckoned> {
  const { scope, from, by } = question;
  const today = dayIn(scope.timeZone, ctx.now);
  const settled = addDays(today, -(measure.settlesAfterDays ?? 0));
  const countedTo = question.to < settled ? question.to : settled;
  demandDimension(measure, by);
  if (measure.formula.of === 'age') return reckonAge(ctx, measure.formula, question, today);
  if (countedTo < from) return nothing(notYet(measure, from, today), question.to);
  const asked = { ...question, to: countedTo };
  if (measure.formula.of === 'standing' || measure.formula.of === 'standing_days') {
    return reckonStanding(ctx, measure.formula, asked);
  }
  const wants = measure.formula.of === 'quantile' ? 'quantiles' : 'sums';
  const cells = await readCells(ctx.tx, scope, measure.formula.kind, { from, to: countedTo }, by, wants);
  const { formula } = measure;
  const days = (key: string) => (isTime(by) ? daysIn(by, key, asked) : daysBetween(from, countedTo));
  const total = mergeCells(cells.values());
  const keys = isTime(by) ? groupKeys(by, from, countedTo) : [...cells.keys()];
  const groups = by === 'none' ? [] : keys.map((key) => [key, evaluate(formula, cells.get(key), days(key))] as const);
  return {
    ...evaluate(formula, total, daysBetween(from, countedTo)),
    method: total.buckets ? 'rolled_up' : 'exact',
    leftOut: total.leftOut,
    countedTo,
    groups: new Map(groups),
  };
}

function demandDimension(measure: Measure, by: By): void {
  const { of } = measure.formula;
  const isDimension = by !== 'none' && by !== 'hour' && !isTime(by);
  const can = isDimension
    ? measure.dimensions.includes(by)
    : by !== 'hour' || (of === 'count' && measure.formula.kind === 'contact');
  if (can && !(of === 'age' && isTime(by))) return;
  const ways = of === 'age' ? measure.dimensions : ['day', 'week', 'month', ...measure.dimensions];
  refuse('measure.not_by', `${measure.words} can be split by ${ways.join(', ')}, not by ${by}.`, {
    facts: { measure: measure.name, by: ways },
  });
}

/** Days of a group that lie in the period. */
function daysIn(by: 'day' | 'week' | 'month', key: string, { from, to }: Question): number {
  const end = endOf(by, key);
  return daysBetween(key < from ? from : key, end > to ? to : end);
}

function notYet(measure: Measure, from: string, today: string): string {
  if (from > today || !measure.settlesAfterDays) return 'No rows: this period has not begun.';
  return `No rows yet: what happened counts only after ${measure.settlesAfterDays} days, because it can still change.`;
}

function nothing(words: string, countedTo: string): Reckoned {
  return { value: null, n: 0, ...none, words, method: 'exact', leftOut: 0, countedTo, groups: new Map() };
}

function evaluate(formula: Formula, cell: Cell = { n: 0, sum: 0, leftOut: 0 }, days: number): Measured {
  const { n } = cell;
  if (formula.of === 'count') return { value: n, n, ...none, words: null };
  if (formula.of === 'per_day') return { value: n / days, n, ...none, words: null };
  if (n === 0) {
    const words = cell.leftOut > 0 ? `No rows: all ${cell.leftOut} are left out.` : 'No rows in this period.';
    return { value: null, n, ...none, words };
  }
  if (formula.of === 'share') return { value: cell.sum / n, n, ...(wilson(cell.sum, n) ?? none), words: null };
  if (formula.of !== 'quantile') throw new Error(`${formula.of} is reckoned elsewhere`);
  return fromQuantile(
    cell.values ? measuredQuantile(cell.values, formula.q) : bucketQuantile(cell.buckets ?? [], formula.q),
    n,
  );
}

function fromQuantile(found: { value: number | null; low?: number; high?: number }, n: number): Measured {
  const minutes = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : ms / minuteMs);
  const words = found.low === undefined ? 'Too few rows for an interval.' : null;
  return { value: minutes(found.value), n, low: minutes(found.low), high: minutes(found.high), words };
}

type Standing = Extract<Formula, { of: 'standing' | 'standing_days' }>;

/** What stands at the end of each group: everything that came up to then, less what went. */
async function reckonStanding(ctx: Asking, formula: Standing, question: Question): Promise<Reckoned> {
  const { scope, from, to, by } = question;
  const isOverTime = isTime(by);
  const upTo = (day: string, kind: string) =>
    readCells(ctx.tx, scope, kind, { from: null, to: day }, isOverTime ? 'none' : by, 'sums');
  const [came, went] = [await upTo(to, formula.came), await upTo(to, formula.went)];
  const done =
    formula.of === 'standing_days'
      ? await readCells(ctx.tx, scope, formula.done, { from, to }, by, 'sums')
      : new Map<string, Cell>();
  const one = (standing: number, solved: number, days: number) => standingWords(formula, standing, solved, days);
  const count = (cells: Cells, key: string) => cells.get(key)?.n ?? 0;
  const total = mergeCells(came.values()).n - mergeCells(went.values()).n;
  const result = one(total, mergeCells(done.values()).n, daysBetween(from, to));
  const groups = new Map<string, Measured>();
  if (isOverTime) {
    const inside = async (kind: string) => readCells(ctx.tx, scope, kind, { from, to }, by, 'sums');
    const [more, less] = [await inside(formula.came), await inside(formula.went)];
    let standing = total - mergeCells(more.values()).n + mergeCells(less.values()).n;
    for (const key of groupKeys(by, from, to)) {
      standing += count(more, key) - count(less, key);
      groups.set(key, one(standing, count(done, key), daysIn(by, key, question)));
    }
  } else if (by !== 'none') {
    for (const key of came.keys()) {
      groups.set(key, one(count(came, key) - count(went, key), count(done, key), daysBetween(from, to)));
    }
  }
  return { ...result, method: 'exact', leftOut: 0, countedTo: to, groups };
}

function standingWords(formula: Standing, standing: number, done: number, days: number): Measured {
  if (formula.of === 'standing') return { value: standing, n: standing, ...none, words: null };
  if (done === 0) return { value: null, n: 0, ...none, words: 'No rows: nothing was resolved in this period.' };
  return { value: standing / (done / days), n: done, ...none, words: null };
}

type Age = Extract<Formula, { of: 'age' }>;

/** Ages are told of now: whether something was open on a past day is the backlog's question. */
async function reckonAge(ctx: Asking, formula: Age, { scope, by }: Question, today: string): Promise<Reckoned> {
  const now = ctx.now.getTime();
  const starts = await readStarts(ctx.tx, scope, formula.kind, by, today);
  const values = new Map([...starts].map(([key, list]) => [key, list.map((at) => Math.max(0, now - at))]));
  const measured = (sorted: number[]): Measured =>
    sorted.length === 0
      ? { value: null, n: 0, ...none, words: 'No rows: nothing is open now.' }
      : { value: (quantile(sorted, formula.q) ?? 0) / minuteMs, n: sorted.length, ...none, words: null };
  const all = [...values.values()].flat().sort((one, other) => one - other);
  const groups = by === 'none' ? [] : [...values].map(([key, sorted]) => [key, measured(sorted)] as const);
  return { ...measured(all), method: 'exact', leftOut: 0, countedTo: today, groups: new Map(groups) };
}
