import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { listTargets, promisesOn } from '#foundation/promises/contract.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { agreed } from '../test/agreed.ts';
import { quizOf } from '../test/quiz.ts';

let heed: TestHeed;
let owner: Client;
let manager: Client;
let advisers: Client[];
let standardId: string;
let versionId: string;
let now = new Date('2026-11-23T22:00:00Z');
const until = '2026-12-20';

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  advisers = [];
  for (let i = 0; i < 20; i++) advisers.push(await heed.member('adviser'));
  const [starter] = (await owner.call(contract.listStandards, {})).standards;
  standardId = starter?.id ?? '';
  versionId = starter?.open?.id ?? '';
  // It is for the twenty advisers and nobody else.
  const { revision, name, about } = await read();
  await owner.call(contract.changeStandard, { standardId, revision, name, about, audience: ['adviser'] });
  await publish();
}, 120_000);
afterAll(() => heed.stop());

const refused = (code: string) => expect.objectContaining({ code });
const read = (by = owner) => by.call(contract.getStandard, { standardId, versionId });
const one = (index: number): Client => advisers[index] ?? owner;
const readers = (limit = 100) => owner.call(contract.listReaders, { versionId, limit });

async function publish(): Promise<void> {
  await agreed(manager, versionId, [one(0).personId ?? ''], until);
  await owner.call(contract.approve, { versionId });
  await manager.call(contract.schedule, { versionId });
}

async function passDeadlines(at: string): Promise<void> {
  now = new Date(at);
  const clock = startDeadlines(heed.running.kernel);
  await clock.tick();
  await clock.stop();
}

describe('CEG007-2.1: a standard that is published to twenty people', () => {
  const askedOf = async (by: Client) =>
    (await by.call(listNotices, { personId: by.personId ?? '' })).notices.find(
      (two) => two.kind === 'standard.published',
    );

  it('is covered by 70 % when fourteen have acknowledged it, and the six others are reminded, and nobody else', async () => {
    const { version } = await read();
    for (const adviser of advisers.slice(0, 14)) {
      await adviser.call(contract.sign, { versionId, contentHash: version.contentHash ?? '' });
    }
    const { must, signed, coveragePercent, readers: people } = await readers();
    expect([must, signed, coveragePercent]).toEqual([20, 14, 70]);
    expect(people.filter((reader) => reader.signedAt === null)).toHaveLength(6);
    const reminded = () =>
      asOwner<{ id: string }>(
        heed.ownerUrl,
        `SELECT data->>'recipientId' AS id FROM event WHERE type = 'notice.chased' ORDER BY 1`,
      );
    await passDeadlines('2026-11-24T21:59:00Z');
    expect(await reminded()).toEqual([]);
    await passDeadlines('2026-11-24T22:01:00Z');
    const six = advisers.slice(14).map((adviser) => adviser.personId ?? '');
    expect((await reminded()).map(({ id }) => id)).toEqual(six.toSorted());
    expect(await askedOf(one(19))).toMatchObject({ chased: 1, awaits: 'act', readAt: null });
    expect(await askedOf(one(0))).toMatchObject({ chased: 0, awaits: 'nothing' });
  });
});

