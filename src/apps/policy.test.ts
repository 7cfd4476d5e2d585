import { describe, expect, it } from 'vitest';
import { chatPolicy } from '#contact/channels-chat/server/policy.ts';
import { mailPolicy } from '#contact/channels-email/server/policy.ts';
import { formPolicy } from '#contact/channels-form/server/policy.ts';
import { socialPolicy } from '#contact/channels-social/server/policy.ts';
import { conversationPolicy } from '#contact/conversations/server/policy.ts';
import { customerPolicy } from '#contact/customers/server/policy.ts';
import { feedbackPolicy } from '#contact/feedback/server/policy.ts';
import { portalPolicy } from '#contact/portal/server/policy.ts';
import { privacyPolicy } from '#contact/privacy/server/policy.ts';
import { authorityPolicy } from '#foundation/authority/server/policy.ts';
import { fieldPolicy } from '#foundation/fields/server/policy.ts';
import { letterPolicy } from '#foundation/letters/server/policy.ts';
import { measurePolicy } from '#foundation/measures/server/policy.ts';
import { packPolicy } from '#foundation/packs/server/policy.ts';
import { roles } from '#foundation/people/contract.ts';
import {
  doorPolicy,
  invitationPolicy,
  personPolicy,
  securityPolicy,
  teamPolicy,
} from '#foundation/people/server/policy.ts';
import { promisePolicy, settingsPolicy } from '#foundation/promises/server/policy.ts';
import type { Actor, PersonActor } from '#kernel/server/actor.ts';
import { can, type Policy } from '#kernel/server/policy.ts';

/**
 * Every policy of the house as a table that can be read aloud. `yes`: may; `.`: may not; `if`: may, where the row
 * allows it. The last three: the customer concerned, nobody, and Heed itself.
 */
const me = '01900000-0000-7000-8000-000000000001';
const person = (role: string): PersonActor => ({
  ...{ kind: 'person', id: me, name: 'Ann', role, teamIds: [], sessionId: me },
  provedAt: new Date(0),
});
const customer: Actor = { kind: 'customer', id: me, visitId: me };

function line<Row, Action extends string>(table: Policy<Row, Action>, action: Action): string {
  const rule = table.rules[action];
  const own = { customer_id: me } as Row;
  const marks = roles.map((role) => {
    if (can(table, person(role), action) !== true) return '.';
    return rule.when ? 'if' : 'yes';
  });
  const others: [Actor, Row | undefined][] = [
    [customer, own],
    [{ kind: 'nobody' }, undefined],
    [{ kind: 'system', onBehalfOf: null }, undefined],
  ];
  marks.push(...others.map(([actor, row]) => (can(table, actor, action, row) === true ? 'yes' : '.')));
  return marks.join(' ');
}

function read<Row, Action extends string>(table: Policy<Row, Action>): Record<string, string> {
  const actions = Object.keys(table.rules) as Action[];
  return Object.fromEntries(actions.map((action) => [action, line(table, action)]));
}

/** Columns: owner manager lead adviser assessor learner viewer, customer nobody Heed. */
function written(text: string): Record<string, string> {
  const lines = text.trim().split('\n');
  return Object.fromEntries(
    lines.map((one) => one.trim().split(/\s+/)).map(([name = '', ...marks]) => [name, marks.join(' ')]),
  );
}

