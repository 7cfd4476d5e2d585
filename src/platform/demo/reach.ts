import { logContact } from '#contact/channels-call/contract.ts';
import { createForm, getForm, publishForm, saveForm, submitForm } from '#contact/channels-form/contract.ts';
import { keepPortalPassphrase } from '#contact/portal/index.ts';
import { noteConsent, publishNotice } from '#contact/privacy/contract.ts';
import { hashPassphrase } from '#foundation/people/index.ts';
import {
  addTouchpoint,
  changeTouchpoint,
  listTouchpoints,
  setTouchpointState,
} from '#foundation/touchpoints/contract.ts';
import { type Assumptions, addPlan, countContacts, setRoster } from '#improvement/staffing/contract.ts';
import { nobody, system } from '#kernel/server/actor.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { type Cast, known, look, type PlayedKernel, play } from './played.ts';
import { calls, entries, forms } from './reach-words.ts';
import type { DemoCustomer } from './types.ts';

const minute = 60_000;
const purpose = 'News by mail';

interface Setting {
  stage: PlayedKernel;
  cast: Cast;
  /** Nothing is played after this. */
  until: Date;
  customers: readonly DemoCustomer[];
}

const ownerOf = ({ cast }: Setting) => known(cast.advisers, 'lin');

/** One customer who signs in to the portal of the first brand by passphrase; gives their address. */
async function openPortal(setting: Setting, passphrase: string): Promise<string | undefined> {
  const { stage, cast, customers } = setting;
  const owner = ownerOf(setting);
  const ines = customers.find((one) => one.name === 'Ines Kaldor') ?? customers.find((one) => one.emails.length > 0);
  const address = ines?.emails[0];
  if (!ines || !address) return undefined;
  const customerId = known(cast.customers, ines.key);
  const text = 'We keep your address to send you news about once a month. You can take this back at any time.';
  const { noticeId } = await play(stage, cast.workspaceId, owner, publishNotice, { purpose, channel: 'any', text });
  const agreed = { customerId, purpose, channel: 'phone' as const, isGiven: true, noticeId };
  await play(stage, cast.workspaceId, owner, noteConsent, agreed);
  const secret = await hashPassphrase(passphrase);
  const where = { workspaceId: cast.workspaceId, onBehalfOf: null };
  await runOwnCommand(stage.kernel, 'demo.portal-passphrase', where, (ctx) =>
    keepPortalPassphrase(ctx, address.toLowerCase(), secret),
  );
  return address;
}

/** Two published forms, and what some customers wrote into them. */
async function fillForms(setting: Setting): Promise<void> {
  const { stage, cast, customers, until } = setting;
  const owner = ownerOf(setting);
  const writers = customers.filter((one) => one.emails.length > 0).slice(20);
  let turn = 0;
  for (const { key, title, intro, question } of forms) {
    stage.at(new Date(until.getTime() - 6 * 1_440 * minute));
    const { formId, version } = await play(stage, cast.workspaceId, owner, createForm, { title, key });
    const { definition } = await look(stage, cast.workspaceId, owner, getForm, { formId });
    const [name, email, message] = definition.fields;
    if (!name || !email || !message) throw new Error('a new form asks for name, e-mail and message');
    const saved = await play(stage, cast.workspaceId, owner, saveForm, {
      ...{ formId, version, teamId: known(cast.teams, 'returns'), allowedOrigins: [] },
      definition: { ...definition, intro, noticePurpose: purpose, fields: [name, email, question, message] },
    });
    await play(stage, cast.workspaceId, owner, publishForm, { formId, version: saved.version });
    for (const { choice, text } of entries.filter((one) => one.form === key)) {
      const writer = writers[turn++];
      if (!writer) continue;
      // Forward in time: what counts how often a network sends forms would not understand a clock that goes back.
      stage.at(new Date(until.getTime() - ((entries.length - turn) * 410 + 35) * minute));
      const answers = { [name.id]: writer.name, [email.id]: writer.emails[0] ?? '', [message.id]: text };
      await play(stage, null, nobody, submitForm, {
        key,
        answers: { ...answers, [question.id]: choice },
        consents: [],
      });
    }
  }
}

