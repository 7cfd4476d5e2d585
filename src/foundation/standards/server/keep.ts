import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { clearDeadline } from '#kernel/server/deadlines.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  beginVersion,
  changeStandard,
  createStandard,
  retireStandard,
  standardChanged,
  standardCreated,
  standardRetired,
  versionBegun,
} from '../contract.ts';
import { carryAlignment } from './align-answers.ts';
import { carryEvidence } from './evidence.ts';
import { standardPolicy } from './policy.ts';
import { publishing } from './publish.ts';
import { loadStandard, type StandardRow, versionsOf } from './rows.ts';

const insert = statement<{ id: Id }>(
  'standard_insert',
  `INSERT INTO standard (workspace_id, id, name, about, audience) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, lower(name)) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const insertVersion = statement(
  'standard_version_insert',
  `INSERT INTO standard_version (workspace_id, id, standard_id, major, minor, based_on, reason, author_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const copy = statement(
  'standard_clauses_copy',
  `INSERT INTO standard_clause (workspace_id, version_id, id, section, place, title, text, kind, body, owner_id, review_on)
   SELECT workspace_id, $3, id, section, place, title, text, kind, body, owner_id, review_on
   FROM standard_clause WHERE workspace_id = $1 AND version_id = $2`,
);
const named = statement<{ id: Id }>(
  'standard_named',
  'SELECT id FROM standard WHERE workspace_id = $1 AND lower(name) = lower($2) AND id <> $3 AND retired_at IS NULL',
);
const update = statement(
  'standard_update',
  'UPDATE standard SET name = $3, about = $4, audience = $5, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);
const retire = statement(
  'standard_retire',
  'UPDATE standard SET retired_at = heed_now() WHERE workspace_id = $1 AND id = $2',
);
const retireVersions = statement<{ id: Id }>(
  'standard_versions_retire',
  `UPDATE standard_version SET state = 'retired', retired_at = heed_now()
   WHERE workspace_id = $1 AND standard_id = $2 AND state <> 'retired' RETURNING id`,
);

export interface NewStandard {
  name: string;
  about: string;
  audience: readonly string[];
}

/** Begins a standard with an empty draft. Policy is the caller's. @throws Problem standard.name_taken */
export async function addStandard(ctx: CommandContext, standardId: Id, standard: NewStandard): Promise<Id> {
  const { name, about, audience } = standard;
  const row = await ctx.tx.first(insert, [ctx.workspaceId, standardId, name, about, [...new Set(audience)]]);
  if (!row) refuse('standard.name_taken', `There is a standard “${name}” already.`);
  const versionId = newId();
  await ctx.tx.rows(insertVersion, [ctx.workspaceId, versionId, standardId, 1, 0, null, null, actorId(ctx.actor)]);
  ctx.emit(standardCreated, { standardId, versionId });
  return versionId;
}

export const createOneStandard = handle(createStandard, async (ctx, standard) => {
  demand(ctx, standardPolicy, 'keep');
  return { standardId: ctx.key, versionId: await addStandard(ctx, ctx.key, standard) };
});

/** @throws Problem standard.retired */
function demandInUse(standard: StandardRow): void {
  if (standard.retired_at) refuse('standard.retired', `“${standard.name}” is retired. Begin a new standard instead.`);
}

export const changeOneStandard = handle(changeStandard, async (ctx, input) => {
  demand(ctx, standardPolicy, 'keep');
  const { standardId, revision, name, about, audience } = input;
  const before = await loadStandard(ctx, standardId, { lock: true });
  demandInUse(before);
  if (before.version !== revision) {
    refuse('record.stale', `You saw revision ${revision}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  if (await ctx.tx.first(named, [ctx.workspaceId, name, standardId])) {
    refuse('standard.name_taken', `There is a standard “${name}” already.`);
  }
  await ctx.tx.rows(update, [ctx.workspaceId, standardId, name, about, [...new Set(audience)]]);
  ctx.emit(standardChanged, { standardId });
  return { standardId, revision: revision + 1 };
});

/** Targets that it set go on: nobody who waits for an answer is to lose the clock. */
export const retireOneStandard = handle(retireStandard, async (ctx, { standardId }) => {
  demand(ctx, standardPolicy, 'keep');
  const standard = await loadStandard(ctx, standardId, { lock: true });
  if (standard.retired_at) return { standardId };
  await ctx.tx.rows(retire, [ctx.workspaceId, standardId]);
  const versions = await ctx.tx.rows(retireVersions, [ctx.workspaceId, standardId]);
  for (const { id } of versions) await clearDeadline(ctx, publishing, id);
  ctx.emit(standardRetired, { standardId });
  return { standardId };
});

/** The next version begins as a copy of the one in force; clauses keep their ids. A MAJOR one is researched anew. */
export const beginOneVersion = handle(beginVersion, async (ctx, { standardId, step, reason }) => {
  demand(ctx, standardPolicy, 'keep');
  demandInUse(await loadStandard(ctx, standardId, { lock: true }));
  const versions = await versionsOf(ctx, standardId);
  const open = versions.find((one) => !['published', 'retired'].includes(one.state));
  if (open)
    refuse('standard.version_open', `Version ${open.major}.${open.minor} is being worked on. Go on with that one.`);
  const last = versions.find((one) => one.state === 'published');
  if (!last) return refuse('standard.wrong_step', 'No version is in force from which the next could begin.');
  const [major, minor] = step === 'major' ? [last.major + 1, 0] : [last.major, last.minor + 1];
  const by = actorId(ctx.actor);
  await ctx.tx.rows(insertVersion, [ctx.workspaceId, ctx.key, standardId, major, minor, last.id, reason, by]);
  await ctx.tx.rows(copy, [ctx.workspaceId, last.id, ctx.key]);
  await carryAlignment(ctx, last.id, ctx.key);
  if (step === 'minor') await carryEvidence(ctx, last.id, ctx.key);
  ctx.emit(versionBegun, { standardId, versionId: ctx.key, major, minor });
  return { versionId: ctx.key, major, minor };
});
