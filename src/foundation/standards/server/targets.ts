import { demandSoundTarget } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { PromiseLine } from '../contract-words.ts';
import type { ClauseRow } from './rows.ts';
import { demandNested, scopeOf } from './scopes.ts';

/** A line of a promise with the clause that it stands in. */
export interface Promised {
  clauseId: Id;
  title: string;
  /** From 0. */
  line: number;
  promise: PromiseLine;
}

/** Every promise line of these clauses, in reading order. */
export function promisedBy(clauses: readonly Pick<ClauseRow, 'id' | 'title' | 'body'>[]): Promised[] {
  return clauses.flatMap(({ id, title, body }) =>
    body?.does === 'promise' ? body.lines.map((promise, line) => ({ clauseId: id, title, line, promise })) : [],
  );
}

/** What must be longer than what, in the same scope and calendar. */
const longer: [string, string][] = [
  ['full_resolution', 'first_response'],
  ['full_resolution', 'next_response'],
];

/**
 * Promises that can be kept, each by itself and all together.
 * @throws Problem standard.impossible_target, which names the clause and what would be accepted
 */
export async function demandKeepable(ctx: CommandContext, promised: readonly Promised[]): Promise<void> {
  const seen = new Map<string, Promised>();
  for (const one of promised) {
    const scope = scopeOf(one.promise);
    const before = seen.get(scope);
    if (before) {
      refuse(
        'standard.impossible_target',
        `“${before.title}” and “${one.title}” promise the same thing. Give them different brands, channels or teams, or leave one out.`,
      );
    }
    seen.set(scope, one);
    await demandSound(ctx, one);
  }
  await demandNested(ctx, promised, promised);
  for (const [long, short] of longer) {
    for (const one of promised.filter((each) => each.promise.measure === long)) {
      const quick = seen.get(scopeOf({ ...one.promise, measure: short }));
      const isOdd = quick?.promise.calendarId === one.promise.calendarId && quick.promise.minutes > one.promise.minutes;
      if (!isOdd) continue;
      refuse(
        'standard.impossible_target',
        `“${one.title}” allows ${one.promise.minutes} minutes for all of it, but “${quick.title}” allows ${quick.promise.minutes} for an answer. Give the whole at least ${quick.promise.minutes} minutes.`,
      );
    }
  }
}

const ownRefusals = ['target.impossible', 'promise.unknown_owner', 'record.not_found'];

async function demandSound(ctx: CommandContext, { title, line, promise }: Promised): Promise<void> {
  try {
    await demandSoundTarget(ctx, { ...promise, brandId: promise.brandId ?? null });
  } catch (error) {
    if (!(error instanceof Problem) || !ownRefusals.includes(error.code)) throw error;
    const what = error.code === 'record.not_found' ? 'Choose a calendar that is in use.' : error.message;
    refuse('standard.impossible_target', `“${title}”, line ${line + 1}: ${what}`);
  }
}

const elsewhere = statement<{ name: string; id: Id; title: string; body: ClauseRow['body'] }>(
  'standard_promised_elsewhere',
  `SELECT s.name, c.id, c.title, c.body FROM standard_version v
   JOIN standard s ON s.workspace_id = v.workspace_id AND s.id = v.standard_id
   JOIN standard_clause c ON c.workspace_id = v.workspace_id AND c.version_id = v.id AND c.kind = 'promise'
   WHERE v.workspace_id = $1 AND v.standard_id <> $2 AND v.state IN ('approved', 'scheduled', 'published')`,
);

/** What one standard promises no other does, and what two promise does not cross. @throws Problem standard.impossible_target */
export async function demandAlone(ctx: CommandContext, standardId: Id, promised: readonly Promised[]): Promise<void> {
  const rows = await ctx.tx.rows(elsewhere, [ctx.workspaceId, standardId]);
  const taken = new Map(rows.flatMap((row) => promisedBy([row]).map(({ promise }) => [scopeOf(promise), row])));
  for (const one of promised) {
    const other = taken.get(scopeOf(one.promise));
    if (!other) continue;
    refuse(
      'standard.impossible_target',
      `“${one.title}” promises what “${other.title}” of ${other.name} promises already. Narrow it to a brand, channel or team, or leave it out.`,
    );
  }
  const others = rows.flatMap((row) => promisedBy([{ ...row, title: `${row.name}, ${row.title}` }]));
  await demandNested(ctx, promised, [...promised, ...others]);
}
