import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { personJoined, setUp, signedIn, workspaceSetUp } from '../contract.ts';
import { createAccount } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { endSetUpLinks, findLink, useLink } from './links.ts';
import { addMember } from './membership.ts';
import { hashPassphrase } from './passphrase.ts';
import { doorPolicy } from './policy.ts';
import { startSession } from './session.ts';
import { isSetUp, lockSetUp } from './set-up-link.ts';
import { addTeam, setMembers } from './teams.ts';
import { demandStrong } from './weak-passphrase.ts';

const insertWorkspace = statement(
  'people_workspace_insert',
  'INSERT INTO workspace (id, name, kind, live_id, time_zone, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
);
const insertStream = statement('people_stream_insert', 'INSERT INTO workspace_stream (workspace_id) VALUES ($1)');

/** Creates the live workspace, its practice twin, the owner and the first team. Of several at once one wins. */
export const setUpWorkspace = handlePrepared(setUp, prepare, async (ctx, input, { kernel, secret }) => {
  demand(ctx, doorPolicy, 'set-up');
  await lockSetUp(ctx.tx);
  demandFirst(await isSetUp(ctx.tx));
  await useLink(ctx, input.token, 'set_up');
  await endSetUpLinks(ctx.tx, ctx.now);

  const ids = { workspaceId: newId(), practiceWorkspaceId: newId(), ownerId: newId() };
  await createAccount(ctx, { id: ids.ownerId, email: input.email, name: input.ownerName, secret });
  await createWorkspace(ctx, ids.workspaceId, input.workspaceName, null, input.timeZone);
  const practiceName = `${input.workspaceName.slice(0, 109)} (practice)`;
  await createWorkspace(ctx, ids.practiceWorkspaceId, practiceName, ids.workspaceId, input.timeZone);
  const owner = { accountId: ids.ownerId, name: input.ownerName, role: 'owner', workspaceId: ids.workspaceId };

  const token = await startSession(ctx, owner);
  await furnish(ctx, ids.practiceWorkspaceId, ids.ownerId, input.teamName, 'practice');
  const teamId = await furnish(ctx, ids.workspaceId, ids.ownerId, input.teamName, 'live');
  ctx.emit(signedIn, { personId: ids.ownerId });
  ctx.setCookie(sessionCookie(kernel, token));
  return { ...ids, teamId };
});

/** Refuses early what needs no lock, so that strangers cannot make the server compute hashes. */
async function prepare(kernel: Kernel, input: { token: string; passphrase: string; timeZone: string } & Personal) {
  await kernel.database.read(noScope, async (tx) => {
    demandFirst(await isSetUp(tx));
    await findLink(tx, kernel.now(), input.token, 'set_up');
  });
  if (!isTimeZone(input.timeZone)) {
    refuse('people.unknown_time_zone', 'Use a name of the IANA list, such as Australia/Melbourne.');
  }
  demandStrong(input.passphrase, { name: input.ownerName, email: input.email, workspace: input.workspaceName });
  return { kernel, secret: await hashPassphrase(input.passphrase) };
}

interface Personal {
  ownerName: string;
  email: string;
  workspaceName: string;
}

function demandFirst(isDone: boolean): void {
  if (isDone) refuse('people.already_set_up', 'Somebody has set it up. Sign in, or ask an owner for an invitation.');
}

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +10:00 are accepted by Intl, but know no summer time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

async function createWorkspace(ctx: CommandContext, id: Id, name: string, liveId: Id | null, zone: string) {
  await ctx.tx.rows(insertWorkspace, [id, name, liveId ? 'practice' : 'live', liveId, zone, ctx.now]);
  await ctx.tx.rows(insertStream, [id]);
}

/** The first member, the first team and the first facts of a workspace, each numbered in its own log. */
async function furnish(ctx: CommandContext, workspaceId: Id, ownerId: Id, teamName: string, kind: 'live' | 'practice') {
  await ctx.enter(workspaceId);
  const teamId = newId();
  await addMember(ctx, ownerId, 'owner');
  await addTeam(ctx, teamId, teamName);
  await setMembers(ctx, teamId, [ownerId]);
  ctx.emit(workspaceSetUp, { ownerId, teamId, kind });
  ctx.emit(personJoined, { personId: ownerId, role: 'owner' });
  return teamId;
}
