import type { PromiseLine } from '#foundation/standards/contract.ts';

type Line = Pick<PromiseLine, 'measure' | 'channel' | 'teamId' | 'brandId'>;

/**
 * Whether a brand's charter can tell of a promise: its own, and those for every brand that no line of its own takes the
 * place of. What is no promise is told by any.
 */
export function isToldBy(brandId: string, promise: Line | null, all: readonly Line[]): boolean {
  if (promise?.brandId) return promise.brandId === brandId;
  const isReplaced = (own: Line) =>
    own.brandId === brandId &&
    own.measure === promise?.measure &&
    own.channel === promise.channel &&
    own.teamId === promise.teamId;
  return !all.some(isReplaced);
}
