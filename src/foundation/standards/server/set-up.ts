import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { alignStarter, type StarterPlace } from './align-starter.ts';
import { addStandard } from './keep.ts';
import { starterAbout, starterClauses, starterName } from './starter.ts';
import { insertClause } from './write-clause.ts';

const firstCalendar = statement<{ id: Id }>(
  'standard_first_calendar',
  'SELECT id FROM calendar WHERE workspace_id = $1 AND retired_at IS NULL ORDER BY created_at, id LIMIT 1',
);

/** A new workspace gets a standard to begin with, as a draft that nobody has written. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'standards.first-standard',
  run: async (ctx) => {
    const calendarId = (await ctx.tx.first(firstCalendar, [ctx.workspaceId]))?.id ?? null;
    const audience = ['owner', 'manager', 'lead', 'adviser'];
    const versionId = await addStandard(ctx, newId(), { name: starterName, about: starterAbout, audience });
    const places: StarterPlace[] = [];
    for (const clause of starterClauses(calendarId)) {
      const id = newId();
      await insertClause(ctx, versionId, id, { ...clause, ownerId: null, reviewOn: null, reason: null });
      places.push({ id, section: clause.section, title: clause.title });
    }
    await alignStarter(ctx, versionId, places);
  },
};
