import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer } from '#contact/customers/contract.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { promisesOn } from '#foundation/promises/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addTag,
  countConversations,
  getConversation,
  listConversations,
  listTags,
  listWrapUpReasons,
  renameTag,
  resolve,
  retireTag,
  setPriority,
  snooze,
  startConversation,
  tagConversation,
  type View,
  wake,
} from '../contract.ts';
import { conversationForCustomer, receiveMessage } from './receive.ts';

let heed: TestHeed;
let owner: Client;
let adviser: Client;
let workspaceId: string;
let customerId: string;
/** Two processes that fire what is due; the product's own holds still, so that the test says when. */
let clocks: ReturnType<typeof startDeadlines>[];
let now = new Date('2026-11-23T01:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  ({ owner, workspaceId } = await heed.setUp());
  adviser = await heed.member('adviser');
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' }));
  const { kernel } = heed.running;
  kernel.holdsDeadlines = true;
  clocks = [startDeadlines(kernel), startDeadlines(kernel)];
});
afterAll(async () => {
  for (const one of clocks) await one.stop();
  await heed.stop();
});
const tick = () => Promise.all(clocks.map((one) => one.tick()));

async function started(text = 'My kettle is broken.') {
  const { conversationId } = await owner.call(startConversation, { customerId, text });
  return { conversationId, version: (await owner.call(getConversation, { conversationId })).version };
}
const get = (conversationId: string) => owner.call(getConversation, { conversationId });
const idsOf = async (view: View) =>
  (await owner.call(listConversations, { view, limit: 100 })).conversations.map((one) => one.id);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => error.code,
  );
const eventsOf = (conversationId: string) =>
  asOwner<{ type: string; data: Record<string, unknown>; actor_kind: string }>(
    heed.ownerUrl,
    `SELECT type, data, actor_kind FROM event WHERE data->>'conversationId' = $1 ORDER BY seq`,
    [conversationId],
  );

/** What the customer writes next, as their channel stores it. */
const customerWrites = (conversationId: string) =>
  runOwnCommand(heed.running.kernel, 'test:customer', { workspaceId, onBehalfOf: null }, async (ctx) => {
    const conversation = await conversationForCustomer(ctx, conversationId);
    if (!conversation) throw new Error('it is another customer’s');
    await receiveMessage(ctx, conversation, { id: newId(), channel: 'chat', text: 'And the lid?' });
  });

