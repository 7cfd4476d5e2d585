import { newId } from '#kernel/contract/ids.ts';
import type { Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { packAdopted } from '../contract.ts';
import { dayOf, insertAdoption } from './adoption.ts';
import { library, versionOn } from './library.ts';

const zone = statement<{ time_zone: string }>('pack_zone', 'SELECT time_zone FROM workspace WHERE id = $1');

/** How the time zones of a place begin; a checklist that holds everywhere needs none. */
const zonesOf: Record<string, string> = { any: '', AU: 'Australia/', GB: 'Europe/London' };

/** A new workspace holds to the checklists of its place, until it leaves them. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'packs.first-checklists',
  run: async (ctx) => {
    const timeZone = (await ctx.tx.first(zone, [ctx.workspaceId]))?.time_zone ?? '';
    const lists = new Set(library.filter((pack) => pack.kind === 'checklist').map((pack) => pack.id));
    for (const id of lists) {
      const pack = versionOn(id, dayOf(ctx.now));
      if (!pack || !timeZone.startsWith(zonesOf[pack.jurisdiction] ?? '')) continue;
      const adoptionId = newId();
      if (await insertAdoption(ctx, adoptionId, id)) {
        ctx.emit(packAdopted, { packId: id, version: pack.version, adoptionId });
      }
    }
  },
};
