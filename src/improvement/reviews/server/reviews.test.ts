import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { listPromises, promisesOn } from '#foundation/promises/contract.ts';
import * as standards from '#foundation/standards/contract.ts';
import { agreed } from '#foundation/standards/test/agreed.ts';
import { listGoals, logIssue } from '#improvement/monitoring/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { dayMs, keepSessions, publishStarter, type Shop, serveWeeks, settled } from '../test/quarter.ts';

/** Ten o'clock on a Monday in Melbourne; no change of clocks lies in the quarter after it. */
const monday = Date.parse('2026-04-13T00:00:00Z');
const dayOf = (days: number) => new Date(monday + days * dayMs).toISOString().slice(0, 10);
const refused = (code: string) => expect.objectContaining({ code });

let now = monday - dayMs;
let shop: Shop;
let standardId: string;
let reviewId: string;

beforeAll(async () => {
  const heed = await startTestHeed({ now: () => new Date(now) });
  heed.running.kernel.holdsDeadlines = true;
  const { owner } = await heed.setUp();
  const [manager, adviser] = [await heed.member('manager'), await heed.member('adviser')];
  await keepSessions(heed);
  shop = { heed, owner, manager, adviser, at: (ms) => (now = ms) };
  ({ standardId } = await publishStarter(shop, dayOf(0)));
});
afterAll(() => shop.heed.stop());

const read = (by: Client = shop.owner) => by.call(contract.getReview, { reviewId });
const metricsOf = async () => (await read()).pack.sections.flatMap((section) => section.metrics);
const sign = () => shop.manager.call(contract.signReview, { reviewId });
const firstReply = async () => {
  const found = (await metricsOf()).find((one) => one.name === 'First response, chat');
  if (!found) throw new Error('the pack does not know the first reply');
  return found;
};

describe('CEG007-PE-6a: a review of three months', () => {
  it('shows what is missing while there are 60 days of data, and cannot be signed as three months', async () => {
    await serveWeeks(shop, monday, 8);
    now = monday + 59 * dayMs;
    await settled(shop);
    const short = shop.manager.call(contract.beginReview, { standardId, from: dayOf(0), to: dayOf(59) });
    await expect(short).rejects.toEqual(refused('review.period'));
    const begun = await shop.manager.call(contract.beginReview, { standardId, from: dayOf(-40), to: dayOf(59) });
    reviewId = begun.reviewId;
    const { pack, lacks } = await read();
    expect(pack.coverage).toMatchObject({ days: 60, needed: 90, missing: 30, from: dayOf(0), isCounting: false });
    expect(lacks[0]).toBe('60 of 90 days are covered by data, 30 are missing: this is not three months.');
    await expect(sign()).rejects.toEqual(refused('review.too_short'));
    const second = shop.manager.call(contract.beginReview, { standardId, from: dayOf(-40), to: dayOf(59) });
    await expect(second).rejects.toEqual(refused('review.open'));
  });
});

describe('the pack', () => {
  it('CEG007-3.2: shows target, actual, n, trend and missing data of every metric after thirteen weeks', async () => {
    await serveWeeks(shop, monday + 8 * 7 * dayMs, 5);
    now = monday + 91 * dayMs;
    await settled(shop);
    await shop.manager.call(contract.changePeriod, { reviewId, from: dayOf(0), to: dayOf(90) });
    const { pack } = await read();
    expect(pack.coverage).toMatchObject({ days: 91, missing: 0, from: dayOf(0) });
    // Four chats a week, of which one was answered late.
    const reply = await firstReply();
    expect(reply).toMatchObject({
      clause: '5.1 First reply',
      unit: 'share',
      target: 0.9,
      value: 0.75,
      n: 52,
      missing: null,
    });
    expect(reply.trend.map((week) => [week.n, week.value])).toEqual(Array.from({ length: 13 }, () => [4, 0.75]));
    // Wilson's interval of 39 in 52, reckoned by hand.
    expect([reply.low, reply.high].map((value) => value?.toFixed(3))).toEqual(['0.618', '0.848']);
    const metrics = await metricsOf();
    expect(metrics.find((one) => one.name === 'Satisfied customers')).toMatchObject({ value: 0.5, n: 26 });
    expect(metrics.find((one) => one.name === 'First response')).toMatchObject({
      value: null,
      n: 0,
      missing: 'No rows in this period.',
    });
  });

  it('part of CEG007-3.1: feedback has counts, themes and examples; broken promises their causes', async () => {
    const { pack } = await read();
    const section = (name: string) => pack.sections.find((one) => one.name === name);
    const [counts, themes] = section('feedback')?.tables ?? [];
    expect(counts?.rows.slice(0, 3)).toEqual([
      ['Asked', 52, ''],
      ['Answered', 26, '50 %'],
      ['Satisfied, 4 or 5 of 5', 13, '50 % (32–68 %)'],
    ]);
    expect(themes?.rows).toEqual([[expect.any(String), 26, 13, 13]]);
    expect(section('feedback')?.quotes.map((one) => one.words)).toContain('I waited for ever.');
    const [broken] = section('broken')?.tables ?? [];
    expect(broken?.rows[0]?.slice(0, 2)).toEqual(['first response', 13]);
  });

  it('tells what was corrected, what disturbed the service, and what people suggested', async () => {
    const { owner, manager, adviser } = shop;
    const [goal] = (await owner.call(listGoals, { standardId })).goals;
    const [began, ended] = [new Date(now - 4 * 3_600_000), new Date(now - 2 * 3_600_000)].map((at) => at.toISOString());
    await manager.call(logIssue, {
      ...{
        kind: 'technology',
        title: 'The chat was away',
        goalIds: [goal?.id ?? ''],
        beganAt: began ?? '',
        endedAt: ended,
      },
      ...{ ownerId: manager.personId, dueAt: new Date(now + 7 * dayMs).toISOString() },
    });
    const { version, clauses } = await owner.call(standards.getStandard, { standardId });
    const clauseId = clauses.find((one) => one.title === 'First reply')?.id ?? '';
    await adviser.call(standards.suggestChange, { versionId: version.id, clauseId, text: 'Ten minutes, please.' });
    now += dayMs;
    await manager.call(contract.changePeriod, { reviewId, from: dayOf(0), to: dayOf(91) });
    const tables = async (name: string) => (await read()).pack.sections.find((one) => one.name === name)?.tables ?? [];
    const [actions, issues] = await tables('corrections');
    expect(actions?.rows).toEqual([[expect.any(String), 0, 'not yet', 'not measured yet']]);
    expect(issues?.rows).toEqual([['The chat was away', 'technology', '2 h', 1, 'an action exists']]);
    expect((await tables('suggestions'))[0]?.rows).toEqual([['First reply', 1, 0, 0, 1]]);
    now -= dayMs;
    await manager.call(contract.changePeriod, { reviewId, from: dayOf(0), to: dayOf(90) });
  });

  it('is for owners, managers and leads', async () => {
    await expect(read(shop.adviser)).rejects.toEqual(refused('access.forbidden'));
  });
});