describe('tags', () => {
  it('are put on and taken off, each once, and the log names them by id', async () => {
    const { conversationId } = await started();
    const [damaged, refund] = [
      await owner.call(addTag, { name: 'Damaged' }),
      await owner.call(addTag, { name: 'Refund' }),
    ];
    const add = [damaged.tagId, refund.tagId];
    await adviser.call(tagConversation, { conversationId, add });
    const first = await get(conversationId);
    expect(first.tagIds).toEqual(add);
    const again = await adviser.call(tagConversation, { conversationId, add });
    expect(again.version).toBe(first.version);
    await adviser.call(tagConversation, { conversationId, remove: [damaged.tagId] });
    const { conversations } = await owner.call(listConversations, { view: 'all' });
    expect(conversations.find((one) => one.id === conversationId)?.tagIds).toEqual([refund.tagId]);
    const events = (await eventsOf(conversationId)).filter((one) => one.type === 'conversation.tagged');
    expect(events.map((one) => [one.data.added, one.data.removed])).toEqual([
      [add, []],
      [[], [damaged.tagId]],
    ]);
  });

  it('of two people at once are both kept', async () => {
    const { conversationId } = await started();
    const tags = await Promise.all(['One', 'Two'].map((name) => owner.call(addTag, { name })));
    await Promise.all(
      tags.map(({ tagId }, i) => (i === 0 ? owner : adviser).call(tagConversation, { conversationId, add: [tagId] })),
    );
    expect((await get(conversationId)).tagIds.sort()).toEqual(tags.map((one) => one.tagId).sort());
  });

  it('have names of their own, whatever the case; a name is free again when its tag is off the list', async () => {
    const { tagId, version } = await owner.call(addTag, { name: 'Wholesale' });
    expect(await refusal(owner.call(addTag, { name: ' wholesale ' }))).toBe('conversation.tag_taken');
    const twins = await Promise.all([1, 2, 3].map(() => refusal(owner.call(addTag, { name: 'Twin' }))));
    expect(twins.filter((one) => one === 'accepted')).toHaveLength(1);
    const retired = await owner.call(retireTag, { tagId, version, retired: true });
    const other = await owner.call(addTag, { name: 'Wholesale' });
    expect(await refusal(owner.call(retireTag, { ...retired, retired: false }))).toBe('conversation.tag_taken');
    await owner.call(renameTag, { ...other, name: 'Trade' });
    await owner.call(retireTag, { ...retired, retired: false });
    const { tags } = await owner.call(listTags, {});
    expect(tags.filter((tag) => ['Wholesale', 'Trade'].includes(tag.name)).map((tag) => tag.isRetired)).toEqual([
      false,
      false,
    ]);
  });

  it('off the list stay where they are and cannot be put on anew; unknown ones are refused', async () => {
    const { conversationId } = await started();
    const tag = await owner.call(addTag, { name: 'Old' });
    await owner.call(tagConversation, { conversationId, add: [tag.tagId] });
    await owner.call(retireTag, { ...tag, retired: true });
    expect((await get(conversationId)).tagIds).toEqual([tag.tagId]);
    const other = await started();
    const put = (id: string) =>
      refusal(owner.call(tagConversation, { conversationId: other.conversationId, add: [id] }));
    expect([await put(tag.tagId), await put(newId())]).toEqual([
      'conversation.unknown_tag',
      'conversation.unknown_tag',
    ]);
  });

  it('are at most twenty on a conversation', async () => {
    const { conversationId } = await started();
    const tags = [];
    for (let i = 0; i < 21; i++) tags.push((await owner.call(addTag, { name: `Number ${i}` })).tagId);
    await owner.call(tagConversation, { conversationId, add: tags.slice(0, 20) });
    const one = owner.call(tagConversation, { conversationId, add: tags.slice(20) });
    expect(await refusal(one)).toBe('conversation.too_many_tags');
    expect((await get(conversationId)).tagIds).toHaveLength(20);
  });
});

describe('priority', () => {
  it('is normal until somebody sets it, and an older version is refused', async () => {
    const { conversationId, version } = await started();
    expect((await get(conversationId)).priority).toBe('normal');
    await adviser.call(setPriority, { conversationId, version, priority: 'urgent' });
    expect(await refusal(owner.call(setPriority, { conversationId, version, priority: 'low' }))).toBe('record.stale');
    expect((await get(conversationId)).priority).toBe('urgent');
    const events = (await eventsOf(conversationId)).filter((one) => one.type === 'conversation.priority_changed');
    expect(events.map(({ data }) => [data.from, data.to])).toEqual([['normal', 'urgent']]);
  });
});

