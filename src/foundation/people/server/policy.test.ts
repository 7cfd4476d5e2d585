import { describe, expect, it } from 'vitest';
import type { PersonActor } from '#kernel/server/actor.ts';
import { can } from '#kernel/server/policy.ts';
import { type Role, roles } from '../contract.ts';
import { doorPolicy, invitationPolicy, peopleAbilities, personPolicy, teamPolicy } from './policy.ts';

const ann = '00000000-0000-7000-8000-00000000000a';
const bob = '00000000-0000-7000-8000-00000000000b';

function person(role: string, id = ann): PersonActor {
  return { kind: 'person', id, name: 'Ann', role, teamIds: [], sessionId: id, provedAt: new Date(0) };
}

const mayChange = (by: Role, from: Role, to: Role) =>
  can(personPolicy, person(by), 'change-role', { id: bob, role: from, to }) === true;

describe('who may change a role', () => {
  const below: Role[] = ['lead', 'adviser', 'assessor', 'learner', 'viewer'];
  const rest = roles.filter((role) => role !== 'owner' && role !== 'manager');

  it('an owner gives every role to everybody', () => {
    for (const from of roles) for (const to of roles) expect(mayChange('owner', from, to)).toBe(true);
  });
  it('a manager gives narrower roles to people in narrower roles, and no others', () => {
    for (const from of roles) {
      for (const to of roles) {
        expect(mayChange('manager', from, to)).toBe(below.includes(from) && below.includes(to));
      }
    }
  });
  it('nobody else changes roles', () => {
    for (const by of rest) for (const to of roles) expect(mayChange(by, 'viewer', to)).toBe(false);
  });
  it('nobody raises themselves', () => {
    const self = { id: ann, role: 'manager', to: 'owner' };
    expect(can(personPolicy, person('manager'), 'change-role', self)).toBe(
      'Nobody raises their own role. Ask an owner.',
    );
  });
  it('an owner may step down', () => {
    expect(can(personPolicy, person('owner'), 'change-role', { id: ann, role: 'owner', to: 'viewer' })).toBe(true);
  });
  it('a role that is not on the list is never given by a manager', () => {
    const odd = { id: bob, role: 'viewer', to: 'emperor' };
    expect(can(personPolicy, person('manager'), 'change-role', odd)).toContain('Ask an owner');
    expect(can(personPolicy, person('emperor'), 'change-role', odd)).not.toBe(true);
  });
});

describe('who may shut out, invite and shape teams', () => {
  it('a manager shuts out those below, an owner anybody', () => {
    const case_ = (role: string) => ({ id: bob, role });
    expect(can(personPolicy, person('manager'), 'change-access', case_('lead'))).toBe(true);
    expect(can(personPolicy, person('manager'), 'change-access', case_('manager'))).not.toBe(true);
    expect(can(personPolicy, person('owner'), 'change-access', case_('owner'))).toBe(true);
  });
  it('a manager invites and withdraws for narrower roles only', () => {
    for (const action of ['invite', 'withdraw-invitation'] as const) {
      expect(can(invitationPolicy, person('manager'), action, { role: 'adviser' })).toBe(true);
      expect(can(invitationPolicy, person('manager'), action, { role: 'manager' })).not.toBe(true);
      expect(can(invitationPolicy, person('lead'), action, { role: 'viewer' })).not.toBe(true);
    }
  });
  it('a lead changes who is in a team, and does not rename it', () => {
    expect(can(teamPolicy, person('lead'), 'change-team', { renames: false })).toBe(true);
    expect(can(teamPolicy, person('lead'), 'change-team', { renames: true })).toContain('Ask a manager');
    expect(can(teamPolicy, person('manager'), 'change-team', { renames: true })).toBe(true);
    expect(can(teamPolicy, person('adviser'), 'change-team', { renames: false })).not.toBe(true);
  });
  it('everybody sees people and teams, and nobody needs to be known at the doors', () => {
    for (const role of roles) {
      expect(can(personPolicy, person(role), 'list')).toBe(true);
      expect(can(teamPolicy, person(role), 'teams')).toBe(true);
    }
    expect(can(doorPolicy, { kind: 'nobody' }, 'sign-in')).toBe(true);
    expect(can(doorPolicy, { kind: 'nobody' }, 'sign-out')).not.toBe(true);
  });
});

describe('abilities', () => {
  it('name what a role may do at all', () => {
    expect(peopleAbilities('owner')).toContain('people.invite');
    expect(peopleAbilities('lead')).toContain('people.change-team');
    expect(peopleAbilities('lead')).not.toContain('people.create-team');
    expect(peopleAbilities('viewer')).not.toContain('people.invite');
    expect(peopleAbilities('emperor')).toEqual([]);
  });
});
