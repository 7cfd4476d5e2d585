import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeSecurity, type Role, security, securityChanged, signInMethods } from '../contract.ts';
import { refuseStale } from './access.ts';
import { accountById, membershipsOf } from './accounts.ts';
import { canHavePasskeys } from './passkeys.ts';
import { doorPolicy, securityPolicy } from './policy.ts';
import { identitiesOf } from './provider-identity.ts';
import { allProviders } from './provider-rows.ts';
import { hasSecondStep, secondStepsOf, stepNeededFrom } from './second-step.ts';
import { selfOf } from './session.ts';

interface PasskeyRow {
  id: Id;
  name: string;
  addedAt: Date;
  usedAt: Date | null;
}

const passkeys = statement<PasskeyRow>(
  'people_passkeys',
  `SELECT id, name, created_at AS "addedAt", used_at AS "usedAt" FROM passkey WHERE account_id = $1
   ORDER BY created_at, id LIMIT 20`,
);

const instant = (at: Date | null) => at?.toISOString() ?? null;

export const answerSignInMethods = answer(signInMethods, async (ctx, _input, kernel) => {
  demand(ctx, doorPolicy, 'sign-in-methods');
  const { id } = selfOf(ctx);
  const account = await accountById(ctx.tx, id);
  const steps = await secondStepsOf(ctx.tx, id);
  const rows = await ctx.tx.rows(passkeys, [id]);
  const providers = await ownProviders(ctx, id);
  return {
    hasPassphrase: account?.secret != null,
    authenticatorSince: instant(steps.authenticatorSince),
    recoveryCodesLeft: steps.codesLeft,
    passkeys: rows.map(({ addedAt, usedAt, ...row }) => ({
      ...row,
      addedAt: addedAt.toISOString(),
      usedAt: instant(usedAt),
    })),
    providers,
    canHavePasskeys: canHavePasskeys(kernel.publicUrl()),
    neededFrom: instant(await stepNeededFrom(ctx.tx, id)),
  };
});

/** The providers of the account's workspaces, and who it is there. */
async function ownProviders(ctx: QueryContext, accountId: Id) {
  const places = await membershipsOf(ctx, accountId);
  const mine = await identitiesOf(ctx.tx, accountId);
  const all = await allProviders(ctx.tx);
  return all
    .filter((provider) => places.some((place) => place.workspace_id === provider.id))
    .map(({ id, name, issuer }) => {
      const identity = mine.find((one) => one.issuer === issuer);
      const linked = identity && {
        ...{ id: identity.id, email: identity.email },
        ...{ linkedAt: identity.linkedAt.toISOString(), usedAt: instant(identity.usedAt) },
      };
      return { id, name, linked: linked ?? null };
    });
}

interface RuleRow {
  roles: Role[];
  from: Date | null;
  version: number;
}

const rule = statement<RuleRow>(
  'people_security_rule',
  'SELECT roles, effective_from AS "from", version FROM security_rule WHERE workspace_id = $1',
);

async function ruleOf(ctx: QueryContext): Promise<RuleRow> {
  return (await ctx.tx.first(rule, [ctx.workspaceId])) ?? { roles: [], from: null, version: 1 };
}

const people = statement<{ id: Id; name: string; role: Role; hasSecondStep: boolean }>(
  'people_security_people',
  `SELECT m.account_id AS id, a.name, m.role, heed_second_step(m.account_id) AS "hasSecondStep"
   FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.active ORDER BY lower(a.name), m.account_id`,
);

const lacking = statement<{ count: number }>(
  'people_security_lacking',
  `SELECT count(*)::int AS count FROM membership m
   WHERE m.workspace_id = $1 AND m.active AND m.role = ANY($2::text[]) AND NOT heed_second_step(m.account_id)`,
);

/** How many active members with these roles sign in without a second step. Policy is the caller's. */
export async function withoutSecondStep(ctx: QueryContext, roles: readonly string[]): Promise<number> {
  return (await ctx.tx.first(lacking, [ctx.workspaceId, roles]))?.count ?? 0;
}

export const answerSecurity = answer(security, async (ctx) => {
  demand(ctx, securityPolicy, 'security');
  const { from, ...row } = await ruleOf(ctx);
  return { ...row, from: instant(from), people: await ctx.tx.rows(people, [ctx.workspaceId]) };
});

// No rule is version 1 of it. Of two who change it at once the second finds another version.
const save = statement<{ version: number }>(
  'people_security_save',
  `INSERT INTO security_rule AS r (workspace_id, roles, effective_from, version) VALUES ($1, $2, $3, $4::int + 1)
   ON CONFLICT (workspace_id) DO UPDATE
     SET roles = excluded.roles, effective_from = excluded.effective_from, version = r.version + 1
     WHERE r.version = $4
   RETURNING version`,
);

/** Says which roles must have a second step. Who demands it of their own role has one, so nobody shuts themselves out. */
export const changeSecurityRule = handle(changeSecurity, async (ctx, { version, roles, from }) => {
  demand(ctx, securityPolicy, 'change-security');
  const before = await ruleOf(ctx);
  if (before.version !== version) refuseStale('rule', before.version);
  const self = selfOf(ctx);
  const isOwn = roles.some((role) => role === self.role);
  if (isOwn && !hasSecondStep(await secondStepsOf(ctx.tx, self.id))) {
    refuse(
      'people.own_second_step_first',
      'Set up an authenticator or a passkey under Your security, then repeat this.',
    );
  }
  const listed = [...new Set(roles)];
  const effective = listed.length > 0 ? (from ?? ctx.now.toISOString()) : null;
  const after = await ctx.tx.first(save, [ctx.workspaceId, listed, effective, version]);
  if (!after) return refuseStale('rule', before.version);
  ctx.emit(securityChanged, { roles: listed, from: effective });
  return { version: after.version };
});