describe('a snoozed conversation', () => {
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

  it('leaves the working views, stands under Snoozed and is counted there only', async () => {
    const { conversationId, version } = await started();
    const before = await owner.call(countConversations, {});
    await owner.call(snooze, { conversationId, version, until: inHours(2) });
    const found = await Promise.all((['unassigned', 'open', 'snoozed', 'all'] as const).map(idsOf));
    expect(found.map((ids) => ids.includes(conversationId))).toEqual([false, false, true, true]);
    const after = await owner.call(countConversations, {});
    expect([before.open - after.open, after.snoozed - before.snoozed]).toEqual([1, 1]);
  });

  it('keeps its clocks: they go on, warn and break as if nobody had snoozed', async () => {
    const { conversationId, version } = await started();
    const owed = async () =>
      (await owner.call(promisesOn, { subjectId: conversationId })).promises.map(({ measure, state, dueAt }) => ({
        measure,
        state,
        dueAt,
      }));
    const before = await owed();
    expect(before.some((one) => one.state === 'running')).toBe(true);
    await owner.call(snooze, { conversationId, version, until: inHours(200) });
    expect(await owed()).toEqual(before);
    const due = before.map((one) => one.dueAt).sort()[0] ?? '';
    now = new Date(Date.parse(due) + 1_000);
    await tick();
    expect((await owed()).some((one) => one.state === 'broken')).toBe(true);
    expect((await get(conversationId)).snoozedUntil).not.toBeNull();
  });

  it('wakes once when its time has come, and says that it is back', async () => {
    const { conversationId, version } = await started();
    await owner.call(snooze, { conversationId, version, until: inHours(1) });
    await tick();
    expect(await idsOf('open')).not.toContain(conversationId);
    now = new Date(now.getTime() + 3_600_000);
    await tick();
    const { conversations } = await owner.call(listConversations, { view: 'open', limit: 100 });
    expect(conversations.find((one) => one.id === conversationId)?.wokenAt).toBe(now.toISOString());
    const woken = (await eventsOf(conversationId)).filter((one) => one.type === 'conversation.woken');
    expect(woken.map((one) => [one.data.why, one.actor_kind])).toEqual([['time', 'system']]);
    const { notices } = await owner.call(listNotices, { personId: owner.personId ?? '' });
    expect(notices.filter((one) => one.kind === 'conversation.woken' && one.aboutId === conversationId)).toHaveLength(
      1,
    );
  });

  it('that was snoozed again wakes at the later time only', async () => {
    const { conversationId, version } = await started();
    const first = await owner.call(snooze, { conversationId, version, until: inHours(1) });
    await owner.call(snooze, { conversationId, version: first.version, until: inHours(3) });
    now = new Date(now.getTime() + 2 * 3_600_000);
    await tick();
    expect((await get(conversationId)).snoozedUntil).not.toBeNull();
    now = new Date(now.getTime() + 2 * 3_600_000);
    await tick();
    expect((await get(conversationId)).snoozedUntil).toBeNull();
  });

  it('wakes at once when the customer writes', async () => {
    const { conversationId, version } = await started();
    await owner.call(snooze, { conversationId, version, until: inHours(5) });
    await customerWrites(conversationId);
    expect((await get(conversationId)).snoozedUntil).toBeNull();
    expect(await idsOf('open')).toContain(conversationId);
    const woken = (await eventsOf(conversationId)).filter((one) => one.type === 'conversation.woken');
    expect(woken.map((one) => one.data.why)).toEqual(['customer']);
  });

  it('can be woken by hand once, and is no longer snoozed when it is resolved', async () => {
    const one = await started();
    const asleep = await owner.call(snooze, { ...one, until: inHours(5) });
    const awake = await owner.call(wake, asleep);
    expect(await refusal(owner.call(wake, awake))).toBe('conversation.not_possible');
    const again = await owner.call(snooze, { ...awake, until: inHours(5) });
    const wrapUpReasonId = (await owner.call(listWrapUpReasons, {})).reasons[0]?.id;
    const done = await owner.call(resolve, { ...again, wrapUpReasonId });
    expect(await idsOf('snoozed')).not.toContain(one.conversationId);
    expect(await refusal(owner.call(snooze, { ...done, until: inHours(5) }))).toBe('conversation.not_possible');
  });

  it.each([
    ['in the past', () => inHours(-1)],
    ['more than a year away', () => inHours(24 * 367)],
  ])('is refused %s, and stays where it is', async (_, until) => {
    const one = await started();
    expect(await refusal(owner.call(snooze, { ...one, until: until() }))).toBe('conversation.bad_snooze');
    expect(await get(one.conversationId)).toMatchObject({ snoozedUntil: null, version: one.version });
  });
});
