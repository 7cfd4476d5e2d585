import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { measureRows, measureValues } from '#foundation/measures/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import {
  getConversation,
  listConversations,
  listWrapUpReasons,
  reopen,
  reply,
  resolve,
  startConversation,
  writeNote,
} from '../contract.ts';

/** Every number of this file was reckoned by hand from the times that stand beside it. */
let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let widgetKey: string;
let reasonId: string;

/** Sets the time of what follows: minutes after nine o'clock in Melbourne on Monday 2 November 2026. */
const at = (minutes: number) => {
  clock = new Date(Date.parse('2026-11-01T22:00:00Z') + minutes * 60_000);
};

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  widgetKey = await openWidget(owner);
  reasonId = (await owner.call(listWrapUpReasons, {})).reasons[0]?.id ?? '';
});
afterAll(() => heed.stop());

interface Fact {
  kind: string;
  minutes: number | null;
  at: number;
}

/** The facts of a conversation: values and instants in minutes, counts as they are. */
async function factsOf(conversationId: string): Promise<Record<string, string[]>> {
  await caughtUp(heed);
  const rows = await asOwner<Fact>(
    heed.ownerUrl,
    `SELECT kind, (CASE WHEN kind IN ('contact', 'open', 'opened', 'closed', 'resolution', 'one_contact') THEN value
        ELSE value / 60000.0 END)::float8 AS minutes,
      (extract(epoch FROM at - '2026-11-01T22:00:00Z') / 60)::float8 AS at
     FROM fact WHERE subject_id = $1 ORDER BY kind, at, ordinal`,
    [conversationId],
  );
  const facts: Record<string, string[]> = {};
  for (const { kind, minutes, at: when } of rows) facts[kind] = [...(facts[kind] ?? []), `${minutes} at ${when}`];
  return facts;
}

async function visitorAsks(text: string): Promise<{ visitor: Client; conversationId: string }> {
  const visitor = await newVisitor(heed, widgetKey);
  const { conversationId } = await visitor.call(chatSend, { text });
  return { visitor, conversationId };
}

async function settle(conversationId: string): Promise<void> {
  const { version } = await owner.call(getConversation, { conversationId });
  await owner.call(resolve, { conversationId, version, wrapUpReasonId: reasonId });
}

