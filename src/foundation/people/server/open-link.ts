import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { openLink, type Role } from '../contract.ts';
import { accountByEmail, accountById } from './accounts.ts';
import { findLink } from './links.ts';
import { doorPolicy } from './policy.ts';

const invited = statement<{ email: string; role: Role; workspaceName: string }>(
  'people_link_invitation',
  `SELECT i.email, i.role, w.name AS "workspaceName" FROM invitation i JOIN workspace w ON w.id = i.workspace_id
   WHERE i.workspace_id = $1 AND i.id = $2 AND i.state = 'open'`,
);

/** Says what a link is for, so that its page can greet the right person. The token is all the right that it takes. */
export const openOneTimeLink = handle(openLink, async (ctx, { token }) => {
  demand(ctx, doorPolicy, 'open-link');
  const link = await findLink(ctx.tx, ctx.now, token);
  const about = { purpose: link.purpose, expiresAt: link.expires_at.toISOString() };
  if (link.workspace_id && link.invitation_id) {
    await ctx.enter(link.workspace_id);
    const invitation = await ctx.tx.first(invited, [link.workspace_id, link.invitation_id]);
    if (!invitation) refuse('people.link_over', 'This invitation is no longer open. Ask for a new one.');
    return { ...about, ...invitation, hasAccount: (await accountByEmail(ctx.tx, invitation.email)) !== undefined };
  }
  const account = link.account_id ? await accountById(ctx.tx, link.account_id) : undefined;
  return {
    ...about,
    email: account?.email ?? null,
    workspaceName: null,
    role: null,
    hasAccount: account !== undefined,
  };
});
