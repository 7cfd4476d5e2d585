import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { getPack, listPacks, notAdvice, type PackVersion } from '../contract.ts';
import { adoptions, dayOf, demandPack } from './adoption.ts';
import { isValidOn, monthsBetween, oldAfterMonths, packIds, versionOn } from './library.ts';
import { packPolicy } from './policy.ts';
import { inLanguage } from './translated.ts';

function shownOf(ctx: QueryContext, pack: PackVersion) {
  const today = dayOf(ctx.now);
  const months = Math.max(0, monthsBetween(pack.checkedOn, today));
  return { isInForce: isValidOn(pack, today), isOld: months >= oldAfterMonths, monthsSinceChecked: months };
}

export const packList = answer(listPacks, async (ctx, { language }) => {
  demand(ctx, packPolicy, 'list');
  const held = await adoptions(ctx);
  const packs = packIds().map((id) => {
    const versions = demandPack(id);
    const { entries, ...pack } = inLanguage(versionOn(id, dayOf(ctx.now)) ?? versions[0], language);
    return {
      ...pack,
      ...shownOf(ctx, { ...pack, entries }),
      versions: versions.map((one) => one.version),
      adoptedAt: held.get(id)?.adopted_at.toISOString() ?? null,
    };
  });
  return { notice: notAdvice, packs };
});

export const packContent = answer(getPack, async (ctx, { packId, version, language }) => {
  demand(ctx, packPolicy, 'list');
  const versions = demandPack(packId);
  const pack = version
    ? versions.find((one) => one.version === version)
    : (versionOn(packId, dayOf(ctx.now)) ?? versions[0]);
  if (!pack) refuse('pack.unknown', `There is no version ${version} of ${packId}.`);
  return {
    ...inLanguage(pack, language),
    ...shownOf(ctx, pack),
    notice: notAdvice,
    versions: versions.map(({ version: name, validFrom, validUntil }) => ({ version: name, validFrom, validUntil })),
    adoptedAt: (await adoptions(ctx)).get(packId)?.adopted_at.toISOString() ?? null,
  };
});
