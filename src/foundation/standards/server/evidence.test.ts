import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { wordsInPdf } from '#foundation/letters/test/pdf-words.ts';
import { listMeasures } from '#foundation/measures/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { fillAlignment } from '../test/align.ts';
import { finding } from '../test/researched.ts';

let heed: TestHeed;
let owner: Client;
let manager: Client;
let adviser: Client;
let standardId: string;
let versionId: string;
let conversationId: string;
let now = new Date('2026-11-23T22:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  adviser = await heed.member('adviser');
  await keepSessions(heed);
  const [starter] = (await owner.call(contract.listStandards, {})).standards;
  standardId = starter?.id ?? '';
  versionId = starter?.open?.id ?? '';
  // Ten chats, answered after 1 to 10 minutes.
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  for (let minutes = 1; minutes <= 10; minutes++) {
    ({ conversationId } = await owner.call(startConversation, { customerId, text: 'Where is it?', channel: 'chat' }));
    now = new Date(now.getTime() + minutes * 60_000);
    await adviser.call(reply, { conversationId, text: 'On its way.' });
  }
  await caughtUp(heed);
}, 60_000);
afterAll(() => heed.stop());

const refused = (code: string) => expect.objectContaining({ code });
const read = () => owner.call(contract.getStandard, { standardId });
const evidence = (of = versionId) => manager.call(contract.getEvidence, { versionId: of });
const clauseNamed = async (title: string) => {
  const found = (await read()).clauses.find((one) => one.title === title);
  if (!found) throw new Error(`no clause “${title}”`);
  return found;
};
const wordsFor = async (by: Client) =>
  (await by.call(listNotices, { personId: by.personId ?? '' })).notices.map((one) => one.words);
const add = (by: Client, more: object) => by.call(contract.addFinding, { versionId, ...finding, ...more });
async function passDeadlines(at: string): Promise<void> {
  now = new Date(at);
  const clock = startDeadlines(heed.running.kernel);
  await clock.tick();
  await clock.stop();
}

describe('CEG007-1.1: what customers need', () => {
  it('is written down with a need and at least one source that is there, or not at all', async () => {
    await expect(manager.call(contract.takeStep, { versionId, to: 'benchmark' })).rejects.toEqual(
      refused('standard.wrong_step'),
    );
    await manager.call(contract.takeStep, { versionId, to: 'needs' });
    await expect(add(manager, { need: '' })).rejects.toEqual(refused('input.invalid'));
    await expect(add(manager, { sources: [] })).rejects.toEqual(refused('standard.lacks_source'));
    const gone = [{ is: 'conversation' as const, id: standardId }];
    await expect(add(manager, { sources: gone })).rejects.toEqual(refused('standard.unknown_source'));
    await expect(manager.call(contract.takeStep, { versionId, to: 'benchmark' })).rejects.toEqual(
      refused('standard.lacks_finding'),
    );
    expect((await evidence()).findings).toEqual([]);
    const period = { from: '2026-11-01', to: '2026-11-30' };
    const sources = [
      ...[{ is: 'conversation' as const, id: conversationId }],
      ...[{ is: 'measure' as const, measure: 'first_response_median', channel: 'chat', ...period }],
      ...finding.sources,
    ];
    await add(manager, { sources, clauseIds: [(await clauseNamed('First reply')).id] });
    const [kept] = (await evidence()).findings;
    expect(kept?.sources).toMatchObject([
      { title: 'H-1010', link: `/inbox/all/${conversationId}` },
      { title: 'Median first reply', value: 5.5, n: 10, unit: 'minutes' },
      { title: 'Waiting in chats, interviews with twelve customers', given: { date: '2026-09-30' } },
    ]);
    await manager.call(contract.takeStep, { versionId, to: 'benchmark' });
  });

  it('is seen by whoever reads standards, and written by whoever keeps them', async () => {
    expect((await adviser.call(contract.getEvidence, { versionId })).findings).toHaveLength(1);
    await expect(add(adviser, {})).rejects.toEqual(refused('access.forbidden'));
  });
});

