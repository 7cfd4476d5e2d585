import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { ask } from '../contract.ts';
import { asked } from '../contract-events.ts';
import { approvalExpiry } from './approvals.ts';
import { type AuthorityCase, type Governed, governed, kindNamed } from './kinds.ts';
import { authorityPolicy } from './policy.ts';
import { findApprovers } from './require.ts';
import { memberOf, rulesAt } from './rows.ts';
import { caseFor, type Weighed, weigh } from './weighing.ts';
import { neverWords } from './words.ts';

const insert = statement(
  'authority_approval_insert',
  `INSERT INTO approval (workspace_id, id, kind, command, input, words, reason, requester_id, requester_role,
     customer_id, cause, subject_kind, subject_id, amount, currency, because, asked_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
);

/** Asks for the approval of a command with its input: what will be done is exactly that, or nothing. */
export const askForApproval = handle(ask, async (ctx, { command, input, reason }) => {
  demand(ctx, authorityPolicy, 'ask');
  const entry = findGoverned(ctx, command);
  const parsed = readInput(entry, input);
  const it = await entry.weigh(ctx, parsed);
  if (!it || ctx.actor.kind !== 'person') return refuse('authority.not_needed', 'This needs no approval. Do it.');
  const kind = kindNamed(ctx, it.kind);
  const { person, decision, ...weighed } = await weighNow(ctx, it);
  if (decision.answer === 'yes') return refuse('authority.not_needed', 'Your own authority covers this. Do it.');
  const approvers = await findApprovers(ctx, weighed.rules, weighed.it);
  if (decision.answer === 'no') {
    return refuse('authority.never', neverWords(kind, decision.rule, decision.limit, approvers));
  }
  const expiresAt = new Date(ctx.now.getTime() + (kind.expiresAfterHours ?? 72) * 3_600_000);
  const { customerId, cause, amount, currency } = weighed.it;
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, ctx.key, it.kind, command, JSON.stringify(parsed), (it.words ?? kind.title).slice(0, 300)],
    ...[reason, person.id, person.role, customerId, cause, it.subject.kind, it.subject.id],
    ...[amount, currency, decision.because, ctx.now, expiresAt],
  ]);
  await setDeadline(ctx, approvalExpiry, ctx.key, expiresAt);
  ctx.emit(asked, {
    ...{ approvalId: ctx.key, kind: it.kind, requesterId: person.id, customerId, expiresAt: expiresAt.toISOString() },
    ...{ roles: approvers.roles, personIds: approvers.people.map((one) => one.id) },
  });
  return { approvalId: ctx.key, version: 1, expiresAt: expiresAt.toISOString() };
});

function findGoverned(ctx: CommandContext, command: string): Governed {
  const known = ctx.contributed(governed);
  const found = known.find((one) => one.name === command);
  if (found) return found;
  const message = `Approvals are asked for one of: ${known.map((one) => one.name).join(', ')}.`;
  return refuse('input.invalid', message, { errors: [{ path: 'command', message }] });
}

function readInput({ contract }: Governed, input: Record<string, unknown>): Record<string, unknown> {
  const read = contract.input.safeParse(input);
  if (read.success) return read.data;
  const errors = read.error.issues.map((issue) => ({
    path: ['input', ...issue.path].join('.'),
    message: issue.message,
  }));
  return refuse('input.invalid', `The input is not one of ${contract.name}.`, { errors });
}

async function weighNow(ctx: CommandContext, it: AuthorityCase) {
  const rules = await rulesAt(ctx, it.kind);
  const id = ctx.actor.kind === 'person' ? ctx.actor.id : '';
  const person = await memberOf(ctx, id);
  if (!person?.active) return refuse('access.forbidden', 'You have no access to this workspace any more.');
  const weighed: Weighed = await weigh(ctx, rules, caseFor(ctx, it, person));
  return { ...weighed, rules, person };
}
