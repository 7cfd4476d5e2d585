import { createHash } from 'node:crypto';
import { notify, settleNotices } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { approve, returnToDraft, submit, versionApproved, versionReturned, versionSubmitted } from '../contract.ts';
import { neededSections } from '../contract-words.ts';
import { demandAligned, demandChecked } from './alignment.ts';
import { demandEvidence } from './evidence.ts';
import { keepFigures } from './figures.ts';
import { demandBenchmarked } from './goals.ts';
import { accessVersion, type ClauseRow, clausesOf, type VersionRow } from './rows.ts';
import { demandAlone, demandKeepable, promisedBy } from './targets.ts';

const writers = statement<{ id: Id }>(
  'standard_writers',
  `SELECT author_id AS id FROM standard_version WHERE workspace_id = $1 AND id = $2 AND author_id IS NOT NULL
   UNION SELECT changed_by FROM standard_clause WHERE workspace_id = $1 AND version_id = $2 AND changed_by IS NOT NULL
   UNION SELECT dropped_by FROM standard_dropped WHERE workspace_id = $1 AND version_id = $2 AND dropped_by IS NOT NULL`,
);
const submitted = statement(
  'standard_submit',
  `UPDATE standard_version SET state = 'submitted', submitted_at = heed_now() WHERE workspace_id = $1 AND id = $2`,
);
const returned = statement(
  'standard_return',
  `UPDATE standard_version SET state = 'consulting', submitted_at = NULL WHERE workspace_id = $1 AND id = $2`,
);
const approved = statement(
  'standard_approve',
  `UPDATE standard_version SET state = 'approved', approved_at = heed_now(), approved_by = $3, content_hash = $4
   WHERE workspace_id = $1 AND id = $2`,
);

const idsOf = (rows: readonly { id: Id }[]) => rows.map((row) => row.id);
const aboutOf = (version: VersionRow) => ({ kind: 'standard', id: version.standard_id });

/** @throws Problem standard.lacks_section, naming each */
function demandSections(clauses: readonly ClauseRow[]): void {
  const missing = Object.entries(neededSections).filter(([name]) => !clauses.some((one) => one.section === name));
  if (missing.length === 0) return;
  const words = missing.map(([, title]) => title).join(', ');
  const errors = missing.map(([path, title]) => ({ path, message: `There is no clause on ${title}.` }));
  refuse('standard.lacks_section', `There is nothing yet on: ${words}.`, { errors });
}

export const submitVersion = handle(submit, async (ctx, { versionId }) => {
  const version = await accessVersion(ctx, versionId, 'submit');
  const clauses = await clausesOf(ctx, versionId);
  demandSections(clauses);
  await demandEvidence(ctx, version);
  await demandAligned(ctx, version, clauses);
  await ctx.tx.rows(submitted, [ctx.workspaceId, versionId]);
  ctx.emit(versionSubmitted, { standardId: version.standard_id, versionId });
  const except = idsOf(await ctx.tx.rows(writers, [ctx.workspaceId, versionId]));
  await notify(ctx, {
    kind: 'standard.submitted',
    to: { roles: ['owner', 'manager'], except },
    about: aboutOf(version),
  });
  return { versionId, state: 'submitted' as const };
});

async function tellWriters(ctx: CommandContext, version: VersionRow, outcome: 'approved' | 'returned') {
  await settleNotices(ctx, ['standard.submitted'], [version.standard_id]);
  const people = idsOf(await ctx.tx.rows(writers, [ctx.workspaceId, version.id]));
  await notify(ctx, { kind: 'standard.decided', to: { people }, about: aboutOf(version), data: { outcome } });
}

export const returnVersion = handle(returnToDraft, async (ctx, { versionId, reason }) => {
  const version = await accessVersion(ctx, versionId, 'return');
  await ctx.tx.rows(returned, [ctx.workspaceId, versionId]);
  ctx.emit(versionReturned, { standardId: version.standard_id, versionId }, { reason });
  await tellWriters(ctx, version, 'returned');
  return { versionId, state: 'consulting' as const };
});

/** Of all that was approved; keys stand in one order so that the same content always gives the same hash. */
function hashOf(version: VersionRow, clauses: readonly ClauseRow[]): string {
  const content = clauses.map((one) => ({
    ...{ id: one.id, section: one.section, place: one.place, title: one.title, text: one.text, kind: one.kind },
    ...{ body: one.body, ownerId: one.owner_id, reviewOn: one.review_on },
  }));
  const { standard_id, major, minor } = version;
  return createHash('sha256').update(JSON.stringify({ standard_id, major, minor, content })).digest('hex');
}

const others = statement<{ name: string }>(
  'standard_approvers',
  `SELECT a.name FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.active AND m.role IN ('owner', 'manager') AND NOT m.account_id = ANY ($2::uuid[])
   ORDER BY lower(a.name), a.id LIMIT 3`,
);

/** Says who may approve it; in a workspace of one that somebody else has to be invited. @throws Problem standard.own_work */
async function refuseOwnWork(ctx: CommandContext, wrote: readonly Id[]): Promise<never> {
  const names = (await ctx.tx.rows(others, [ctx.workspaceId, wrote])).map((row) => row.name);
  if (names.length > 0) {
    return refuse('standard.own_work', `You have written some of this version. Ask one of these: ${names.join(', ')}.`);
  }
  return refuse(
    'standard.own_work',
    'Every owner and manager has written some of this version. Invite another one under Settings, Invitations.',
  );
}

/** From here on nothing of it changes; the database refuses too. */
export const approveVersion = handle(approve, async (ctx, { versionId }) => {
  const version = await accessVersion(ctx, versionId, 'approve');
  const by = actorId(ctx.actor);
  const wrote = idsOf(await ctx.tx.rows(writers, [ctx.workspaceId, versionId]));
  if (by === null || wrote.includes(by)) await refuseOwnWork(ctx, wrote);
  await demandBenchmarked(ctx, version);
  const clauses = await clausesOf(ctx, versionId);
  await demandChecked(ctx, version, clauses);
  const promised = promisedBy(clauses);
  await demandKeepable(ctx, promised);
  await demandAlone(ctx, version.standard_id, promised);
  const contentHash = hashOf(version, clauses);
  await keepFigures(ctx, versionId);
  await ctx.tx.rows(approved, [ctx.workspaceId, versionId, by, contentHash]);
  ctx.emit(versionApproved, { standardId: version.standard_id, versionId, contentHash });
  await tellWriters(ctx, version, 'approved');
  return { versionId, state: 'approved' as const };
});
