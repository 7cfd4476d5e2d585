import { z } from 'zod';
import { Role } from '#foundation/people/contract.ts';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const May = z.enum(['decide', 'ask', 'never']);
export type May = z.output<typeof May>;
/** Why somebody has to ask: the role only asks, or a limit of a row that decides was met. */
export const Because = z.enum(['role', 'per_case', 'per_customer', 'per_period', 'currency', 'split', 'four_eyes']);
export type Because = z.output<typeof Because>;
export const ApprovalState = z.enum(['asked', 'carried_out', 'refused', 'expired', 'withdrawn', 'failed']);

export const KindName = z.string().regex(/^[a-z][a-z0-9.-]{1,79}$/, 'a decision kind such as customers.export');
const Words = z.string().trim().min(1).max(2000);
/** Minor units of the currency, or a count. */
const Limit = z.int().min(0).max(1_000_000_000_000);
const Currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as AUD');

export const authorityProblems = problems({
  'authority.approval_needed': {
    status: 403,
    title: 'This needs an approval',
    help: 'The facts name who may approve. Ask for it with authority.ask, the name of the command and its input.',
  },
  'authority.never': {
    status: 403,
    title: 'This is not yours to decide or to ask for',
    help: 'The detail says who may. An owner sets this under Settings, Authority.',
  },
  'authority.not_needed': {
    status: 409,
    title: 'You may do this yourself',
    help: 'No approval is needed for this. Call the command itself.',
  },
  'authority.own_request': {
    status: 403,
    title: 'Nobody approves what they asked for themselves',
    help: 'Also not in the place of somebody who is away. The attempt is written in the log.',
  },
  'authority.own_rule': {
    status: 403,
    title: 'Nobody sets their own authority',
    help: 'Ask another owner. The attempt is written in the log.',
  },
  'authority.not_yours': {
    status: 403,
    title: 'Your authority does not reach this far',
    help: 'The detail says who may approve it.',
  },
  'authority.expired': {
    status: 410,
    title: 'This request has expired',
    help: 'Nothing was done. Whoever still needs it asks again; what it is about may have changed meanwhile.',
  },
  'authority.over': {
    status: 409,
    title: 'This request is over',
    help: 'The fact `state` says how it ended. Whoever still needs it asks again.',
  },
  'authority.requester_changed': {
    status: 409,
    title: 'Whoever asked has another role now',
    help: 'Nothing was done. An approval holds for the role in which it was asked; in the new one it is asked again.',
  },
  'authority.answered': {
    status: 409,
    title: 'You have approved this already',
    help: 'Another person has to approve it too.',
  },
  'authority.nobody_left': {
    status: 409,
    title: 'Then nobody could decide this',
    help: 'Let somebody else decide it first, then change this row.',
  },
  'authority.too_wide': {
    status: 422,
    title: 'This role cannot decide this',
    help: 'The detail names the roles that may be given it. Others may ask.',
  },
  'authority.nothing_to_delegate': {
    status: 422,
    title: 'There is nothing of your own to hand over',
    help: 'Only what your own row lets you decide can be handed over, never what you hold for somebody else.',
  },
});

export const Rule = z.object({
  id: Id,
  kind: z.string(),
  role: Role.nullable(),
  personId: Id.nullable(),
  personName: z.string().nullable(),
  may: May,
  perCase: z.int().nullable(),
  perCustomer: z.int().nullable(),
  perPeriod: z.int().nullable(),
  currency: z.string().nullable(),
  periodDays: z.int(),
  fourEyes: z.boolean(),
  effectiveFrom: Instant,
  effectiveUntil: Instant.nullable(),
  clauseRef: z.string().nullable(),
  /** Who set it; null for rows that came with Heed. */
  madeBy: z.string().nullable(),
  version: Version,
});

export const Kind = z.object({
  name: z.string(),
  title: z.string(),
  help: z.string(),
  /** `money`, or the plural of what limits count. */
  unit: z.string(),
  /** Roles that may be given `decide`. */
  deciders: z.array(Role),
});

export const listRules = query('authority.rules', {
  path: '/authority/rules',
  summary: 'What is decided here and who may: rows in force, planned ones, and those that ended in the last 400 days',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ kinds: z.array(Kind), rules: z.array(Rule) }),
  subjects: ['authority', 'people'],
});

export const listOwn = query('authority.mine', {
  path: '/authority/mine',
  summary: 'What I may decide, ask for, or neither, with my limits',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ kinds: z.array(z.object({ name: z.string(), may: May, rule: Rule.nullable() })) }),
  subjects: ['authority', 'me', 'people'],
});

export const setRule = command('authority.set-rule', {
  path: '/authority/rules',
  summary: 'Set what a role or a person may decide from a day on; the row before it ends then',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({
    kind: KindName,
    role: Role.optional(),
    personId: Id.optional(),
    may: May,
    perCase: Limit.nullable().default(null),
    perCustomer: Limit.nullable().default(null),
    perPeriod: Limit.nullable().default(null),
    currency: Currency.nullable().default(null),
    periodDays: z.int().min(1).max(366).default(30),
    fourEyes: z.boolean().default(false),
    /** Now when absent. */
    effectiveFrom: Instant.optional(),
    /** For a person only: afterwards the row of their role counts again. */
    effectiveUntil: Instant.nullable().default(null),
    clauseRef: z.string().trim().min(1).max(120).nullable().default(null),
    /** The row that this screen saw in force, or null where there was none. */
    replaces: Id.nullable().default(null),
  }),
  output: z.object({ ruleId: Id, version: Version }),
  refuses: ['authority.own_rule', 'authority.nobody_left', 'authority.too_wide', 'record.stale'],
  emits: ['authority.rule_changed'],
});