describe('what people make of it', () => {
  it('CEG007-PE-6b: closing is refused while a metric has no evaluation, and names those that lack it', async () => {
    const metrics = await metricsOf();
    const [first, ...others] = metrics;
    await shop.manager.call(contract.evaluate, { reviewId, metric: first?.key ?? '', text: 'Thursdays are too thin.' });
    const error = await sign().catch((caught) => caught);
    expect(error).toEqual(refused('review.unevaluated'));
    expect(error.body.errors.map((one: { path: string }) => one.path)).toEqual(others.map((one) => one.key));
    const unknown = { reviewId, metric: `${standardId}.0`, text: 'Of nothing' };
    await expect(shop.manager.call(contract.evaluate, unknown)).rejects.toEqual(refused('review.unknown'));
    for (const { key } of others)
      await shop.manager.call(contract.evaluate, { reviewId, metric: key, text: 'As it was.' });
  });

  it('CEG007-3.3: a meeting keeps attendees, what was discussed and actions, each of which leads back to it', async () => {
    const { clauseId } = await firstReply();
    const { findingId } = await shop.manager.call(contract.addFinding, {
      ...{ reviewId, clauseId, decision: 'change' as const, text: 'A quarter of an hour is too short on Thursdays' },
    });
    const action = { words: 'Plan a second adviser on Thursdays', ownerId: shop.adviser.personId };
    const dueAt = new Date(now + 7 * dayMs).toISOString();
    const people = [shop.owner, shop.manager, shop.adviser].map((one) => one.personId);
    const early = { reviewId, heldOn: dayOf(99), attendeeIds: people, items: [{ words: 'Thursdays' }] };
    await expect(shop.manager.call(contract.holdMeeting, early)).rejects.toEqual(refused('review.past_date'));
    await shop.manager.call(contract.holdMeeting, {
      ...{ reviewId, heldOn: dayOf(91), attendeeIds: people },
      items: [{ words: 'Thursdays: one in four waits too long', findingId, actions: [{ ...action, dueAt }] }],
    });
    const [meeting] = (await read()).meetings;
    expect(meeting?.attendees).toEqual(['Adviser 2', 'Manager 1', 'Olive Owner']);
    expect(meeting?.items[0]).toMatchObject({
      findingId,
      actions: [{ words: action.words, ownerName: 'Adviser 2', state: 'running' }],
    });
    const { promises } = await shop.adviser.call(listPromises, {});
    expect(promises.find((one) => one.words === action.words)?.about).toMatchObject({ link: `/reviews/${reviewId}` });
  });
});