describe('the questions about a standard', () => {
  it('are made from what it promises, orders and counts, each with one answer that the document gives', async () => {
    const { questions, said, passPercent, best } = await quizOf(one(0), standardId, versionId);
    expect([passPercent, best]).toEqual([80, null]);
    expect(questions.map(({ asks }) => asks)).toEqual([
      ...Array.from({ length: 6 }, () => 'minutes'),
      ...Array.from({ length: 3 }, () => 'step'),
      ...Array.from({ length: 3 }, () => 'goal'),
    ]);
    for (const { question, answer } of said) {
      expect(new Set<number | string>(question.choices).size).toBe(question.choices.length);
      // A procedure of four steps has two others to choose besides the right one.
      expect(question.choices.length).toBeGreaterThanOrEqual(question.asks === 'step' ? 3 : 4);
      expect(question.choices).toContain(answer);
    }
    // Not always in the same place, or nobody would have to read.
    const places = said.map(({ question, answer }) => (question.choices as unknown[]).indexOf(answer));
    expect(new Set(places).size).toBeGreaterThan(1);
  });

  it('are passed with four fifths; every attempt is kept with score, time and what it was about', async () => {
    const { answer, questions } = await quizOf(one(0), standardId, versionId);
    expect(await answer(3)).toMatchObject({ score: 9, of: 12, isPassed: false });
    const unanswered = await answer(0, 3);
    expect(unanswered).toMatchObject({ score: 9, isPassed: false });
    expect(unanswered.results.filter((two) => !two.isRight).map((two) => two.id)).toEqual(
      questions.slice(0, 3).map((two) => two.id),
    );
    expect(await answer(2)).toMatchObject({ score: 10, isPassed: true });
    const again = await quizOf(one(0), standardId, versionId);
    expect(again).toMatchObject({ attempts: 3, best: { score: 10, of: 12, isPassed: true, at: now.toISOString() } });
    const { passed, questions: count, readers: people } = await readers();
    expect([passed, count]).toEqual([1, 12]);
    expect(people.filter((two) => two.quiz).map((two) => [two.id, two.quiz?.score])).toEqual([[one(0).personId, 10]]);
    const kept = await asOwner<{ score: number; content_hash: string }>(
      heed.ownerUrl,
      'SELECT score, content_hash FROM standard_quiz_attempt WHERE version_id = $1 ORDER BY at, id',
      [versionId],
    );
    const { contentHash } = (await read()).version;
    expect(kept.map((two) => [two.score, two.content_hash])).toEqual([9, 9, 10].map((score) => [score, contentHash]));
  });

  it('are answered about what is in force and was read, and nothing else', async () => {
    const other = { versionId, contentHash: '0'.repeat(64), answers: [] };
    await expect(one(1).call(contract.answerQuiz, other)).rejects.toEqual(refused('standard.other_content'));
    const { versionId: draft } = await manager.call(contract.createStandard, { name: 'For the counter' });
    const early = { ...other, versionId: draft };
    await expect(one(1).call(contract.answerQuiz, early)).rejects.toEqual(refused('standard.not_in_force'));
    expect((await one(1).call(contract.getQuiz, { versionId: draft })).questions).toEqual([]);
  });
});

describe('CEG006-KE-5: response times', () => {
  const firstReply = async () => {
    const { body } = (await read()).clauses.find((two) => two.title === 'First reply') ?? {};
    if (body?.does !== 'promise') throw new Error('no promise');
    return body.lines;
  };
  /** How long the clock of a new mail runs, in minutes of its calendar. */
  const clock = async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'Hello?', channel: 'email' });
    const { promises } = await owner.call(promisesOn, { subjectId: conversationId });
    const found = promises.find((two) => two.measure === 'first_response');
    return (Date.parse(found?.dueAt ?? '') - now.getTime()) / 60_000;
  };
  const target = async () =>
    (await owner.call(listTargets, {})).targets.find((two) => two.measure === 'first_response' && !two.channel);
  /** What the quiz takes for right about the first reply on every channel. */
  const right = async () => {
    const { said } = await quizOf(one(2), standardId, versionId);
    const asked = said.find(
      ({ question }) => question.asks === 'minutes' && question.measure === 'first_response' && !question.channel,
    );
    const { results } = await (await quizOf(one(2), standardId, versionId)).answer();
    const result = results.find((two) => two.id === asked?.question.id);
    return asked?.question.choices[result?.right ?? -1];
  };

  it('change in the table, in the clocks and in the answer of the quiz, when 4 hours become 2 in the next version', async () => {
    // Ten o'clock in Melbourne: seven hours of the day are left.
    now = new Date('2026-11-24T23:00:00Z');
    expect([(await firstReply())[1]?.minutes, (await target())?.minutes, await clock(), await right()]).toEqual([
      ...[240, 240, 240, 240],
    ]);
    const begun = { standardId, step: 'major' as const, reason: 'Customers wait too long' };
    ({ versionId } = await manager.call(contract.beginVersion, begun));
    const { clauses } = await read();
    const clause = clauses.find((two) => two.title === 'First reply');
    if (!clause) throw new Error('no clause');
    const { section, title, text, kind, version, id: clauseId } = clause;
    const lines = (await firstReply()).map((line) => (line.channel ? line : { ...line, minutes: 120 }));
    const change = { versionId, clauseId, version, section, title, text, kind, reason: 'Half of it is enough' };
    await manager.call(contract.changeClause, { ...change, body: { does: 'promise', lines } });
    expect([(await target())?.minutes, await clock()]).toEqual([240, 240]);
    await publish();
    expect([(await firstReply())[1]?.minutes, (await target())?.minutes, await clock(), await right()]).toEqual([
      ...[120, 120, 120, 120],
    ]);
    expect((await read()).version).toMatchObject({ state: 'published', major: 2, minor: 0 });
  });
});
