import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assign, getConversation, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { createTeam } from '#foundation/people/contract.ts';
import { promisesOn } from '#foundation/promises/contract.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { agreed } from '../test/agreed.ts';

/** Wednesday, ten o'clock in Melbourne: an hour after opening. */
const ten = Date.parse('2026-11-24T23:00:00Z');
const minute = 60_000;

let heed: TestHeed;
let owner: Client;
let lead: Client;
let adviser: Client;
let teamId: string;
let customerId: string;
let now = ten;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(now) });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  const manager = await heed.member('manager');
  [lead, adviser] = [await heed.member('lead'), await heed.member('adviser')];
  const memberIds = [lead.personId ?? '', adviser.personId ?? ''];
  ({ teamId } = await owner.call(createTeam, { name: 'Chats', memberIds }));
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' }));
  const [starter] = (await owner.call(contract.listStandards, {})).standards;
  const versionId = starter?.open?.id ?? '';
  await agreed(manager, versionId, [adviser.personId ?? ''], '2026-11-30');
  await owner.call(contract.approve, { versionId });
  await manager.call(contract.schedule, { versionId });
});
afterAll(() => heed.stop());

/** A chat that the adviser has in front of them. */
async function chat(): Promise<string> {
  const asked = { customerId, text: 'Where is it?', channel: 'chat' as const, from: 'customer' as const, teamId };
  const { conversationId } = await owner.call(startConversation, asked);
  const { version } = await owner.call(getConversation, { conversationId });
  await owner.call(assign, { conversationId, version, assigneeId: adviser.personId });
  return conversationId;
}

async function passDeadlines(at: number): Promise<void> {
  now = at;
  const clock = startDeadlines(heed.running.kernel);
  await clock.tick();
  await clock.stop();
}

describe('a standard at work', () => {
  it('CEG006-1.1: an adviser who opens a chat sees clause, version and checklist; ticks are kept with the conversation', async () => {
    const conversationId = await chat();
    const at = async (by: Client) => (await by.call(contract.standardsAtWork, { conversationId })).clauses;
    const shown = await at(adviser);
    expect(shown.find((one) => one.title === 'First reply')).toMatchObject({
      ...{ standardName: 'Customer service standard', major: 1, minor: 0, number: '5.1' },
      measures: ['first_response'],
    });
    const procedure = shown.find((one) => one.title === 'A chat from hello to done');
    expect(procedure).toMatchObject({ major: 1, minor: 0, number: '1.1' });
    expect(procedure?.steps.map((step) => step.doneAt)).toEqual([null, null, null, null, null]);
    expect(shown.map((one) => one.title)).not.toContain('A request in writing');
    const { versionId = '', clauseId = '' } = procedure ?? {};
    for (const step of [0, 2]) {
      await adviser.call(contract.tickStep, { conversationId, versionId, clauseId, step, done: true });
    }
    await adviser.call(contract.tickStep, { conversationId, versionId, clauseId, step: 2, done: false });
    const seen = (await at(lead)).find((one) => one.clauseId === clauseId)?.steps[0];
    expect(seen).toMatchObject({ doneBy: 'Adviser 3', doneAt: new Date(now).toISOString() });
    const kept = await asOwner<{ step: number; person_id: string }>(
      heed.ownerUrl,
      'SELECT step, person_id FROM standard_tick WHERE conversation_id = $1',
      [conversationId],
    );
    expect(kept).toEqual([{ step: 0, person_id: adviser.personId }]);
    const other = await chat();
    const { clauses } = await adviser.call(contract.standardsAtWork, { conversationId: other });
    expect(clauses.find((one) => one.clauseId === clauseId)?.steps[0]?.doneAt).toBeNull();
  });

  it('CEG006-1.2: of 15 minutes in business hours adviser and lead are warned after 12, and at 15 exactly it is broken', async () => {
    now = ten + 60 * minute;
    const began = now;
    const conversationId = await chat();
    const first = async () =>
      (await owner.call(promisesOn, { subjectId: conversationId })).promises.find(
        (one) => one.measure === 'first_response',
      );
    const told = async (by: Client) =>
      (await by.call(listNotices, { personId: by.personId ?? '', limit: 100 })).notices
        .filter((one) => one.aboutId === conversationId && one.kind.startsWith('promise.'))
        .map((one) => one.kind);
    const toldOf = async () => [await told(adviser), await told(lead)];
    expect(await first()).toMatchObject({ clauseRef: 'Customer service standard 1.0, 5.1 First reply' });
    await passDeadlines(began + 12 * minute - 1);
    expect(await toldOf()).toEqual([[], []]);
    await passDeadlines(began + 12 * minute);
    await expect.poll(toldOf, { timeout: 10_000 }).toEqual([['promise.warned'], ['promise.warned']]);
    await passDeadlines(began + 15 * minute - 1);
    expect((await first())?.state).toBe('running');
    await passDeadlines(began + 15 * minute);
    expect(await first()).toMatchObject({
      state: 'broken',
      brokenAt: new Date(began + 15 * minute).toISOString(),
    });
    const events = await asOwner<{ type: string }>(
      heed.ownerUrl,
      `SELECT type FROM event WHERE data->>'subjectId' = $1 AND data->>'measure' = 'first_response' ORDER BY seq`,
      [conversationId],
    );
    expect(events.map((one) => one.type)).toEqual(
      expect.arrayContaining(['promise.started', 'promise.warned', 'promise.broken']),
    );
  });

  it('counts business hours only: a chat of the last ten minutes is due after opening on the next day', async () => {
    // 16:50 in Melbourne; office hours end at 17:00.
    now = Date.parse('2026-11-25T05:50:00Z');
    const conversationId = await chat();
    const { promises } = await owner.call(promisesOn, { subjectId: conversationId });
    const first = promises.find((one) => one.measure === 'first_response');
    expect(first?.dueAt).toBe('2026-11-25T22:05:00.000Z');
  });
});