describe('the facts of a conversation', () => {
  it('count from the oldest unanswered message, and reopening counts in the full time only', async () => {
    at(0);
    const { visitor, conversationId } = await visitorAsks('Where is my parcel?');
    at(4);
    await owner.call(writeNote, { conversationId, text: 'Ask the depot.' });
    at(12);
    await owner.call(reply, { conversationId, text: 'On its way.' });
    at(20);
    await visitor.call(chatSend, { text: 'When will it come?' });
    at(25);
    await visitor.call(chatSend, { text: 'Hello?' });
    at(50);
    await owner.call(reply, { conversationId, text: 'Tomorrow.' });
    at(60);
    await visitor.call(chatSend, { text: 'Thanks!' });
    at(70);
    await settle(conversationId);
    expect(await factsOf(conversationId)).toEqual({
      contact: ['1 at 0'],
      opened: ['1 at 0'],
      closed: ['1 at 70'],
      first_response: ['12 at 12'],
      next_response: ['30 at 50'],
      update_gap: ['38 at 50'],
      resolution: ['0 at 70'],
      one_contact: ['1 at 70'],
      first_resolution: ['70 at 70'],
      full_resolution: ['70 at 70'],
      // Open from 0 to 12, from 20 to 50 and from 60 to 70; waiting for the customer in between.
      requester_wait: ['52 at 70'],
      agent_work: ['52 at 70'],
    });
    at(1_000);
    await visitor.call(chatSend, { text: 'It did not come.' });
    expect(await factsOf(conversationId)).toMatchObject({
      open: ['null at 0'],
      opened: ['1 at 0', '1 at 1000'],
      resolution: ['1 at 70'],
      one_contact: ['0 at 70'],
      first_resolution: ['70 at 70'],
    });
    expect(await factsOf(conversationId)).not.toHaveProperty('full_resolution');
    at(1_030);
    await owner.call(reply, { conversationId, text: 'We send another.', status: 'open' });
    at(1_100);
    await settle(conversationId);
    expect(await factsOf(conversationId)).toEqual({
      contact: ['1 at 0'],
      opened: ['1 at 0', '1 at 1000'],
      closed: ['1 at 70', '1 at 1100'],
      first_response: ['12 at 12'],
      // “Thanks!” was settled by resolving, so the wait began with the message at 1,000.
      next_response: ['30 at 50', '30 at 1030'],
      update_gap: ['38 at 50'],
      resolution: ['1 at 70', '0 at 1100'],
      one_contact: ['0 at 70'],
      first_resolution: ['70 at 70'],
      full_resolution: ['1100 at 1100'],
      requester_wait: ['152 at 1100'],
      agent_work: ['152 at 1100'],
    });
  });

  it('begin with the customer’s first message where we wrote first', async () => {
    at(2_000);
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const started = await owner.call(startConversation, {
      customerId,
      from: 'staff',
      text: 'Your order is late. Sorry!',
    });
    const { conversationId } = started;
    expect(await factsOf(conversationId)).toEqual({
      contact: ['1 at 2000'],
      open: ['null at 2000'],
      opened: ['1 at 2000'],
    });
    at(2_090);
    await owner.call(reply, { conversationId, text: 'It leaves today.' });
    expect(await factsOf(conversationId)).toMatchObject({ update_gap: ['90 at 2090'] });
    expect(await factsOf(conversationId)).not.toHaveProperty('first_response');
    at(2_100);
    await settle(conversationId);
    expect(await factsOf(conversationId)).toMatchObject({
      agent_work: ['0 at 2100'],
      full_resolution: ['100 at 2100'],
    });
  });

  it('say that one contact was not enough when the same customer writes again within seven days', async () => {
    at(3_000);
    const { customerId } = await owner.call(createCustomer, { name: 'Ilse Brandt' });
    const first = await owner.call(startConversation, { customerId, text: 'The lid is missing.' });
    at(3_010);
    await settle(first.conversationId);
    expect(await factsOf(first.conversationId)).toMatchObject({ one_contact: ['1 at 3010'] });
    at(3_010 + 7 * 1_440 + 1);
    const late = await owner.call(startConversation, { customerId, text: 'Another matter.' });
    expect(await factsOf(first.conversationId)).toMatchObject({ one_contact: ['1 at 3010'] });
    at(3_010 + 7 * 1_440 + 5);
    await settle(late.conversationId);
    at(3_010 + 14 * 1_440);
    const again = await owner.call(startConversation, { customerId, text: 'The lid came off.' });
    expect(await factsOf(late.conversationId)).toMatchObject({ one_contact: [expect.stringMatching(/^0 at/)] });
    const { version } = await owner.call(getConversation, { conversationId: late.conversationId });
    await owner.call(reopen, { conversationId: late.conversationId, version });
    expect(await factsOf(late.conversationId)).toMatchObject({ resolution: [expect.stringMatching(/^1 at/)] });
    expect(again.reference).toMatch(/^H-/);
  });

  it('answer through the library, with the rows behind them', async () => {
    at(40_000);
    await caughtUp(heed);
    const period = { from: '2026-11-02', to: '2026-11-02' };
    const { results, state, timeZone } = await owner.call(measureValues, {
      measures: 'first_response_median,next_response_median,contacts,backlog,one_contact,requester_wait_median',
      ...period,
    });
    expect({ state, timeZone }).toEqual({ state: 'ready', timeZone: 'Australia/Melbourne' });
    expect(results.map((one) => [one.measure, one.value, one.n])).toEqual([
      ['first_response_median', 12, 1],
      ['next_response_median', 30, 1],
      ['contacts', 1, 1],
      // Resolved at ten past ten that day.
      ['backlog', 0, 0],
      ['one_contact', 0, 1],
      ['requester_wait_median', null, 0],
    ]);
    expect(results.at(-1)?.words).toBe('No rows in this period.');
    const behind = await owner.call(measureRows, {
      measure: 'next_response_median',
      from: '2026-11-02',
      to: '2026-11-30',
    });
    expect(behind.rows.map((row) => row.value)).toEqual([30, 30]);
    const [row] = behind.rows;
    const { conversations } = await owner.call(listConversations, { view: 'all' });
    expect(conversations.find((one) => one.id === row?.subjectId)?.reference).toBe(row?.reference);
    expect(row?.link).toBe(`/inbox/all/${row?.subjectId}`);
    const backlog = await owner.call(measureRows, { measure: 'backlog', from: '2026-11-02', to: '2026-11-29' });
    const unresolved = conversations.filter((one) => one.status !== 'resolved').map((one) => one.id);
    expect(backlog.rows.map((one) => one.subjectId).sort()).toEqual(unresolved.sort());
  });
});
