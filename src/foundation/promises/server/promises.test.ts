import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assign, reply, resolve, setWaiting } from '#contact/conversations/contract.ts';
import { receiveMessage } from '#contact/conversations/index.ts';
import { createTeam } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { asOwner } from '#kernel/test/database.ts';
import { getPromise } from '../contract.ts';
import { iso, minute, openPromiseShop, type PromiseShop, pause, until, wednesday } from '../test/shop.ts';

let shop: PromiseShop;
beforeAll(async () => {
  shop = await openPromiseShop();
});
afterAll(() => shop.heed.stop());

const states = async (subjectId: string) =>
  Object.fromEntries((await shop.clocks(subjectId)).map((one) => [one.measure, one.state]));

/** The customer writes on. */
async function writeAsCustomer(conversationId: string, text: string): Promise<void> {
  const { kernel } = shop.heed.running;
  await runOwnCommand(kernel, 'test.write', { workspaceId: shop.workspaceId, onBehalfOf: null }, async (ctx) => {
    const [conversation] = await asOwner<Parameters<typeof receiveMessage>[1]>(
      shop.heed.ownerUrl,
      `SELECT id, customer_id, status, team_id, assignee_id, last_number, last_inbound_number
       FROM conversation WHERE id = $1`,
      [conversationId],
    );
    if (!conversation) throw new Error('no such conversation');
    await receiveMessage(ctx, conversation, { id: newId(), channel: 'chat', text });
  });
}

describe('the clocks of a conversation', () => {
  it('start with the first message, are kept by the answer and stand still while we wait', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    expect(await states(id)).toEqual({ first_response: 'running', full_resolution: 'running', ownership: 'running' });
    const first = await shop.clock(id, 'first_response');
    expect([first?.dueAt, first?.warnAt]).toEqual([iso(wednesday + 15 * minute), iso(wednesday + 12 * minute)]);
    shop.at(wednesday + 5 * minute);
    await shop.owner.call(reply, { conversationId: id, text: 'On its way' });
    expect(await states(id)).toEqual({ first_response: 'kept', full_resolution: 'paused', ownership: 'kept' });
    shop.at(wednesday + 20 * minute);
    await shop.owner.call(setWaiting, { conversationId: id, version: await shop.version(id), waiting: false });
    const full = await shop.clock(id, 'full_resolution');
    // Three working days from Wednesday 10:00 and the quarter of an hour it stood still: over the weekend.
    expect([full?.state, full?.dueAt]).toEqual(['running', iso(Date.parse('2026-11-29T23:15:00Z'))]);
    const story = await shop.owner.call(getPromise, { promiseId: full?.id ?? '' });
    expect(story.entries.map((one) => [one.kind, one.reason])).toEqual([
      ['started', null],
      ['paused', 'waiting for the customer'],
      ['resumed', null],
    ]);
    expect(story.calendar).toMatchObject({ name: 'Office hours', number: 1, timeZone: 'Australia/Melbourne' });
    expect(story.steps.filter((one) => one.kind === 'open').reduce((sum, one) => sum + (one.minutes ?? 0), 0)).toBe(
      1_440,
    );
  });

  it('count the next response from the oldest unanswered message; further ones do not restart it', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    shop.at(wednesday + minute);
    await writeAsCustomer(id, 'And in blue?');
    expect(await shop.clock(id, 'next_response')).toBeUndefined();
    await shop.owner.call(reply, { conversationId: id, text: 'Yes, in blue too' });
    shop.at(wednesday + 10 * minute);
    await writeAsCustomer(id, 'How much?');
    shop.at(wednesday + 14 * minute);
    await writeAsCustomer(id, 'Hello?');
    const next = await shop.clock(id, 'next_response');
    expect([next?.state, next?.startedAt]).toEqual(['running', iso(wednesday + 10 * minute)]);
    shop.at(wednesday + 20 * minute);
    await shop.owner.call(reply, { conversationId: id, text: '40' });
    expect((await shop.clock(id, 'next_response'))?.state).toBe('kept');
    expect((await shop.clock(id, 'first_response'))?.endedAt).toBe(iso(wednesday + minute));
  });

  it('end when it is resolved: thanks after that start nothing, anything else goes on with the same clock', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    const wrapUpReasonId = await shop.wrapUpReasonId();
    await shop.owner.call(resolve, { conversationId: id, version: await shop.version(id), wrapUpReasonId });
    const ended = { first_response: 'waived', full_resolution: 'kept', ownership: 'kept' };
    expect(await states(id)).toEqual(ended);
    const before = await shop.clock(id, 'full_resolution');
    shop.at(wednesday + 30 * minute);
    await writeAsCustomer(id, 'Thanks a lot!');
    expect(await states(id)).toEqual(ended);
    await writeAsCustomer(id, 'Thanks, but it still leaks');
    const full = await shop.clock(id, 'full_resolution');
    expect([full?.id, full?.state, full?.dueAt]).toEqual([before?.id, 'running', before?.dueAt]);
    expect(await states(id)).toMatchObject({ next_response: 'running', ownership: 'running' });
  });

  it('break at once when it is opened again after its time', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    const wrapUpReasonId = await shop.wrapUpReasonId();
    await shop.owner.call(resolve, { conversationId: id, version: await shop.version(id), wrapUpReasonId });
    shop.at(wednesday + 6 * 24 * 60 * minute);
    await writeAsCustomer(id, 'It broke again');
    expect((await shop.clock(id, 'full_resolution'))?.state).toBe('broken');
  });

  it('are owed by whoever has it, and ownership by the team that has it', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    const before = await shop.clock(id, 'ownership');
    expect(before?.teamId).toBe(shop.teamId);
    const { teamId } = await shop.owner.call(createTeam, { name: 'Second line', memberIds: [] });
    await shop.owner.call(assign, { conversationId: id, version: await shop.version(id), teamId });
    const after = await shop.clock(id, 'ownership');
    expect([after?.teamId, after?.id === before?.id]).toEqual([teamId, false]);
    const story = await shop.owner.call(getPromise, { promiseId: before?.id ?? '' });
    expect(story.entries.at(-1)).toMatchObject({ kind: 'waived', reason: 'another team has it now' });
    const taken = { conversationId: id, version: await shop.version(id), assigneeId: shop.owner.personId };
    await shop.owner.call(assign, taken);
    expect((await shop.clock(id, 'ownership'))?.state).toBe('kept');
    expect((await shop.clock(id, 'first_response'))?.ownerId).toBe(shop.owner.personId);
  });

  it('count an answer that leaves us the next step as an update, and owe the next one', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    await shop.owner.call(reply, { conversationId: id, text: 'We look into it', status: 'open' });
    const first = await shop.clock(id, 'periodic_update');
    expect(first?.state).toBe('running');
    await shop.owner.call(reply, { conversationId: id, text: 'Still looking', status: 'open' });
    const all = (await shop.clocks(id)).filter((one) => one.measure === 'periodic_update');
    expect(all.map((one) => one.state).sort()).toEqual(['kept', 'running']);
  });
});

