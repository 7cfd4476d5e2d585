import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createForm, publishForm } from '#contact/channels-form/contract.ts';
import { listCalendars, retireCalendar } from '#foundation/promises/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let adviser: Client;
/** A Monday, ten in the evening in Melbourne. */
let now = new Date('2026-11-23T11:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  ({ owner } = await heed.setUp());
  adviser = await heed.member('adviser');
});
afterAll(() => heed.stop());

const refused = (code: string) => expect.objectContaining({ code });
const list = async (by = owner) => (await by.call(contract.listTouchpoints, {})).touchpoints;
const named = async (name: string) => {
  const found = (await list()).find((one) => one.name === name);
  if (!found) throw new Error(`no touchpoint ${name}`);
  return found;
};
const channel = async (name: string) => {
  const found = (await owner.call(contract.listTouchpointChannels, {})).channels.find((one) => one.channel === name);
  if (!found) throw new Error(`no channel ${name}`);
  return found;
};
const which = async (name: string) => {
  const { id: touchpointId, version } = await named(name);
  return { touchpointId, version };
};

describe('touchpoints', () => {
  it('begin with those that most have, planned, in opening hours', async () => {
    const found = await list(adviser);
    expect(found.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['Chat', 'planned'],
      ['Mail', 'planned'],
      ['Phone', 'planned'],
    ]);
    expect(found.every((one) => one.calendar !== null)).toBe(true);
  });

  it('CEG007-KE-8: say, while a channel is chosen, what speaks for and against it, its limits and its cost', async () => {
    const { channels } = await adviser.call(contract.listTouchpointChannels, {});
    expect(channels.map((one) => one.channel).sort()).toEqual(
      ['call', 'chat', 'elsewhere', 'email', 'form', 'letter', 'messenger', 'portal', 'visit'].sort(),
    );
    for (const { pros, cons, limits, cost, accessibility } of channels) {
      expect([pros, cons, limits, cost, accessibility].every((words) => words.length > 10)).toBe(true);
    }
  });

  it('go live only with a purpose and an owner', async () => {
    await expect(owner.call(contract.setTouchpointState, { ...(await which('Chat')), state: 'live' })).rejects.toEqual(
      refused('touchpoint.incomplete'),
    );
    await expect(adviser.call(contract.changeTouchpoint, { ...(await which('Chat')), cost: 'none' })).rejects.toEqual(
      refused('access.forbidden'),
    );
    const ownerId = owner.personId ?? null;
    await owner.call(contract.changeTouchpoint, { ...(await which('Chat')), ownerId, seats: 12 });
    await owner.call(contract.setTouchpointState, { ...(await which('Chat')), state: 'live' });
    expect(await named('Chat')).toMatchObject({ state: 'live', owner: 'Olive Owner', seats: 12 });
  });

  it('CEG007-1.5: set live, show their hours and the health of what they run on, and an unconnected one is flagged', async () => {
    expect(await channel('chat')).toMatchObject({
      ...{ health: 'unconnected', healthWords: 'No page has shown the widget yet', flagged: 1 },
      link: '/settings/chat-widget',
    });
    expect(await named('Chat')).toMatchObject({ isOpen: false, opensAt: '2026-11-23T22:00:00.000Z' });
    now = new Date('2026-11-23T23:00:00Z');
    expect(await named('Chat')).toMatchObject({ isOpen: true, opensAt: null });

    const ownerId = owner.personId ?? null;
    await owner.call(contract.addTouchpoint, { name: 'Write to us', channel: 'form', purpose: 'Returns', ownerId });
    await owner.call(contract.setTouchpointState, { ...(await which('Write to us')), state: 'live' });
    expect(await channel('form')).toMatchObject({ health: 'unconnected', flagged: 1 });
    const { formId, version } = await owner.call(createForm, { title: 'Returns', key: 'returns-of-ours' });
    await owner.call(publishForm, { formId, version });
    expect(await channel('form')).toMatchObject({ health: 'connected', flagged: 0 });
  });

  it('keep their calendar while they are live', async () => {
    const { calendarId } = await named('Chat');
    const calendar = (await owner.call(listCalendars, {})).calendars.find((one) => one.id === calendarId);
    await expect(owner.call(retireCalendar, { calendarId: calendar?.id ?? '' })).rejects.toEqual(
      refused('calendar.in_use'),
    );
  });

  it('refuse what nobody could work by, and lose nothing', async () => {
    const bad: [object, string][] = [
      [{ name: 'chat', channel: 'chat' }, 'touchpoint.name_taken'],
      [{ name: 'Pigeon', channel: 'pigeon' }, 'touchpoint.unknown_channel'],
      [
        { name: 'Kiosk', channel: 'visit', ownerId: '01900000-0000-7000-8000-000000000009' },
        'touchpoint.unknown_owner',
      ],
      [
        { name: 'Kiosk', channel: 'visit', calendarId: '01900000-0000-7000-8000-000000000009' },
        'touchpoint.unknown_calendar',
      ],
      [{ name: 'Kiosk', channel: 'visit', seats: 0 }, 'input.invalid'],
    ];
    for (const [input, code] of bad) {
      await expect(owner.call(contract.addTouchpoint, input as never)).rejects.toEqual(refused(code));
    }
    const stale = await which('Mail');
    await owner.call(contract.changeTouchpoint, { ...stale, cost: '9 a month' });
    await expect(owner.call(contract.changeTouchpoint, { ...stale, cost: '8 a month' })).rejects.toEqual(
      refused('record.stale'),
    );
    expect(await named('Mail')).toMatchObject({ cost: '9 a month', purpose: expect.stringContaining('files') });
  });

  it('are retired and read on; their name is free again', async () => {
    await owner.call(contract.setTouchpointState, { ...(await which('Phone')), state: 'retired' });
    await owner.call(contract.addTouchpoint, { name: 'Phone', channel: 'call' });
    const phones = (await list()).filter((one) => one.name === 'Phone');
    expect(phones.map((one) => one.state)).toEqual(['retired', 'planned']);
    const retired = phones[0];
    await expect(
      owner.call(contract.setTouchpointState, {
        ...{ touchpointId: retired?.id ?? '', version: retired?.version ?? 0, state: 'planned' as const },
      }),
    ).rejects.toEqual(refused('touchpoint.name_taken'));
  });
});
