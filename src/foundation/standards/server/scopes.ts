import { brandNames } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { PromiseLine } from '../contract-words.ts';

/** For whom a promise is; null: for all. */
export interface Scope {
  brandId: Id | null;
  teamId: Id | null;
  channel: string | null;
}
type Line = Pick<PromiseLine, 'measure' | 'channel' | 'teamId' | 'brandId'>;
interface Promised {
  title: string;
  promise: Line;
}

const parts = ['brandId', 'teamId', 'channel'] as const;
const scopeIn = ({ brandId = null, teamId, channel }: Line): Scope => ({ brandId, teamId, channel });

/** What a line promises to whom, as one word: two lines of the same would overwrite each other. */
export const scopeOf = (line: Line): string => [line.measure, ...parts.map((part) => scopeIn(line)[part])].join();

/** Where both hold; null where nothing is both. */
export function meeting(one: Scope, other: Scope): Scope | null {
  if (parts.some((part) => one[part] !== null && other[part] !== null && one[part] !== other[part])) return null;
  return {
    brandId: one.brandId ?? other.brandId,
    teamId: one.teamId ?? other.teamId,
    channel: one.channel ?? other.channel,
  };
}

const isSame = (one: Scope, other: Scope) => parts.every((part) => one[part] === other[part]);

/**
 * Where a promise of a brand crosses another one (one for the brand, one for chat), both hold for some conversations and
 * neither is the narrower: what holds there is to be said by a line of its own. So overrides lie within each other like
 * boxes, and none goes round in a circle.
 * @throws Problem standard.impossible_target, which says the line that is missing
 */
export async function demandNested(
  ctx: QueryContext,
  own: readonly Promised[],
  all: readonly Promised[],
): Promise<void> {
  const said = new Set(all.map(({ promise }) => scopeOf(promise)));
  for (const one of own) {
    for (const other of all) {
      const [a, b] = [scopeIn(one.promise), scopeIn(other.promise)];
      const isOneOfBrand = (a.brandId === null) !== (b.brandId === null);
      if (one.promise.measure !== other.promise.measure || !isOneOfBrand) continue;
      const both = meeting(a, b);
      if (!both || isSame(both, a) || isSame(both, b)) continue;
      if (said.has(scopeOf({ ...both, measure: one.promise.measure }))) continue;
      const brand = both.brandId ? (await brandNames(ctx, [both.brandId])).get(both.brandId) : undefined;
      const place = [brand, both.channel, both.teamId && 'this team'].filter(Boolean).join(', ');
      refuse(
        'standard.impossible_target',
        `“${one.title}” and “${other.title}” both hold for ${place}, and neither is the narrower. Add a line that says what holds for ${place}, or narrow one of them.`,
      );
    }
  }
}
