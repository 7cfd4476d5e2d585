import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type Reaction } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { beginWithStarter } from '../contract.ts';
import { alignStarter, type StarterPlace } from './align-starter.ts';
import { insertExcuse, insertReference } from './benchmarks.ts';
import { addStandard } from './keep.ts';
import { standardPolicy } from './policy.ts';
import { starterAbout, starterClauses, starterExcuses, starterName, starterReferences } from './starter.ts';
import { insertClause } from './write-clause.ts';

const firstCalendar = statement<{ id: Id }>(
  'standard_first_calendar',
  'SELECT id FROM calendar WHERE workspace_id = $1 AND retired_at IS NULL ORDER BY created_at, id LIMIT 1',
);

/** The starter as a draft, with what it is compared with; what customers need nobody but the workspace can know. */
async function addStarter(ctx: CommandContext, standardId: Id): Promise<Id> {
  const calendarId = (await ctx.tx.first(firstCalendar, [ctx.workspaceId]))?.id ?? null;
  const audience = ['owner', 'manager', 'lead', 'adviser'];
  const versionId = await addStandard(ctx, standardId, { name: starterName, about: starterAbout, audience });
  const places: StarterPlace[] = [];
  for (const clause of starterClauses(calendarId)) {
    const id = newId();
    await insertClause(ctx, versionId, id, { ...clause, ownerId: null, reviewOn: null, reason: null });
    places.push({ id, section: clause.section, title: clause.title });
  }
  await alignStarter(ctx, versionId, places);
  for (const reference of starterReferences) await insertReference(ctx, versionId, newId(), { reference });
  for (const excuse of starterExcuses) await insertExcuse(ctx, versionId, excuse);
  return versionId;
}

/** A new workspace gets a standard to begin with, as a draft that nobody has written. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'standards.first-standard',
  run: async (ctx) => {
    await addStarter(ctx, newId());
  },
};

/** The same for workspaces that are older than standards, or have retired theirs. */
export const beginStarter = handle(beginWithStarter, async (ctx) => {
  demand(ctx, standardPolicy, 'keep');
  return { standardId: ctx.key, versionId: await addStarter(ctx, ctx.key) };
});
