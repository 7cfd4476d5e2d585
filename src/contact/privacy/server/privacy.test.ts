import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer, getCustomer, mergeCustomers } from '#contact/customers/contract.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as privacy from '../contract.ts';
import { noticeInForce } from '../index.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let workspaceId: string;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner, workspaceId } = await heed.setUp());
});
afterAll(() => heed.stop());

const purpose = 'Answering you';
const inForce = (channel: privacy.NoticeChannel) =>
  heed.running.kernel.database.read({ ...noScope, workspaceId }, async (tx) => {
    const notice = await noticeInForce(tx, workspaceId, purpose, channel);
    return notice && `${notice.channel} ${notice.version}`;
  });

describe('a collection notice', () => {
  it('holds from its time on, a channel’s own before the one for any, and is never in force backwards', async () => {
    expect(await inForce('form')).toBeUndefined();
    await owner.call(privacy.publishNotice, { purpose, channel: 'any', text: 'We keep what you write to answer it.' });
    expect(await inForce('form')).toBe('any 1');
    const effectiveFrom = new Date(clock.getTime() + 3_600_000).toISOString();
    const text = 'We keep what you write here for two years.';
    const own = await owner.call(privacy.publishNotice, { purpose, channel: 'form', text, effectiveFrom });
    expect([own.version, own.effectiveFrom]).toEqual([1, effectiveFrom]);
    expect(await inForce('form')).toBe('any 1');
    clock = new Date(clock.getTime() + 2 * 3_600_000);
    expect([await inForce('form'), await inForce('chat')]).toEqual(['form 1', 'any 1']);
    const backwards = owner.call(privacy.publishNotice, { purpose, channel: 'form', text, effectiveFrom });
    await expect(backwards).rejects.toMatchObject({ code: 'privacy.in_the_past', status: 422 });
  });

  it('keeps every version as it was: nothing in the application can change one', async () => {
    await owner.call(privacy.publishNotice, { purpose, channel: 'any', text: 'Said better.' });
    const first = await owner.call(privacy.listNotices, { limit: 2 });
    const rest = await owner.call(privacy.listNotices, { after: first.next ?? '' });
    const all = [...first.notices, ...rest.notices];
    expect(all.map((one) => `${one.channel} ${one.version} ${one.state}`)).toEqual([
      'any 2 in_force',
      'form 1 in_force',
      'any 1 past',
    ]);
    expect(rest.next).toBeNull();
    const change = heed.running.kernel.database.write({ ...noScope, workspaceId }, (tx) =>
      tx.client.query("UPDATE privacy_notice SET text = 'Said otherwise'"),
    );
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe('a consent', () => {
  it('tells who agreed to which words, when and where, and when it was taken back', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const { noticeId } = await owner.call(privacy.publishNotice, { purpose: 'News', channel: 'phone', text: 'News.' });
    const said = { customerId, purpose: 'News', channel: 'phone' as const };
    await owner.call(privacy.noteConsent, { ...said, isGiven: true, noticeId });
    clock = new Date(clock.getTime() + 60_000);
    await owner.call(privacy.noteConsent, { ...said, isGiven: false });
    const { consents } = await owner.call(privacy.listConsents, { customerId });
    expect(consents.map((one) => [one.isGiven, one.isLatest, one.notice?.version, one.notedBy])).toEqual([
      [false, true, undefined, 'Olive Owner'],
      [true, false, 1, 'Olive Owner'],
    ]);
    expect(Date.parse(consents[0]?.at ?? '') - Date.parse(consents[1]?.at ?? '')).toBe(60_000);
    const wrong = owner.call(privacy.noteConsent, { ...said, purpose: 'Something else', isGiven: true, noticeId });
    await expect(wrong).rejects.toMatchObject({ code: 'privacy.unknown_notice' });
  });

  it('goes along when two customers turn out to be one', async () => {
    const [one, other] = await Promise.all(
      ['Bea Berger', 'B. Berger'].map((name) => owner.call(createCustomer, { name })),
    );
    const ids = { customerId: one?.customerId ?? '', otherId: other?.customerId ?? '' };
    await owner.call(privacy.noteConsent, {
      ...{ customerId: ids.otherId, purpose: 'News', channel: 'counter', isGiven: true },
    });
    const { version } = await owner.call(getCustomer, { customerId: ids.customerId });
    const { version: otherVersion } = await owner.call(getCustomer, { customerId: ids.otherId });
    await owner.call(mergeCustomers, { ...ids, version, otherVersion, take: {} });
    const { consents } = await owner.call(privacy.listConsents, { customerId: ids.customerId });
    expect(consents.map((consent) => consent.channel)).toEqual(['counter']);
  });
});
