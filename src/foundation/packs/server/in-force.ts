import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { ClockEntry, Jurisdiction, PackLanguage, PackVersion } from '../contract.ts';
import { adoptions, dayOf, demandPack } from './adoption.ts';
import { packIds, versionOn } from './library.ts';
import { inLanguage } from './translated.ts';

/**
 * What a clock of a pack says, with the version to keep beside whatever is started under it. Ask again with that
 * version for what already runs: it answers the same after a newer version came or the pack was left.
 * Without a version: the one in force now, of a pack to which the workspace holds.
 * @throws Problem pack.unknown, pack.not_adopted, pack.not_in_force
 */
export async function clocksOf(
  ctx: QueryContext,
  packId: string,
  version?: string,
): Promise<{ packId: string; version: string; clocks: ClockEntry[] }> {
  const pack = version === undefined ? await current(ctx, packId) : named(packId, version);
  const clocks = pack.entries.filter((entry) => entry.kind === 'clock');
  return { packId, version: pack.version, clocks };
}

async function current(ctx: QueryContext, packId: string): Promise<PackVersion> {
  const [newest] = demandPack(packId);
  if (!(await adoptions(ctx)).has(packId))
    refuse('pack.not_adopted', `This workspace does not hold to ${newest.title}.`);
  const pack = versionOn(packId, dayOf(ctx.now));
  if (!pack) refuse('pack.not_in_force', `${newest.title} has no version that is valid today.`);
  return pack;
}

function named(packId: string, version: string): PackVersion {
  const pack = demandPack(packId).find((one) => one.version === version);
  if (!pack) refuse('pack.unknown', `There is no version ${version} of ${packId}.`);
  return pack;
}

async function heldOn(ctx: QueryContext, at: Date): Promise<PackVersion[]> {
  const held = await adoptions(ctx);
  return packIds()
    .filter((id) => held.has(id))
    .map((id) => versionOn(id, dayOf(at)))
    .filter((pack) => pack !== undefined);
}

/** The checklists to which the workspace holds, in the versions that are valid now, for a reader of this language. */
export async function checklistsInForce(ctx: QueryContext, language: PackLanguage = 'en'): Promise<PackVersion[]> {
  const lists = (await heldOn(ctx, ctx.now)).filter((pack) => pack.kind === 'checklist');
  return lists.map((pack) => inLanguage(pack, language));
}

/**
 * Versions to which the workspace holds and that are valid at this instant, for one jurisdiction; what holds everywhere
 * comes last.
 */
export async function packsInForce(ctx: QueryContext, jurisdiction: Jurisdiction, at: Date): Promise<PackVersion[]> {
  const valid = (await heldOn(ctx, at)).filter((pack) => pack.kind !== 'checklist');
  const of = (place: Jurisdiction) => valid.filter((pack) => pack.jurisdiction === place);
  return jurisdiction === 'any' ? of('any') : [...of(jurisdiction), ...of('any')];
}

/** The first of `packsInForce`: the law of the place before general practice. Null where the workspace holds to none. */
export async function packInForce(
  ctx: QueryContext,
  jurisdiction: Jurisdiction,
  at: Date,
): Promise<PackVersion | null> {
  return (await packsInForce(ctx, jurisdiction, at))[0] ?? null;
}