describe('the policies', () => {
  it('of people', () => {
    expect(read(personPolicy)).toEqual(
      written(`
      list                yes yes yes yes yes yes yes   .   .   yes
      change-role         if  if  .   .   .   .   .     .   .   yes
      change-access       if  if  .   .   .   .   .     .   .   yes
      sessions            if  if  if  if  if  if  if    .   .   yes
      end-sessions        if  if  if  if  if  if  if    .   .   yes`),
    );
    expect(read(teamPolicy)).toEqual(
      written(`
      teams               yes yes yes yes yes yes yes   .   .   yes
      create-team         yes yes .   .   .   .   .     .   .   yes
      change-team         if  if  if  .   .   .   .     .   .   yes`),
    );
    expect(read(invitationPolicy)).toEqual(
      written(`
      invitations         yes yes .   .   .   .   .     .   .   yes
      invite              if  if  .   .   .   .   .     .   .   yes
      withdraw-invitation if  if  .   .   .   .   .     .   .   yes`),
    );
    expect(read(securityPolicy)).toEqual(
      written(`
      security            yes yes .   .   .   .   .     .   .   yes
      change-security     yes .   .   .   .   .   .     .   .   yes
      provider            yes yes .   .   .   .   .     .   .   yes
      change-provider     yes .   .   .   .   .   .     .   .   yes`),
    );
  });

  it('of the doors', () => {
    expect(read(doorPolicy)).toEqual(
      written(`
      set-up-state        yes yes yes yes yes yes yes   yes yes yes
      set-up              yes yes yes yes yes yes yes   yes yes yes
      open-link           yes yes yes yes yes yes yes   yes yes yes
      sign-in             yes yes yes yes yes yes yes   yes yes yes
      accept-invitation   yes yes yes yes yes yes yes   yes yes yes
      reset-passphrase    yes yes yes yes yes yes yes   yes yes yes
      finish-sign-in      yes yes yes yes yes yes yes   yes yes yes
      passkey-challenge   yes yes yes yes yes yes yes   yes yes yes
      sign-in-by-passkey  yes yes yes yes yes yes yes   yes yes yes
      providers           yes yes yes yes yes yes yes   yes yes yes
      start-elsewhere     yes yes yes yes yes yes yes   yes yes yes
      finish-elsewhere    yes yes yes yes yes yes yes   yes yes yes
      sign-out            yes yes yes yes yes yes yes   .   .   yes
      switch-workspace    yes yes yes yes yes yes yes   .   .   yes
      change-passphrase   yes yes yes yes yes yes yes   .   .   yes
      choose-language     yes yes yes yes yes yes yes   .   .   yes
      prove               yes yes yes yes yes yes yes   .   .   yes
      sign-in-methods     yes yes yes yes yes yes yes   .   .   yes
      change-methods      yes yes yes yes yes yes yes   .   .   yes
      me                  yes yes yes yes yes yes yes   .   .   yes`),
    );
  });

  it('leave nothing but the doors to somebody who must set a second step up first', () => {
    const opened = <Row, Action extends string>(table: Policy<Row, Action>) =>
      (Object.keys(table.rules) as Action[]).filter(
        (action) => !table.rules[action].anybody && can(table, person('held'), action) === true,
      );
    expect([
      ...[...opened(personPolicy), ...opened(teamPolicy), ...opened(invitationPolicy), ...opened(securityPolicy)],
      ...[...opened(fieldPolicy), ...opened(packPolicy), ...opened(letterPolicy), ...opened(measurePolicy)],
      ...[...opened(chatPolicy), ...opened(conversationPolicy), ...opened(customerPolicy), ...opened(authorityPolicy)],
      ...[...opened(mailPolicy), ...opened(privacyPolicy), ...opened(formPolicy), ...opened(portalPolicy)],
      ...[...opened(promisePolicy), ...opened(settingsPolicy)],
    ]).toEqual([]);
    expect(opened(doorPolicy)).toEqual(['sign-out', 'prove', 'sign-in-methods', 'change-methods', 'me']);
  });

  it('of privacy, forms and the portal', () => {
    expect(read(privacyPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      publish             yes yes .   .   .   .   .     .   .   yes
      note_consent        yes yes yes yes .   .   .     .   .   yes`),
    );
    expect(read(formPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      keep                yes yes .   .   .   .   .     .   .   yes
      submit              yes yes yes yes yes yes yes   yes yes yes`),
    );
    expect(read(portalPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      keep                yes yes .   .   .   .   .     .   .   yes
      enter               yes yes yes yes yes yes yes   yes yes yes
      use                 .   .   .   .   .   .   .     yes .   yes`),
    );
  });

  it('of fields, packs and letters', () => {
    expect(read(fieldPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      values              yes yes yes yes .   .   yes   .   .   yes
      keep                yes yes .   .   .   .   .     .   .   yes`),
    );
    expect(read(packPolicy)).toEqual(
      written(`
      list                yes yes yes yes yes yes yes   .   .   yes
      adopt               yes yes .   .   .   .   .     .   .   yes`),
    );
    expect(read(letterPolicy)).toEqual(
      written(`
      read                yes yes yes yes .   .   yes   .   .   yes
      list                yes yes yes yes .   .   yes   .   .   yes
      make                yes yes yes yes .   .   .     .   .   yes
      keep                yes yes .   .   .   .   .     .   .   yes`),
    );
  });

  it('of authority', () => {
    expect(read(authorityPolicy)).toEqual(
      written(`
      rules               yes yes yes yes yes yes yes   .   .   yes
      mine                yes yes yes yes yes yes yes   .   .   yes
      set-rule            yes .   .   .   .   .   .     .   .   yes
      end-rule            yes .   .   .   .   .   .     .   .   yes
      approvals           yes yes yes yes yes yes yes   .   .   yes
      ask                 yes yes yes yes yes yes yes   .   .   yes
      approve             yes yes yes yes yes yes yes   .   .   yes
      refuse              yes yes yes yes yes yes yes   .   .   yes
      withdraw            yes yes yes yes yes yes yes   .   .   yes
      delegations         yes yes yes yes yes yes yes   .   .   yes
      delegate            yes yes yes yes yes yes yes   .   .   yes
      end-delegation      yes yes yes yes yes yes yes   .   .   yes`),
    );
  });

  it('of promises', () => {
    expect(read(promisePolicy)).toEqual(
      written(`
      read                yes yes yes yes .   .   yes   .   .   yes
      list                yes yes yes yes .   .   yes   .   .   yes
      add                 yes yes yes yes .   .   .     .   .   yes
      keep                if  if  if  if  .   .   .     .   .   yes
      reassign            if  if  if  if  .   .   .     .   .   yes
      move                if  if  if  if  .   .   .     .   .   yes
      waive               if  if  if  if  .   .   .     .   .   yes`),
    );
    expect(read(settingsPolicy)).toEqual(
      written(`
      read                yes yes yes yes .   .   yes   .   .   yes
      keep_calendars      yes yes .   .   .   .   .     .   .   yes
      keep_targets        yes yes .   .   .   .   .     .   .   yes`),
    );
  });

  it('of customers', () => {
    expect(read(customerPolicy)).toEqual(
      written(`
      read                yes yes yes yes .   .   yes   .   .   yes
      list                yes yes yes yes .   .   yes   .   .   yes
      create              yes yes yes yes .   .   .     .   .   yes
      change              yes yes yes yes .   .   .     .   .   yes
      note                yes yes yes yes .   .   .     .   .   yes
      merge               yes yes yes yes .   .   .     .   .   yes
      undo_merge          if  if  if  if  .   .   .     .   .   yes
      keep_tags           yes yes .   .   .   .   .     .   .   yes
      export              yes yes yes yes .   .   .     .   .   yes`),
    );
  });

  it('of conversations', () => {
    expect(read(conversationPolicy)).toEqual(
      written(`
      read                yes yes yes yes .   .   yes   yes .   yes
      list                yes yes yes yes .   .   yes   .   .   yes
      start               yes yes yes yes .   .   .     .   .   yes
      write               .   .   .   .   .   .   .     yes .   yes
      reply               yes yes yes yes .   .   .     .   .   yes
      note                yes yes yes yes .   .   .     .   .   yes
      assign              if  if  if  if  .   .   .     .   .   yes
      resolve             if  if  if  if  .   .   .     .   .   yes
      reopen              if  if  if  if  .   .   .     .   .   yes
      wait                if  if  if  if  .   .   .     .   .   yes
      set_fields          yes yes yes yes .   .   .     .   .   yes
      mark_read           yes yes yes yes .   .   yes   .   .   yes
      draft               yes yes yes yes .   .   .     .   .   yes
      attach              yes yes yes yes .   .   .     yes .   yes
      keep_reasons        yes yes .   .   .   .   .     .   .   yes
      keep_routing        yes yes yes .   .   .   .     .   .   yes
      keep_tags           yes yes yes .   .   .   .     .   .   yes
      link                yes yes yes yes .   .   .     .   .   yes
      merge               yes yes yes yes .   .   .     .   .   yes
      set_priority        yes yes yes yes .   .   .     .   .   yes
      snooze              if  if  if  if  .   .   .     .   .   yes
      split               yes yes yes yes .   .   .     .   .   yes
      tag                 yes yes yes yes .   .   .     .   .   yes
      take                yes yes yes yes .   .   .     .   .   yes
      undo_merge          yes yes yes yes .   .   .     .   .   yes
      wake                if  if  if  if  .   .   .     .   .   yes`),
    );
  });

  it('of measures', () => {
    expect(read(measurePolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      values              if  if  if  if  .   .   if    .   .   yes
      rows                if  if  if  if  .   .   .     .   .   yes
      export              if  if  if  if  .   .   .     .   .   yes`),
    );
  });

  it('of the chat widget', () => {
    expect(read(chatPolicy)).toEqual(
      written(`
      see_widget          yes yes yes yes .   .   yes   .   .   yes
      change_widget       yes yes .   .   .   .   .     .   .   yes
      load                yes yes yes yes yes yes yes   yes yes yes
      begin               yes yes yes yes yes yes yes   yes yes yes
      send                .   .   .   .   .   .   .     yes .   yes
      read                .   .   .   .   .   .   .     yes .   yes`),
    );
  });

  it('of mail', () => {
    expect(read(mailPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      keep                yes yes .   .   .   .   .     .   .   yes
      look                yes yes yes yes .   .   .     .   .   yes
      follow_link         yes yes yes yes yes yes yes   yes yes yes`),
    );
    expect(read(socialPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      keep                yes yes .   .   .   .   .     .   .   yes`),
    );
  });

  it('of feedback', () => {
    expect(read(feedbackPolicy)).toEqual(
      written(`
      list                yes yes yes yes .   .   yes   .   .   yes
      export              yes yes yes .   .   .   .     .   .   yes
      change_settings     yes yes .   .   .   .   .     .   .   yes
      set_silence         yes yes yes yes .   .   .     .   .   yes
      answer              yes yes yes yes yes yes yes   yes yes yes`),
    );
  });
});

describe('what a row allows', () => {
  type Row = Parameters<NonNullable<typeof conversationPolicy.rules.assign.when>>[0];
  const conversation = (status: Row['status']) => ({ status, customer_id: me }) as Row;

  it('a resolved conversation is reopened before anything else is done with it', () => {
    for (const action of ['assign', 'resolve', 'wait'] as const) {
      expect(can(conversationPolicy, person('adviser'), action, conversation('open'))).toBe(true);
      expect(can(conversationPolicy, person('adviser'), action, conversation('resolved'))).toContain('Reopen it first');
    }
    expect(can(conversationPolicy, person('adviser'), 'reopen', conversation('resolved'))).toBe(true);
    expect(can(conversationPolicy, person('adviser'), 'reopen', conversation('waiting'))).toBe('It is not resolved.');
  });

  it("a customer's own is theirs and nobody else's", () => {
    const other: Actor = { kind: 'customer', id: '01900000-0000-7000-8000-000000000002', visitId: me };
    for (const action of ['read', 'write'] as const) {
      expect(can(conversationPolicy, other, action, conversation('open'))).toContain('Customers may not');
    }
    for (const action of ['send', 'read'] as const) {
      expect(can(chatPolicy, other, action, { customer_id: me })).toContain('Customers may not');
    }
  });

  it('an action or a role that nobody declared is refused', () => {
    expect(can(customerPolicy, person('owner'), 'erase' as 'read')).toBe('There is no action erase.');
    expect(can(customerPolicy, person('emperor'), 'read')).toContain('Your role (emperor) may not do this.');
    expect(can(conversationPolicy, person('owner'), 'write')).toContain('Nobody may do it by hand.');
  });
});
