import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { delegate, endDelegation } from '../contract.ts';
import { delegated, delegationEnded } from '../contract-events.ts';
import { decisionKinds } from './kinds.ts';
import { authorityPolicy } from './policy.ts';
import { type Here, type Member, memberOf, rulesAt } from './rows.ts';
import { ruleFor } from './rules/decide.ts';

const longestMs = 366 * 86_400_000;

const delegators = statement<Member>(
  'authority_delegators',
  `SELECT DISTINCT m.account_id AS id, m.role, a.name, m.active FROM delegation d
   JOIN membership m ON m.workspace_id = d.workspace_id AND m.account_id = d.from_id AND m.active
   JOIN account a ON a.id = m.account_id
   WHERE d.workspace_id = $1 AND d.to_id = $2 AND d.ended_at IS NULL AND d.starts_at <= $4 AND d.ends_at > $4
     AND (d.kinds = '{}' OR $3::text IS NULL OR $3 = ANY(d.kinds))`,
);

/**
 * For whom this person stands in just now, with this kind or (null) with any. Only what these people hold themselves
 * passes on: nobody hands over what they hold for somebody else, because this is asked of one step only.
 */
export function delegatorsOf(ctx: Here, personId: Id, kind: string | null): Promise<Member[]> {
  return ctx.tx.rows(delegators, [ctx.workspaceId, personId, kind, ctx.now]);
}

const insert = statement(
  'authority_delegation_insert',
  `INSERT INTO delegation (workspace_id, id, from_id, to_id, kinds, starts_at, ends_at, made_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** Lets a colleague answer requests in my place. What the colleague asks for themselves they still never answer. */
export const delegateAuthority = handle(delegate, async (ctx, { toId, kinds, startsAt, endsAt }) => {
  demand(ctx, authorityPolicy, 'delegate');
  const { actor, now } = ctx;
  if (actor.kind !== 'person') return refuse('access.forbidden', 'A person stands in for a person.');
  const [from, until] = [startsAt ? new Date(startsAt) : now, new Date(endsAt)];
  demandSpan(now, from, until);
  const to = await memberOf(ctx, toId);
  if (!to?.active) return notFound('person');
  await demandOwn(ctx, actor, kinds);
  if (toId === actor.id) refuseField('toId', 'Choose a colleague, not yourself.');
  const start = from < now ? now : from;
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, actor.id, toId, kinds, start, until, now]);
  const said = { startsAt: start.toISOString(), endsAt: until.toISOString() };
  ctx.emit(delegated, { delegationId: ctx.key, fromId: actor.id, toId, ...said });
  return { delegationId: ctx.key, version: 1 };
});

function refuseField(path: string, message: string): never {
  return refuse('input.invalid', message, { errors: [{ path, message }] });
}

function demandSpan(now: Date, from: Date, until: Date): void {
  if (until <= now || until <= from) refuseField('endsAt', 'Choose an end after the beginning and after now.');
  if (until.getTime() - from.getTime() > longestMs) refuseField('endsAt', 'At most a year at a time.');
  if (from.getTime() - now.getTime() > longestMs) refuseField('startsAt', 'Begin within a year.');
}

async function demandOwn(ctx: Here, person: { id: Id; role: string }, kinds: readonly string[]): Promise<void> {
  const known = ctx.contributed(decisionKinds);
  const unknown = kinds.find((name) => !known.some((kind) => kind.name === name));
  if (unknown)
    refuseField('kinds', `There is no kind ${unknown}. Known: ${known.map((kind) => kind.name).join(', ')}.`);
  const rules = await rulesAt(ctx, null);
  const decides = (kind: string) => ruleFor(rules, { kind, person, at: ctx.now })?.may === 'decide';
  const own = known.filter((kind) => decides(kind.name)).map((kind) => kind.name);
  const notOwn = kinds.find((name) => !own.includes(name));
  if (own.length > 0 && notOwn === undefined) return;
  const what = own.length > 0 ? `You may hand over: ${own.join(', ')}.` : 'You decide nothing by yourself just now.';
  refuse('authority.nothing_to_delegate', `Only what is your own can be handed over. ${what}`);
}

interface DelegationRow {
  from_id: Id;
  to_id: Id;
  ended_at: Date | null;
  ends_at: Date;
  version: number;
}
const load = statement<DelegationRow>(
  'authority_delegation_lock',
  `SELECT from_id, to_id, ended_at, ends_at, version FROM delegation WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const end = statement(
  'authority_delegation_end',
  'UPDATE delegation SET ended_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

/** Ends a delegation before its time: whoever made it, or an owner. */
export const endOneDelegation = handle(endDelegation, async (ctx, { delegationId, version }) => {
  demand(ctx, authorityPolicy, 'end-delegation');
  const row = await ctx.tx.first(load, [ctx.workspaceId, delegationId]);
  const { actor } = ctx;
  const isTheirs = actor.kind === 'person' && (row?.from_id === actor.id || actor.role === 'owner');
  if (!row || !isTheirs) return notFound('delegation');
  if (row.ended_at || row.ends_at <= ctx.now) refuse('authority.over', 'This delegation has ended already.');
  if (row.version !== version) {
    refuse('record.stale', 'This delegation was changed meanwhile. Look again.', { facts: { version: row.version } });
  }
  await ctx.tx.rows(end, [ctx.workspaceId, delegationId, ctx.now]);
  ctx.emit(delegationEnded, { delegationId, fromId: row.from_id, toId: row.to_id });
  return { delegationId, version: version + 1 };
});