describe('firing', () => {
  it('part of CEG006-1.2: warns after 12 of 15 minutes and is broken at 15 exactly', async () => {
    shop.at(wednesday);
    const id = await shop.ask();
    const first = () => shop.clock(id, 'first_response');
    shop.at(wednesday + 12 * minute - 1);
    await pause(600);
    expect((await first())?.warnedAt).toBeNull();
    shop.at(wednesday + 12 * minute);
    await until(async () => (await first())?.warnedAt === iso(wednesday + 12 * minute));
    shop.at(wednesday + 15 * minute - 1);
    await pause(600);
    expect((await first())?.state).toBe('running');
    shop.at(wednesday + 15 * minute);
    await until(async () => (await first())?.state === 'broken');
    expect(await first()).toMatchObject({ brokenAt: iso(wednesday + 15 * minute), raisedTo: 'lead' });
    const events = await asOwner<{ type: string; role: string | null }>(
      shop.heed.ownerUrl,
      `SELECT type, data->>'role' AS role FROM event
       WHERE data->>'subjectId' = $1 AND data->>'measure' = 'first_response' ORDER BY seq`,
      [id],
    );
    expect(events).toEqual([
      { type: 'promise.started', role: null },
      { type: 'promise.warned', role: null },
      { type: 'promise.broken', role: 'lead' },
    ]);
    shop.at(wednesday + 16 * minute);
    await shop.owner.call(reply, { conversationId: id, text: 'Sorry' });
    expect((await first())?.state).toBe('kept_late');
  });

  it('an answer in the very moment it is due keeps it; one after that breaks it first, whoever notices', async () => {
    const { kernel } = shop.heed.running;
    kernel.holdsDeadlines = true;
    shop.at(wednesday);
    const [inTime, late] = [await shop.ask(), await shop.ask()];
    shop.at(wednesday + 15 * minute);
    await shop.owner.call(reply, { conversationId: inTime, text: 'Here' });
    shop.at(wednesday + 15 * minute + 1);
    await shop.owner.call(reply, { conversationId: late, text: 'Here' });
    kernel.holdsDeadlines = false;
    expect((await shop.clock(inTime, 'first_response'))?.state).toBe('kept');
    expect(await shop.clock(late, 'first_response')).toMatchObject({
      state: 'kept_late',
      brokenAt: iso(wednesday + 15 * minute),
    });
  });
});