describe('part of CEG007-1.2: a goal', () => {
  it('that is compared with nothing goes neither to consultation nor to approval, unless the reason is written', async () => {
    const lines = [{ measure: 'feedback_answer_rate', is: 'at_least' as const, goal: 20 }];
    const metric = { section: 'metrics', kind: 'metric', title: 'Enough answers', text: '' } as const;
    await manager.call(contract.addClause, { versionId, ...metric, body: { does: 'metric', lines } });
    const asked = { versionId, personIds: [adviser.personId ?? ''], until: '2026-11-27' };
    const lacking = await manager.call(contract.consult, asked).catch((error) => error);
    expect(lacking).toEqual(refused('standard.lacks_benchmark'));
    expect(lacking.body.errors).toEqual([
      { path: 'feedback_answer_rate', message: expect.stringContaining('Enough answers') },
    ]);
    const goal = { versionId, measure: 'feedback_answer_rate' };
    await expect(
      manager.call(contract.excuseBenchmark, { ...goal, measure: 'contacts', reason: 'None' }),
    ).rejects.toEqual(refused('standard.wrong_benchmark'));
    await manager.call(contract.excuseBenchmark, { ...goal, reason: 'Nobody publishes it for shops of our size.' });
    await manager.call(contract.consult, asked);
  });

  it('insists on sample and method before a source is strong, and on values that can be', async () => {
    const row = { versionId, measure: 'csat', value: 0.8, title: 'A survey', address: 'https://a.example', year: 2025 };
    const weak = { ...row, sample: '61 shops', method: null };
    await expect(manager.call(contract.addBenchmark, { ...weak, strength: 'strong' })).rejects.toEqual(
      refused('standard.weak_source'),
    );
    await expect(manager.call(contract.addBenchmark, { ...weak, strength: 'weak', value: 80 })).rejects.toEqual(
      refused('standard.wrong_benchmark'),
    );
    const { benchmarkId } = await manager.call(contract.addBenchmark, { ...weak, strength: 'weak' });
    await manager.call(contract.dropBenchmark, { benchmarkId });
  });

  it('CEG007-KE-7: a reference of a standards body brings its title, year and address', async () => {
    const chosen = { versionId, reference: 'iso-18295-1' };
    await expect(manager.call(contract.chooseReference, chosen)).rejects.toEqual(refused('standard.wrong_benchmark'));
    const { benchmarkId } = await manager.call(contract.chooseReference, { ...chosen, measure: 'csat' });
    expect((await evidence()).benchmarks.find((one) => one.id === benchmarkId)).toMatchObject({
      title: 'ISO 18295-1:2017 Customer contact centres, part 1',
      year: 2017,
      address: 'https://standardsforum.com/iso-18295',
      strength: 'weak',
    });
  });
});

describe('CEG007-1.6: before the approval', () => {
  it('stands beside each goal what it would have been in the last 90 days, by the same formula', async () => {
    const { id: clauseId, ...clause } = await clauseNamed('First reply');
    const { section, title, text, kind, version } = clause;
    const line = { measure: 'first_response', channel: 'chat', minutes: 8, calendarId: null, sharePercent: 90 };
    const lines = [line, { ...line, channel: null, minutes: 240 }];
    const body = { does: 'promise' as const, lines };
    await manager.call(contract.changeClause, { versionId, clauseId, version, section, title, text, kind, body });
    const { figures, keptAt } = await manager.call(contract.ownFigures, { versionId });
    expect(keptAt).toBeNull();
    const [chat, all] = figures.filter((one) => one.id === clauseId);
    expect(chat).toMatchObject({ value: 0.8, n: 10, against: 0.9, isReached: false });
    expect(chat?.gap).toBeCloseTo(-0.1);
    expect(all).toMatchObject({ value: 1, n: 10, isReached: true });
    const { benchmarks } = await evidence();
    const ofBenchmark = (reference: string) =>
      figures.find((one) => one.id === benchmarks.find((row) => row.reference === reference)?.id);
    // Nobody says how that was measured, so nothing is ranked by it.
    expect(ofBenchmark('chat-first-reply-top')).toMatchObject({ value: 5.5, n: 10, isReached: null });
    expect(ofBenchmark('mail-first-reply-top')).toMatchObject({ value: null, n: 0, gap: null });
    await expect(adviser.call(contract.ownFigures, { versionId })).rejects.toEqual(refused('access.forbidden'));
  });

  it('CEG007-KE-13: the catalogue gives formula, unit, pitfall and a worked number for every measure', async () => {
    const { measures } = await owner.call(listMeasures, {});
    for (const one of measures) {
      expect([one.formula, one.unit, one.pitfall, one.worked].every((words) => words.length > 3)).toBe(true);
    }
    expect(measures.find((one) => one.name === 'csat')?.worked).toBe('172 ÷ 200 = 86 % (80.5 % – 90.1 %)');
    expect(measures.find((one) => one.name === 'backlog_days')?.worked).toBe('30 ÷ (280 ÷ 28) = 3');
  });
});