export const endRule = command('authority.end-rule', {
  path: '/authority/rules/{ruleId}',
  method: 'DELETE',
  summary: 'End the row of a person now; the row of their role counts again',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ ruleId: Id, version: Version }),
  output: z.object({ ruleId: Id, version: Version }),
  refuses: ['authority.own_rule', 'authority.nobody_left', 'record.stale'],
  emits: ['authority.rule_changed'],
});

export const Approval = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  words: z.string(),
  reason: z.string(),
  because: Because,
  unit: z.string(),
  amount: z.int(),
  currency: z.string().nullable(),
  requester: z.object({ id: Id, name: z.string(), role: z.string() }),
  customerId: Id.nullable(),
  state: ApprovalState,
  /** The code of the refusal with which carrying it out failed, and its title. */
  problem: z.object({ code: z.string(), title: z.string() }).nullable(),
  askedAt: Instant,
  expiresAt: Instant,
  endedAt: Instant.nullable(),
  answers: z.array(
    z.object({
      name: z.string(),
      inPlaceOf: z.string().nullable(),
      answer: z.enum(['approved', 'refused']),
      note: z.string().nullable(),
      at: Instant,
    }),
  ),
  /** Whether I may answer it now. */
  mine: z.boolean(),
  version: Version,
});

export const listApprovals = query('authority.approvals', {
  path: '/authority/approvals',
  summary: 'Requests that wait for me, that I made, or that are over, newest first',
  for: ['staff'],
  input: z.strictObject({
    view: z.enum(['waiting', 'asked', 'over']).default('waiting'),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  output: z.object({ approvals: z.array(Approval), next: PageCursor.nullable() }),
  subjects: ['approvals', 'authority', 'people', 'me'],
});

export const countWaiting = query('authority.waiting', {
  path: '/authority/approvals/count',
  summary: 'How many requests wait for my answer',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ waiting: z.int() }),
  subjects: ['approvals', 'authority', 'people', 'me'],
});

const Answered = z.object({ approvalId: Id, version: Version, state: ApprovalState });

export const ask = command('authority.ask', {
  path: '/authority/approvals',
  summary: 'Ask for the approval of something that lies beyond my own authority',
  for: ['staff'],
  input: z.strictObject({
    command: z.string().min(1).max(80),
    input: z.record(z.string().max(80), z.unknown()),
    reason: Words,
  }),
  output: z.object({ approvalId: Id, version: Version, expiresAt: Instant }),
  refuses: ['authority.not_needed', 'authority.never'],
  emits: ['authority.asked'],
});

export const approve = command('authority.approve', {
  path: '/authority/approvals/{approvalId}/approve',
  summary: 'Approve a request; what was asked for is then done at once, as whoever asked',
  for: ['staff'],
  input: z.strictObject({ approvalId: Id, version: Version, note: Words.optional() }),
  output: Answered.extend({
    /** How many further approvals it needs (four eyes). */
    missing: z.int(),
    /** The code with which carrying it out was refused. */
    problem: z.string().nullable(),
  }),
  refuses: [
    'access.fresh_proof_needed',
    'authority.own_request',
    'authority.not_yours',
    'authority.expired',
    'authority.over',
    'authority.answered',
    'authority.requester_changed',
    'record.stale',
  ],
  emits: ['authority.approved', 'authority.failed'],
});

export const refuse = command('authority.refuse', {
  path: '/authority/approvals/{approvalId}/refuse',
  summary: 'Refuse a request, with the reason that its asker will read',
  for: ['staff'],
  input: z.strictObject({ approvalId: Id, version: Version, reason: Words }),
  output: Answered,
  refuses: [
    'authority.own_request',
    'authority.not_yours',
    'authority.expired',
    'authority.over',
    'authority.answered',
    'authority.requester_changed',
    'record.stale',
  ],
  emits: ['authority.refused'],
});

export const withdraw = command('authority.withdraw', {
  path: '/authority/approvals/{approvalId}',
  method: 'DELETE',
  summary: 'Take back a request of my own that nobody has answered',
  for: ['staff'],
  input: z.strictObject({ approvalId: Id, version: Version }),
  output: Answered,
  refuses: ['authority.expired', 'authority.over', 'authority.requester_changed', 'record.stale'],
  emits: ['authority.withdrawn'],
});

export const Delegation = z.object({
  id: Id,
  from: z.object({ id: Id, name: z.string() }),
  to: z.object({ id: Id, name: z.string() }),
  /** Empty: everything that the person may decide. */
  kinds: z.array(z.string()),
  startsAt: Instant,
  endsAt: Instant,
  version: Version,
});

export const listDelegations = query('authority.delegations', {
  path: '/authority/delegations',
  summary: 'Who stands in for whom, now or later: my own, or everybody’s for owners and managers',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ delegations: z.array(Delegation) }),
  subjects: ['delegations', 'people', 'me'],
});

export const delegate = command('authority.delegate', {
  path: '/authority/delegations',
  summary: 'Let a colleague answer requests in my place while I am away',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({
    toId: Id,
    kinds: z.array(KindName).max(100).default([]),
    startsAt: Instant.optional(),
    endsAt: Instant,
  }),
  output: z.object({ delegationId: Id, version: Version }),
  refuses: ['authority.nothing_to_delegate'],
  emits: ['authority.delegated'],
});

export const endDelegation = command('authority.end-delegation', {
  path: '/authority/delegations/{delegationId}',
  method: 'DELETE',
  summary: 'End a delegation of mine now',
  for: ['staff'],
  input: z.strictObject({ delegationId: Id, version: Version }),
  output: z.object({ delegationId: Id, version: Version }),
  refuses: ['authority.over', 'record.stale'],
  emits: ['authority.delegation_ended'],
});
