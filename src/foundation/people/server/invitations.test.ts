import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import {
  acceptInvitation,
  changeAccess,
  changeRole,
  invite,
  listInvitations,
  listPeople,
  listTeams,
  me,
  openLink,
  switchWorkspace,
  withdrawInvitation,
} from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let shiftMs = 0;
let count = 0;
let email = '';
const hours = 3_600_000;
const unknown = '01900000-0000-7000-8000-000000000000';
const tokenOf = (link: string | null) => new URL(link ?? '').hash.slice(1);
const stateOf = async (id: string) => {
  const { invitations } = await house.owner.call(listInvitations, {});
  return invitations.find((one) => one.id === id)?.state;
};

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  house = await heed.setUp();
});
afterAll(() => heed.stop());
beforeEach(() => {
  email = `guest-${++count}@heed.example`;
});

describe('an invitation', () => {
  it('lets one person in, with role and teams, once', async () => {
    const { link, invitationId } = await house.owner.call(invite, { email, role: 'adviser', teamIds: [house.teamId] });
    expect(link).toContain('/desk/join#');
    const token = tokenOf(link);
    const guest = heed.anonymous();
    expect(await guest.call(openLink, { token })).toMatchObject({
      purpose: 'invitation',
      email,
      role: 'adviser',
      workspaceName: 'Fennick & Rowe',
      hasAccount: false,
    });
    const joined = await guest.call(acceptInvitation, { token, name: 'Gus Guest', passphrase: testPassphrase });
    expect(await guest.call(me, {})).toMatchObject({
      person: { id: joined.personId, name: 'Gus Guest', email, role: 'adviser', teamIds: [house.teamId] },
      workspaces: [{ kind: 'live' }],
    });
    const { teams } = await guest.call(listTeams, {});
    expect(teams[0]?.memberIds).toContain(joined.personId);
    expect(await stateOf(invitationId)).toBe('accepted');
    const again = heed.anonymous().call(acceptInvitation, { token, name: 'Thief', passphrase: testPassphrase });
    await expect(again).rejects.toMatchObject({ code: 'people.link_over', status: 410 });
  });

  it('is taken up by one of two who hold the link', async () => {
    const { link } = await house.owner.call(invite, { email, role: 'viewer' });
    const input = { token: tokenOf(link), name: 'Twin', passphrase: testPassphrase };
    const both = [heed.anonymous().call(acceptInvitation, input), heed.anonymous().call(acceptInvitation, input)];
    const answers = await Promise.allSettled(both);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'people.link_over' });
  });

  it('gives its link once: a repeat of the same write has the same id and no secret', async () => {
    const key = crypto.randomUUID();
    const first = await house.owner.call(invite, { email, role: 'viewer' }, { key });
    const second = await house.owner.call(invite, { email, role: 'viewer' }, { key });
    expect(second).toEqual({ ...first, link: null });
    expect(await heed.anonymous().call(openLink, { token: tokenOf(first.link) })).toMatchObject({ email });
  });

  it('ends the earlier one of the same address', async () => {
    const first = await house.owner.call(invite, { email, role: 'viewer' });
    const second = await house.owner.call(invite, { email: email.toUpperCase(), role: 'learner' });
    expect(await stateOf(first.invitationId)).toBe('withdrawn');
    expect(await stateOf(second.invitationId)).toBe('open');
    const old = heed.anonymous().call(openLink, { token: tokenOf(first.link) });
    await expect(old).rejects.toMatchObject({ code: 'people.link_over' });
  });

  it('stays the only open one of its address, also when several are made at once', async () => {
    await Promise.all([1, 2, 3].map(() => house.owner.call(invite, { email, role: 'viewer' })));
    const text = 'SELECT state, count(*)::int AS n FROM invitation WHERE email = $1 GROUP BY state ORDER BY state';
    expect(await asOwner(heed.ownerUrl, text, [email])).toEqual([
      { state: 'open', n: 1 },
      { state: 'withdrawn', n: 2 },
    ]);
  });

  it('can be withdrawn while it is open', async () => {
    const { link, invitationId } = await house.owner.call(invite, { email, role: 'viewer' });
    await house.owner.call(withdrawInvitation, { invitationId });
    const token = tokenOf(link);
    const late = heed.anonymous().call(acceptInvitation, { token, name: 'Late', passphrase: testPassphrase });
    await expect(late).rejects.toMatchObject({ code: 'people.link_over' });
    await expect(house.owner.call(withdrawInvitation, { invitationId })).rejects.toMatchObject({
      code: 'people.link_over',
    });
    await expect(house.owner.call(withdrawInvitation, { invitationId: unknown })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('expires after 72 hours by itself', async () => {
    const { link, invitationId } = await house.owner.call(invite, { email, role: 'viewer' });
    shiftMs += 73 * hours;
    const token = tokenOf(link);
    const late = heed.anonymous().call(acceptInvitation, { token, name: 'Late', passphrase: testPassphrase });
    await expect(late).rejects.toMatchObject({ code: 'people.link_over' });
    await expect.poll(() => stateOf(invitationId), { timeout: 5_000 }).toBe('expired');
    const events = await asOwner(
      heed.ownerUrl,
      `SELECT actor_kind, data->>'how' AS how FROM event
       WHERE type = 'invitation.ended' AND data->>'invitationId' = $1`,
      [invitationId],
    );
    expect(events).toEqual([{ actor_kind: 'system', how: 'expired' }]);
  });

  it('asks an address that has an account for the passphrase of that account', async () => {
    const member = await heed.member('adviser');
    await house.owner.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    const { link } = await house.owner.call(invite, { email: member.email, role: 'learner' });
    await house.owner.call(switchWorkspace, { workspaceId: house.workspaceId });
    const token = tokenOf(link);
    const guest = heed.anonymous();
    expect(await guest.call(openLink, { token })).toMatchObject({ hasAccount: true });
    const other = guest.call(acceptInvitation, { token, name: 'Other', passphrase: 'a passphrase of my own' });
    await expect(other).rejects.toMatchObject({ code: 'people.wrong_passphrase' });
    const joined = await guest.call(acceptInvitation, { token, name: 'Other', passphrase: testPassphrase });
    expect(joined).toEqual({ personId: member.personId, workspaceId: house.practiceWorkspaceId });
    const mine = await guest.call(me, {});
    expect(mine.person).toMatchObject({ role: 'learner', name: expect.stringContaining('Adviser') });
    expect(mine.workspaces).toHaveLength(2);
  });

  it.each([
    ['a weak passphrase', { passphrase: 'passwordpassword' }, 'people.weak_passphrase'],
    [
      'a passphrase of the own name',
      { name: 'Rosalind Marchbanks', passphrase: 'rosalindmarchbanks' },
      'people.weak_passphrase',
    ],
    ['a short passphrase', { passphrase: 'kettle' }, 'input.invalid'],
  ])('is not used up by %s', async (_, wrong, code) => {
    const { link } = await house.owner.call(invite, { email, role: 'viewer' });
    const token = tokenOf(link);
    const input = { token, name: 'Gus', passphrase: testPassphrase };
    await expect(heed.anonymous().call(acceptInvitation, { ...input, ...wrong })).rejects.toMatchObject({ code });
    await heed.anonymous().call(acceptInvitation, input);
  });
});

describe('inviting is refused', () => {
  it('for somebody who is in already, also when shut out', async () => {
    const member = await heed.member('viewer');
    const again = () => house.owner.call(invite, { email: member.email, role: 'viewer' });
    await expect(again()).rejects.toMatchObject({ code: 'people.already_member', status: 409 });
    const { people } = await house.owner.call(listPeople, {});
    const version = people.find((one) => one.id === member.personId)?.version ?? 0;
    await house.owner.call(changeAccess, { personId: member.personId, active: false, version });
    await expect(again()).rejects.toMatchObject({ code: 'people.already_member' });
  });

  it('to a team that is not here', async () => {
    const attempt = house.owner.call(invite, { email, role: 'viewer', teamIds: [unknown] });
    await expect(attempt).rejects.toMatchObject({ code: 'record.not_found' });
  });

  it('to a manager for wide roles, and to everybody below', async () => {
    const manager = await heed.member('manager');
    const adviser = await heed.member('adviser');
    await manager.call(invite, { email, role: 'lead' });
    const wide = manager.call(invite, { email, role: 'owner' });
    await expect(wide).rejects.toMatchObject({ code: 'access.forbidden', status: 403 });
    await expect(adviser.call(invite, { email, role: 'viewer' })).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(adviser.call(listInvitations, {})).rejects.toMatchObject({ code: 'access.forbidden' });
    const { invitationId } = await house.owner.call(invite, { email: `boss-${email}`, role: 'owner' });
    await expect(adviser.call(withdrawInvitation, { invitationId })).rejects.toMatchObject({ status: 404 });
    await expect(manager.call(withdrawInvitation, { invitationId })).rejects.toMatchObject({ status: 403 });
    const over = manager.call(invite, { email: `boss-${email}`, role: 'viewer' });
    await expect(over).rejects.toMatchObject({ status: 403 });
    await expect(heed.anonymous().call(invite, { email, role: 'viewer' })).rejects.toMatchObject({ status: 401 });
  });
});

describe('an invitation of somebody who may give it no longer', () => {
  const person = async (id: string) => {
    const { people } = await house.owner.call(listPeople, {});
    const found = people.find((one) => one.id === id);
    if (!found) throw new Error('nobody of this id');
    return found;
  };
  const offer = async (by: Awaited<ReturnType<TestHeed['member']>>, role: 'lead' | 'viewer') => {
    const address = `guest-${++count}@heed.example`;
    const { link, invitationId } = await by.call(invite, { email: address, role });
    return { token: tokenOf(link), invitationId };
  };
  const accept = (token: string) =>
    heed.anonymous().call(acceptInvitation, { token, name: 'Gail Ghost', passphrase: testPassphrase });

  it('ends when they are shut out', async () => {
    const manager = await heed.member('manager');
    const { token, invitationId } = await offer(manager, 'lead');
    const { id, version } = await person(manager.personId);
    await house.owner.call(changeAccess, { personId: id, active: false, version });
    expect(await stateOf(invitationId)).toBe('withdrawn');
    await expect(accept(token)).rejects.toMatchObject({ code: 'people.link_over' });
  });

  it('ends when their role is lowered below it, and stays when they may still give it', async () => {
    const other = await heed.member('owner');
    const [wide, narrow] = [await offer(other, 'lead'), await offer(other, 'viewer')];
    const { id, version } = await person(other.personId);
    await house.owner.call(changeRole, { personId: id, role: 'manager', version });
    expect([await stateOf(wide.invitationId), await stateOf(narrow.invitationId)]).toEqual(['open', 'open']);
    await house.owner.call(changeRole, { personId: id, role: 'lead', version: version + 1 });
    expect([await stateOf(wide.invitationId), await stateOf(narrow.invitationId)]).toEqual(['withdrawn', 'withdrawn']);
    await expect(accept(narrow.token)).rejects.toMatchObject({ code: 'people.link_over' });
  });

  it('is looked at again when it is taken up', async () => {
    const manager = await heed.member('manager');
    const { token, invitationId } = await offer(manager, 'lead');
    await asOwner(heed.ownerUrl, 'UPDATE membership SET active = false WHERE account_id = $1', [manager.personId]);
    await expect(accept(token)).rejects.toMatchObject({ code: 'people.link_over' });
    expect(await stateOf(invitationId)).toBe('open');
  });
});