describe('CEG007-1.3: a round of comments', () => {
  it('closes when each of its nine comments has an answer, and takes no more after that', async () => {
    const written: string[] = [];
    for (let i = 1; i <= 9; i++) {
      written.push((await adviser.call(contract.comment, { versionId, text: `Remark ${i}` })).commentId);
    }
    for (const commentId of written.slice(1)) {
      await manager.call(contract.disposeComment, { commentId, disposition: 'taken' });
    }
    await expect(manager.call(contract.closeRound, { versionId })).rejects.toEqual(refused('standard.undisposed'));
    const partly = { commentId: written[0] ?? '', disposition: 'partly' as const };
    await expect(manager.call(contract.disposeComment, partly)).rejects.toEqual(refused('standard.reason_missing'));
    await manager.call(contract.disposeComment, { ...partly, reason: 'The first half of it' });
    await manager.call(contract.closeRound, { versionId });
    await expect(adviser.call(contract.comment, { versionId, text: 'One more' })).rejects.toEqual(
      refused('standard.round_over'),
    );
    expect((await read()).rounds).toMatchObject([{ number: 1, until: '2026-11-27', closedAt: expect.any(String) }]);
  });

  it('ends by itself with its last day; whoever opened it hears how many comments wait', async () => {
    await manager.call(contract.consult, { versionId, personIds: [adviser.personId ?? ''], until: '2026-11-28' });
    const { commentId } = await adviser.call(contract.comment, { versionId, text: 'And the weekend?' });
    await passDeadlines('2026-11-28T13:00:01Z');
    expect(await wordsFor(manager)).toContain(
      'The time for comments on Customer service standard is over; without an answer: 1',
    );
    await expect(adviser.call(contract.comment, { versionId, text: 'Too late' })).rejects.toEqual(
      refused('standard.round_over'),
    );
    await manager.call(contract.disposeComment, { commentId, disposition: 'taken' });
    expect((await read()).comments.at(-1)).toMatchObject({ round: 2, disposition: 'taken' });
  });
});

describe('what a version is founded on', () => {
  it('CEG007-1.2: a goal without a benchmark is not put up for approval until the reason is written', async () => {
    await manager.call(contract.beginAlignment, { versionId });
    await fillAlignment(manager, versionId);
    const goal = { versionId, measure: 'feedback_answer_rate' };
    await manager.call(contract.excuseBenchmark, { ...goal, reason: null });
    const blocked = await manager.call(contract.submit, { versionId }).catch((error) => error);
    expect(blocked).toEqual(refused('standard.lacks_benchmark'));
    expect(blocked.body.detail).toContain('Enough answers');
    await manager.call(contract.excuseBenchmark, { ...goal, reason: 'Nobody publishes it for shops of our size.' });
    expect(await manager.call(contract.submit, { versionId })).toMatchObject({ state: 'submitted' });
  });

  it('stays as it was when it was submitted, whoever asks, with the figures it was approved on', async () => {
    await expect(add(manager, {})).rejects.toEqual(refused('standard.closed'));
    const behind = asOwner(heed.ownerUrl, `UPDATE standard_finding SET need = 'More' WHERE version_id = $1`, [
      versionId,
    ]);
    await expect(behind).rejects.toThrow('never changes');
    await owner.call(contract.approve, { versionId });
    const { keptAt, figures } = await owner.call(contract.ownFigures, { versionId });
    expect(keptAt).not.toBeNull();
    expect(figures.filter((one) => one.of === 'goal').length).toBeGreaterThan(5);
    await manager.call(contract.schedule, { versionId });
  });

  it('is taken over by a MINOR version, which says so, and gathered anew for a MAJOR one', async () => {
    const minor = await manager.call(contract.beginVersion, { standardId, step: 'minor', reason: 'The spring review' });
    const carried = await read();
    expect([carried.version.state, carried.founded.carriedFrom]).toEqual(['benchmark', '1.0']);
    expect((await evidence(minor.versionId)).findings[0]).toMatchObject({ need: finding.need, carriedFrom: '1.0' });
  });
});

