import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listNotices } from '#foundation/notices/contract.ts';
import * as standards from '#foundation/standards/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { dayMs, publishStarter, type Shop } from '../test/quarter.ts';

const monday = Date.parse('2026-04-13T00:00:00Z');
const dayOf = (days: number) => new Date(monday + days * dayMs).toISOString().slice(0, 10);

let now = monday;
let shop: Shop;
let lead: Client;
let standardId: string;
let versionId: string;
let clauseId: string;

/** The clause on metrics is the lead's before the standard is published. */
async function giveClause(by: Client, ownerId: string | undefined): Promise<string> {
  const [standard] = (await by.call(standards.listStandards, {})).standards;
  const draft = await by.call(standards.getStandard, { standardId: standard?.id ?? '' });
  const clause = draft.clauses.find((one) => one.number === '4.1');
  if (!clause || !ownerId) throw new Error('no clause or nobody to own it');
  const { id, section, title, text, kind, body, version } = clause;
  const change = { versionId: draft.version.id, clauseId: id, version, section, title, text, kind, body };
  await by.call(standards.changeClause, { ...change, ownerId });
  return id;
}

beforeAll(async () => {
  const heed = await startTestHeed({ now: () => new Date(now) });
  heed.running.kernel.holdsDeadlines = true;
  const { owner } = await heed.setUp();
  const [manager, adviser] = [await heed.member('manager'), await heed.member('adviser')];
  lead = await heed.member('lead');
  shop = { heed, owner, manager, adviser, at: (ms) => (now = ms) };
  clauseId = await giveClause(manager, lead.personId);
  ({ standardId, versionId } = await publishStarter(shop, dayOf(1)));
});
afterAll(() => shop.heed.stop());

const wordsFor = async (by: Client) =>
  (await by.call(listNotices, { personId: by.personId ?? '', limit: 100 })).notices.map((one) => one.words);
const suggest = (text: string) =>
  shop.adviser.call(standards.suggestChange, { versionId, clauseId, text, conversationId: null });
const told = 'A change of Customer service standard is suggested';

describe('CEG006-1.9: a change of clause 4.1 that an adviser suggests', () => {
  let declined: string;

  it('comes to the owner of the clause, and to nobody else', async () => {
    ({ suggestionId: declined } = await suggest('Count Saturdays as well.'));
    expect(await wordsFor(lead)).toContain(told);
    expect([...(await wordsFor(shop.owner)), ...(await wordsFor(shop.manager))]).not.toContain(told);
  });

  it('stands in the pack of the next review in its own words, answered or not', async () => {
    const { suggestionId: taken } = await suggest('Ask for a rating after calls too.');
    await suggest('Show the number on the wall.');
    const reason = 'We are closed on Saturdays until spring.';
    await lead.call(standards.answerSuggestion, { suggestionId: declined, state: 'declined', answer: reason });
    await shop.manager.call(standards.beginVersion, { standardId, step: 'minor', reason: 'What people suggested' });
    const yes = { suggestionId: taken, state: 'taken' as const, answer: 'From the next version on.' };
    await lead.call(standards.answerSuggestion, yes);
    now += dayMs;
    const period = { standardId, from: dayOf(-88), to: dayOf(1) };
    const { reviewId } = await shop.manager.call(contract.beginReview, period);
    const { pack } = await shop.manager.call(contract.getReview, { reviewId });
    const section = pack.sections.find((one) => one.name === 'suggestions');
    expect(section?.tables[0]?.rows).toEqual([['How we know that it works', 3, 1, 1, 1]]);
    expect(section?.quotes.map((one) => [one.about, one.words])).toEqual([
      ['How we know that it works, no answer yet', 'Show the number on the wall.'],
      ['How we know that it works, declined', 'Count Saturdays as well.'],
      ['How we know that it works, taken', 'Ask for a rating after calls too.'],
    ]);
  });

  it('has its answer for its author to see: accepted or declined, with the reason', async () => {
    const { suggestions } = await shop.adviser.call(standards.listSuggestions, { standardId });
    expect(
      suggestions.map(({ state, answer, answeredBy, takenInto }) => [state, answer, answeredBy, takenInto]),
    ).toEqual([
      ['new', null, null, null],
      ['taken', 'From the next version on.', 'Lead 3', '1.1'],
      ['declined', 'We are closed on Saturdays until spring.', 'Lead 3', null],
    ]);
    const words = await wordsFor(shop.adviser);
    expect(words).toContain('Your suggestion about Customer service standard was declined, with the reason');
    expect(words).toContain('Your suggestion about Customer service standard was taken into the draft');
  });
});