describe('adjusting the standard', () => {
  let old: string;
  const ask = async () => {
    const { customerId } = await shop.owner.call(createCustomer, { name: 'Jun Petrak' });
    return shop.owner.call(startConversation, { customerId, text: 'Hello?', channel: 'chat' });
  };
  const clockOf = async (subjectId: string) =>
    (await shop.owner.call(promisesOn, { subjectId })).promises.find((one) => one.measure === 'first_response');

  it('CEG007-PE-6c: a change is signed only with its clause in a draft, or with a dated reason not to', async () => {
    await expect(sign()).rejects.toEqual(refused('review.unlinked_change'));
    const { findingId, version } = await shop.manager.call(contract.addFinding, {
      ...{ reviewId, decision: 'change' as const, text: 'Mails need a calendar of their own' },
    });
    const finding = { findingId, version, text: 'Mails need a calendar of their own', decision: 'change' as const };
    const past = { ...finding, notNow: { reason: 'After the move', until: dayOf(10) } };
    await expect(shop.manager.call(contract.changeFinding, past)).rejects.toEqual(refused('review.past_date'));
    await shop.manager.call(contract.changeFinding, {
      ...past,
      notNow: { reason: 'After the move', until: dayOf(200) },
    });
    const { versionId, minor } = await shop.manager.call(contract.adjust, { reviewId, step: 'minor' });
    expect(minor).toBe(1);
    await expect(sign()).rejects.toEqual(refused('review.unlinked_change'));

    const draft = await shop.manager.call(standards.getStandard, { standardId, versionId });
    const clause = draft.clauses.find((one) => one.title === 'First reply');
    expect(draft.version.reason).toContain('A quarter of an hour is too short on Thursdays');
    expect(clause).toMatchObject({ reason: 'A quarter of an hour is too short on Thursdays', isChanged: false });
    if (clause?.body?.does !== 'promise') throw new Error('no promise');
    const lines = clause.body.lines.map((line) => (line.channel === 'chat' ? { ...line, minutes: 45 } : line));
    const { section, title, text, kind, ownerId, reviewOn, reason, version: seen } = clause;
    await shop.manager.call(standards.changeClause, {
      ...{ versionId, clauseId: clause.id, version: seen, section, title, text, kind, ownerId, reviewOn, reason },
      body: { does: 'promise', lines },
    });
    expect((await read()).lacks).toEqual([]);
    const before = await read();
    const { contentHash } = await sign();
    const signed = await read();
    expect(signed.pack).toEqual(before.pack);
    expect(signed).toMatchObject({ contentHash, signedBy: 'Manager 1' });
    expect(signed.findings.map((one) => [one.isMade, one.notNow?.until ?? null])).toEqual([
      [true, null],
      [false, dayOf(200)],
    ]);
  });

  it('is frozen when it is signed: what leaves has the hash that was signed, as JSON and as PDF', async () => {
    const late = shop.manager.call(contract.addFinding, { reviewId, text: 'One more', decision: 'keep' });
    await expect(late).rejects.toEqual(refused('review.signed'));
    const json = await shop.owner.raw('GET', `/api/v1/reviews/${reviewId}/file?form=json`);
    const { signed, review } = (await json.json()) as {
      signed: { text: string; contentHash: string };
      review: contract.PackMetric & { pack: contract.Pack };
    };
    expect(createHash('sha256').update(signed.text).digest('hex')).toBe(signed.contentHash);
    expect(signed.text).not.toContain('I waited for ever.');
    expect(JSON.stringify(review.pack)).toContain('I waited for ever.');
    const pdf = await shop.owner.raw('GET', `/api/v1/reviews/${reviewId}/file?form=pdf`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 8)
        .toString(),
    ).toBe('%PDF-1.7');
    expect((await shop.adviser.raw('GET', `/api/v1/reviews/${reviewId}/file`)).status).toBe(403);
  });

  it('reminds of the next review: it is owed a quarter later', async () => {
    const { due } = await shop.owner.call(contract.listReviews, {});
    expect(due).toEqual([
      expect.objectContaining({ standardId, ownerName: 'Manager 1', dueAt: new Date(now + 91 * dayMs).toISOString() }),
    ]);
  });

  it('CEG007-3.5: clocks started before keep their targets, new ones use the new; diff and reasons are to be seen', async () => {
    old = (await ask()).conversationId;
    const versionId = (await read()).nextVersion?.id ?? '';
    const { clauses } = await shop.owner.call(standards.compareVersions, { versionId });
    expect(clauses).toEqual([
      expect.objectContaining({
        number: '5.1',
        is: 'changed',
        reason: 'A quarter of an hour is too short on Thursdays',
      }),
    ]);
    await agreed(shop.manager, versionId, [shop.adviser.personId], dayOf(95));
    await shop.owner.call(standards.approve, { versionId });
    await shop.manager.call(standards.schedule, { versionId });
    const later = (await ask()).conversationId;
    expect(await clockOf(old)).toMatchObject({ clauseRef: 'Customer service standard 1.0, 5.1 First reply' });
    expect(await clockOf(later)).toMatchObject({ clauseRef: 'Customer service standard 1.1, 5.1 First reply' });
    const length = async (id: string) => {
      const clock = await clockOf(id);
      return (Date.parse(clock?.dueAt ?? '') - now) / 60_000;
    };
    expect([await length(old), await length(later)]).toEqual([15, 45]);
  });
});