describe('a suggestion (part of CEG007-3.5)', () => {
  let clauseId: string;
  const suggest = (text: string) => adviser.call(contract.suggestChange, { versionId, clauseId, text, conversationId });
  const listed = async () => (await adviser.call(contract.listSuggestions, { standardId })).suggestions;

  it('goes to the owner of the clause, from the conversation where it came up', async () => {
    const clause = await clauseNamed('How we write');
    clauseId = clause.id;
    const { id: _, number: __, isChanged: ___, ...fields } = clause;
    const draftId = (await read()).version.id;
    const reason = 'Somebody is to own it';
    await manager.call(contract.changeClause, {
      ...{ ...fields, versionId: draftId, clauseId, reason, ownerId: manager.personId ?? '' },
    });
    await suggest('Say “you” rather than “one”.');
    expect(await wordsFor(manager)).toContain('A change of Customer service standard is suggested');
    expect((await listed())[0]).toMatchObject({
      clauseTitle: 'How we write',
      versionNumber: '1.0',
      state: 'new',
      conversation: { reference: 'H-1010' },
      mayAnswer: false,
    });
  });

  it('is declined with a reason only, and its author hears it', async () => {
    const { suggestionId } = await suggest('Write in rhymes.');
    const declined = { suggestionId, state: 'declined' as const };
    await expect(adviser.call(contract.answerSuggestion, declined)).rejects.toEqual(refused('access.forbidden'));
    await expect(manager.call(contract.answerSuggestion, declined)).rejects.toEqual(refused('standard.reason_missing'));
    await manager.call(contract.answerSuggestion, { ...declined, answer: 'Nobody asked for it.' });
    await expect(manager.call(contract.answerSuggestion, { suggestionId, state: 'considered' })).rejects.toEqual(
      refused('standard.answered'),
    );
    expect(await wordsFor(adviser)).toContain(
      'Your suggestion about Customer service standard was declined, with the reason',
    );
  });

  it('is taken up by a change of the clause, and stands beside it in the comparison', async () => {
    const suggestionId = (await listed()).find((one) => one.state === 'new')?.id ?? '';
    const { id: _, number: __, isChanged: ___, ...fields } = await clauseNamed('How we write');
    const draftId = (await read()).version.id;
    const change = { text: 'Plain words. We say “you”.', reason: 'Suggested by Adviser 2' };
    await manager.call(contract.changeClause, { ...fields, ...change, versionId: draftId, clauseId, suggestionId });
    expect((await listed()).find((one) => one.id === suggestionId)).toMatchObject({ state: 'taken', takenInto: '1.1' });
    const { clauses } = await manager.call(contract.compareVersions, { versionId: draftId });
    expect(clauses.find((one) => one.id === clauseId)?.suggestions).toEqual([
      { id: suggestionId, text: 'Say “you” rather than “one”.', authorName: 'Adviser 2' },
    ]);
  });
});

describe('a workspace without a standard', () => {
  it('begins with the starter at any time, once', async () => {
    await expect(manager.call(contract.beginWithStarter, {})).rejects.toEqual(refused('standard.name_taken'));
    await owner.call(contract.retireStandard, { standardId });
    const begun = await manager.call(contract.beginWithStarter, {});
    const { clauses, version } = await owner.call(contract.getStandard, { standardId: begun.standardId });
    expect([clauses.length > 15, version.state]).toEqual([true, 'draft']);
  });
});

describe('CEG007-PE-1: a version taken away', () => {
  const file = (by: Client, form: string) => by.raw('GET', `/api/v1/standard-versions/${versionId}/file?form=${form}`);

  it('holds clauses, research with its sources, benchmarks with our values, comments and signatures', async () => {
    const answer = await file(owner, 'json');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="customer-service-standard-1.0.json"');
    const whole = (await answer.json()) as Record<string, never>;
    expect(whole).toMatchObject({
      standard: { name: 'Customer service standard' },
      version: { approverName: 'Olive Owner' },
      clauses: expect.arrayContaining([expect.objectContaining({ title: 'First reply' })]),
      research: {
        findings: [expect.objectContaining({ need: finding.need })],
        benchmarks: expect.arrayContaining([expect.objectContaining({ year: 2017 })]),
        own: { keptAt: expect.any(String) },
      },
      consultation: { rounds: [{ number: 1 }, { number: 2 }] },
      signatures: [],
    });
  });

  it('is a PDF too, for those who lead, and for nobody else', async () => {
    const answer = await file(owner, 'pdf');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = Buffer.from(await answer.arrayBuffer());
    expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
    const words = wordsInPdf(pdf);
    const research = [finding.learnt, finding.need, 'Waiting in chats, interviews with twelve customers'];
    for (const part of [...research, 'https://research.example/waiting', 'First reply', 'People forgive a wait'])
      expect(
        words.some((one) => one.includes(part)),
        part,
      ).toBe(true);
    expect((await file(adviser, 'pdf')).status).toBe(403);
    expect((await file(heed.anonymous(), 'pdf')).status).toBe(401);
    expect((await file(owner, 'docx')).status).toBe(422);
  });
});
