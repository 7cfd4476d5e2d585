import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demandFilters, demandPeriod, measureNamed, scopeOf } from './library.ts';
import type { Measure } from './measures.ts';
import { addDays, dayIn } from './period.ts';
import { type Measured, reckon } from './reckon.ts';

/** Where and when a number is asked for. */
export interface NumberAsked {
  from: string;
  to: string;
  channel?: string | undefined;
  teamId?: Id | undefined;
}

/**
 * One number of the library, for capabilities that set it beside something. Who may know it is the caller's to ask.
 * @throws Problem measure.unknown, measure.period, measure.not_by
 */
export async function numberOf(ctx: QueryContext, name: string, asked: NumberAsked): Promise<Measured> {
  const measure = measureNamed(name);
  const { from, to, channel, teamId } = asked;
  demandFilters(measure, { channel, teamId });
  demandPeriod(from, to);
  const scope = await scopeOf(ctx, { channel, teamId });
  const { value, n, low, high, words } = await reckon(ctx, measure, { scope, from, to, by: 'none' });
  return { value, n, low, high, words };
}

/** What a measure is, by its name. @throws Problem measure.unknown */
export function measureOf(name: string): Pick<Measure, 'name' | 'words' | 'unit' | 'better' | 'dimensions'> {
  return measureNamed(name);
}

/** The last days of the workspace, today included. */
export async function lastDays(ctx: QueryContext, days: number): Promise<{ from: string; to: string }> {
  const { timeZone } = await scopeOf(ctx, {});
  const to = dayIn(timeZone, ctx.now);
  return { from: addDays(to, 1 - days), to };
}
