import { z } from 'zod';
import { Role } from '#foundation/people/contract.ts';
import { event } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';

const kind = z.string().max(80);
/** What every event of a request says: which, of which kind, whose. */
const request = { approvalId: Id, kind, requesterId: Id, customerId: Id.nullable() };
const approvals = ['approvals'];

export const ruleChanged = event('authority.rule_changed', {
  data: z.strictObject({
    ruleId: Id,
    kind,
    role: Role.nullable(),
    personId: Id.nullable(),
    what: z.enum(['set', 'ended']),
    effectiveFrom: Instant,
  }),
  subjects: ['authority', 'approvals'],
  audience: 'staff',
  sentence: 'changed who may decide {kind}',
});
/** `roles` and `personIds` say who may answer it: roles by their row, people by a row of their own or standing in. */
export const asked = event('authority.asked', {
  data: z.strictObject({ ...request, expiresAt: Instant, roles: z.array(Role), personIds: z.array(Id) }),
  subjects: approvals,
  audience: 'staff',
  sentence: 'asked for an approval ({kind})',
});
export const approved = event('authority.approved', {
  data: z.strictObject({
    ...request,
    approverId: Id,
    inPlaceOfId: Id.nullable(),
    /** Further approvals it still needs. */
    missing: z.int().min(0),
    outcome: z.enum(['waits', 'carried_out', 'failed']),
  }),
  subjects: approvals,
  audience: 'staff',
  sentence: 'approved a request ({kind})',
});
export const refused = event('authority.refused', {
  data: z.strictObject({ ...request, approverId: Id, inPlaceOfId: Id.nullable() }),
  subjects: approvals,
  audience: 'staff',
  sentence: 'refused a request ({kind})',
});
export const expired = event('authority.expired', {
  data: z.strictObject(request),
  subjects: approvals,
  audience: 'staff',
  sentence: 'let a request expire ({kind})',
});
export const withdrawn = event('authority.withdrawn', {
  data: z.strictObject(request),
  subjects: approvals,
  audience: 'staff',
  sentence: 'took a request back ({kind})',
});
/** It was not carried out: the asker's role changed, or the command itself refused. `problem` is the code. */
export const failed = event('authority.failed', {
  data: z.strictObject({ ...request, problem: z.string().max(80) }),
  subjects: approvals,
  audience: 'staff',
  sentence: 'could not carry out a request ({kind}: {problem})',
});
export const delegated = event('authority.delegated', {
  data: z.strictObject({ delegationId: Id, fromId: Id, toId: Id, startsAt: Instant, endsAt: Instant }),
  subjects: ['delegations', 'approvals'],
  audience: 'staff',
  sentence: 'let a colleague stand in',
});
export const delegationEnded = event('authority.delegation_ended', {
  data: z.strictObject({ delegationId: Id, fromId: Id, toId: Id }),
  subjects: ['delegations', 'approvals'],
  audience: 'staff',
  sentence: 'ended a delegation',
});
/** Somebody tried to approve their own request, or to widen what they may decide themselves. */
export const breachTried = event('authority.breach_tried', {
  data: z.strictObject({
    personId: Id,
    kind,
    what: z.enum(['own_request', 'own_request_by_delegation', 'own_rule']),
    approvalId: Id.nullable(),
  }),
  subjects: [],
  audience: 'staff',
  sentence: 'tried to go around authority ({what}, {kind})',
});