/** Calls and a visit of the last days, written down by whoever took them. */
async function logCalls({ stage, cast, customers, until }: Setting): Promise<void> {
  const callers = customers.filter((one) => one.phones.length > 0).slice(3);
  for (const [index, { kind, by, hoursAgo, minutes, subject, text }] of calls.entries()) {
    const caller = callers[index];
    if (!caller) continue;
    const beganAt = new Date(until.getTime() - hoursAgo * 60 * minute);
    const endedAt = new Date(beganAt.getTime() + minutes * minute);
    stage.at(endedAt);
    await play(stage, cast.workspaceId, known(cast.advisers, by), logContact, {
      ...{ kind, customerId: known(cast.customers, caller.key), subject, text, way: 'in' as const, keepsPhone: false },
      ...{ beganAt: beganAt.toISOString(), endedAt: endedAt.toISOString(), teamId: known(cast.teams, 'orders') },
      ...(kind === 'call' && { phone: caller.phones[0] }),
    });
  }
}

const nothing = { technology: '', accessibility: '', limits: '', pros: '', cons: '', cost: '', seats: null };

/** The touchpoints that the shop has, each with who looks after it. */
async function openTouchpoints(setting: Setting): Promise<string> {
  const { stage, cast } = setting;
  const { workspaceId } = cast;
  const owner = ownerOf(setting);
  const { touchpoints } = await look(stage, workspaceId, owner, listTouchpoints, {});
  const ownerId = known(cast.advisers, 'tamsin').id;
  let chatId = '';
  for (const { id: touchpointId, version, channel } of touchpoints) {
    const details = channel === 'chat' ? { seats: 12, technology: 'The widget in the shop’s pages' } : {};
    const changed = await play(stage, workspaceId, owner, changeTouchpoint, {
      ...{ touchpointId, version, ownerId },
      ...details,
    });
    await play(stage, workspaceId, owner, setTouchpointState, { ...changed, state: 'live' });
    if (channel === 'chat') chatId = touchpointId;
  }
  for (const [name, channel, words] of [
    ['Returns form', 'form', 'Returns and damages, with everything that we need to know at once.'],
    ['Customer portal', 'portal', 'Customers see what was said and go on with it.'],
  ] as const) {
    const added = await play(stage, workspaceId, owner, addTouchpoint, {
      ...nothing,
      ...{ name, channel, purpose: words, ownerId, calendarId: null },
    });
    await play(stage, workspaceId, owner, setTouchpointState, { ...added, state: 'live' });
  }
  return chatId;
}

const assumes: Assumptions = {
  ...{ way: 'live', handlingSeconds: 720, servedPercent: 80, withinSeconds: 120, patienceSeconds: null },
  ...{ atOnce: 2, busyPercent: 85, shrinkagePercent: 25, teamPercent: 100, skills: [] },
};

/** Who is at work, and how many the chats of the last weeks take. */
async function planStaffing(setting: Setting, touchpointId: string): Promise<void> {
  const { stage, cast } = setting;
  const { workspaceId } = cast;
  const owner = ownerOf(setting);
  const teamId = known(cast.teams, 'orders');
  const weekdays = [1, 2, 3, 4, 5];
  await play(stage, workspaceId, owner, setRoster, {
    teamId,
    version: 0,
    shifts: [
      { weekdays, from: '09:00', to: '12:30', people: 3, skills: ['chat'] },
      { weekdays, from: '12:30', to: '14:00', people: 1, skills: ['chat'] },
      { weekdays, from: '14:00', to: '17:00', people: 3, skills: ['chat', 'german'] },
    ],
  });
  const weeks = 4;
  const { volume } = await look(stage, workspaceId, system, countContacts, { touchpointId, teamId, weeks });
  await play(stage, workspaceId, owner, addPlan, {
    ...{ name: 'Chat, orders', touchpointId, teamId, standardId: null, volume, countedWeeks: weeks, assumes },
  });
}

/**
 * Where customers reach the shop besides its chat, and who is there for them. Gives the address with which somebody can
 * sign in to the portal by the passphrase.
 */
export async function openReach(setting: Setting, passphrase: string): Promise<string | undefined> {
  setting.stage.at(setting.until);
  const address = await openPortal(setting, passphrase);
  await fillForms(setting);
  await logCalls(setting);
  setting.stage.at(setting.until);
  await planStaffing(setting, await openTouchpoints(setting));
  return address;
}
