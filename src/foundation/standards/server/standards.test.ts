import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { listTargets, promisesOn, retireCalendar } from '#foundation/promises/contract.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import type { PromiseLine } from '../contract-words.ts';
import { fillAlignment } from '../test/align.ts';
import { researched } from '../test/researched.ts';

let heed: TestHeed;
let owner: Client;
let manager: Client;
let adviser: Client;
let standardId: string;
let first: string;
let now = new Date('2026-11-23T22:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  adviser = await heed.member('adviser');
  const [starter] = (await owner.call(contract.listStandards, {})).standards;
  standardId = starter?.id ?? '';
  first = starter?.open?.id ?? '';
});
afterAll(() => heed.stop());

const read = (versionId?: string, by = owner) =>
  by.call(contract.getStandard, { standardId, ...(versionId && { versionId }) });
const clauseNamed = async (title: string) => {
  const found = (await read()).clauses.find((one) => one.title === title);
  if (!found) throw new Error(`no clause “${title}”`);
  return found;
};
/** The input that leaves a clause as it is, but for what is given. */
const written = async (title: string, change: object) => {
  const { section, text, kind, body, ownerId, reviewOn, version, id: clauseId } = await clauseNamed(title);
  const versionId = (await read()).version.id;
  return { versionId, clauseId, version, section, title, text, kind, body, ownerId, reviewOn, reason: null, ...change };
};
/** From the consultation to the submission. */
const align = async (versionId: string) => {
  await manager.call(contract.beginAlignment, { versionId });
  await fillAlignment(manager, versionId);
  await manager.call(contract.submit, { versionId });
};
const refused = (code: string) => expect.objectContaining({ code });
const chatLines = async (title: string, minutes: number) => {
  const { body } = await clauseNamed(title);
  if (body?.does !== 'promise') throw new Error('no promise');
  const lines = body.lines.map((line: PromiseLine) => (line.channel === 'chat' ? { ...line, minutes } : line));
  return { does: 'promise' as const, lines };
};
const chatTarget = async () =>
  (await owner.call(listTargets, {})).targets.find((one) => one.measure === 'first_response' && one.channel === 'chat');

describe('a new workspace', () => {
  it('begins with a standard that is ready to be edited: a draft nobody has written, with every section', async () => {
    const { version, clauses, name } = await read();
    expect([name, version.major, version.minor, version.state, version.authorName]).toEqual([
      'Customer service standard',
      1,
      0,
      'draft',
      null,
    ]);
    expect(new Set(clauses.map((one) => one.section)).size).toBe(13);
    expect((await clauseNamed('First reply')).number).toBe('5.1');
  });
});

describe('a draft', () => {
  it('is edited clause by clause; who saw an older clause is told and nothing is lost', async () => {
    const seen = await written('First reply', { body: await chatLines('First reply', 2) });
    await manager.call(contract.changeClause, seen);
    await expect(manager.call(contract.changeClause, seen)).rejects.toEqual(refused('record.stale'));
    const { body, version } = await clauseNamed('First reply');
    expect(version).toBe(2);
    expect(body).toMatchObject({
      lines: [
        { channel: 'chat', minutes: 2 },
        { channel: null, minutes: 240 },
      ],
    });
  });

  it('refuses promises that cannot be kept, and says what could', async () => {
    const line = { measure: 'first_response', channel: 'chat', minutes: 5, calendarId: null, sharePercent: 90 };
    const clause = { versionId: first, section: 'response_times', title: 'Again', text: '', kind: 'promise' } as const;
    const add = (more: object) =>
      manager.call(contract.addClause, { ...clause, body: { does: 'promise', lines: [{ ...line, ...more }] } });
    const twice = await add({}).catch((error) => error);
    expect(twice).toEqual(refused('standard.impossible_target'));
    expect(twice.body.detail).toContain('“First reply” and “Again” promise the same thing');
    await expect(add({ measure: 'task' })).rejects.toEqual(refused('standard.impossible_target'));
    await expect(add({ channel: 'email', calendarId: standardId })).rejects.toEqual(
      refused('standard.impossible_target'),
    );
    await expect(manager.call(contract.addClause, { ...clause, body: null })).rejects.toEqual(
      refused('standard.wrong_body'),
    );
  });
});

describe('the life cycle', () => {
  it('demands consultation, an answer to every comment, the needed sections and an approver who wrote nothing', async () => {
    const versionId = first;
    await expect(manager.call(contract.submit, { versionId })).rejects.toEqual(refused('standard.not_consulted'));
    const asked = { versionId, personIds: [adviser.personId ?? ''] };
    await expect(manager.call(contract.consult, { ...asked, until: '2026-11-27' })).rejects.toEqual(
      refused('standard.not_researched'),
    );
    await researched(manager, versionId);
    await expect(manager.call(contract.consult, { ...asked, until: '2026-11-20' })).rejects.toEqual(
      refused('standard.past_date'),
    );
    await manager.call(contract.consult, { ...asked, until: '2026-11-27' });
    const { notices } = await adviser.call(listNotices, { personId: adviser.personId ?? '' });
    expect(notices.map((one) => one.words)).toContain('Please comment on Customer service standard by 2026-11-27');
    const clauseId = (await clauseNamed('First reply')).id;
    const { commentId } = await adviser.call(contract.comment, {
      versionId,
      clauseId,
      text: 'Two minutes need three of us.',
    });
    await expect(manager.call(contract.beginAlignment, { versionId })).rejects.toEqual(refused('standard.undisposed'));
    const declined = { commentId, disposition: 'declined' as const };
    await expect(manager.call(contract.disposeComment, declined)).rejects.toEqual(refused('standard.reason_missing'));
    await manager.call(contract.disposeComment, { ...declined, reason: 'Three of us are planned.' });

    const metric = await clauseNamed('How we know that it works');
    const dropped = { versionId, clauseId: metric.id, version: metric.version, reason: 'Not yet agreed' };
    await manager.call(contract.dropClause, dropped);
    await expect(manager.call(contract.submit, { versionId })).rejects.toEqual(refused('standard.wrong_step'));
    await manager.call(contract.beginAlignment, { versionId });
    const lacking = await manager.call(contract.submit, { versionId }).catch((error) => error);
    expect(lacking).toEqual(refused('standard.lacks_section'));
    expect(lacking.body.detail).toContain('performance metrics');
    const { section, title, text, kind, body } = metric;
    await manager.call(contract.addClause, { versionId, section, title, text, kind, body });
    await fillAlignment(manager, versionId);
    await manager.call(contract.submit, { versionId });

    const own = await manager.call(contract.approve, { versionId }).catch((error) => error);
    expect(own).toEqual(refused('standard.own_work'));
    expect(own.body.detail).toContain('Ask one of these: Olive Owner.');
    await expect(manager.call(contract.schedule, { versionId })).rejects.toEqual(refused('standard.wrong_step'));
    await owner.call(contract.approve, { versionId });
    expect((await read()).version).toMatchObject({
      state: 'approved',
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('never changes what was approved, whoever asks, and publishes nothing in the past', async () => {
    const edit = manager.call(contract.changeClause, await written('First reply', { title: 'Sooner' }));
    await expect(edit).rejects.toEqual(refused('standard.closed'));
    const behind = asOwner(heed.ownerUrl, `UPDATE standard_clause SET text = '' WHERE version_id = $1`, [first]);
    await expect(behind).rejects.toThrow('never change');
    const past = { versionId: first, from: '2026-11-23T21:00:00.000Z' };
    await expect(manager.call(contract.schedule, past)).rejects.toEqual(refused('standard.past_date'));
  });
});

describe('from clause to clock (part of CEG006-1.2)', () => {
  it('sets its targets at the time it takes effect; running clocks keep theirs, new ones show the clause', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const begin = () => owner.call(startConversation, { customerId, text: 'Where is it?', channel: 'chat' });
    const before = await begin();
    const clockOf = async (conversationId: string) =>
      (await owner.call(promisesOn, { subjectId: conversationId })).promises.find(
        (one) => one.measure === 'full_resolution',
      );
    const old = await clockOf(before.conversationId);
    await manager.call(contract.schedule, { versionId: first, from: '2026-11-24T22:00:00.000Z' });
    expect(await chatTarget()).toMatchObject({ minutes: 15, clauseRef: null });

    now = new Date('2026-11-24T22:00:00Z');
    const clock = startDeadlines(heed.running.kernel);
    await clock.tick();
    await clock.stop();
    expect((await read()).version.state).toBe('published');
    expect(await chatTarget()).toMatchObject({
      minutes: 2,
      clauseRef: 'Customer service standard 1.0, 5.1 First reply',
    });
    const after = await begin();
    expect(await clockOf(before.conversationId)).toMatchObject({ targetId: old?.targetId, clauseRef: null });
    expect(await clockOf(after.conversationId)).toMatchObject({
      clauseRef: 'Customer service standard 1.0, 5.3 Until it is solved',
    });
    const { clauses } = await adviser.call(contract.standardsAtWork, { conversationId: after.conversationId });
    expect(clauses.find((one) => one.title === 'Until it is solved')).toMatchObject({
      number: '5.3',
      major: 1,
      measures: expect.arrayContaining(['full_resolution']),
    });
  });

  it('stores on the conversation which steps of a procedure were done, and by whom', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Jun Petrak' });
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'I am not happy.' });
    const shown = async () =>
      (await adviser.call(contract.standardsAtWork, { conversationId })).clauses.find(
        (one) => one.title === 'When somebody is unhappy',
      );
    const { versionId = '', clauseId = '' } = (await shown()) ?? {};
    await adviser.call(contract.tickStep, { conversationId, versionId, clauseId, step: 0, done: true });
    const steps = (await shown())?.steps ?? [];
    expect(steps.map((one) => one.doneBy)).toEqual(['Adviser 2', null, null, null, null, null]);
  });

  it('refuses to take away a calendar by which it runs', async () => {
    const calendarId = (await chatTarget())?.calendarId ?? '';
    await expect(owner.call(retireCalendar, { calendarId })).rejects.toEqual(refused('calendar.in_use'));
  });
});

describe('reading and signing', () => {
  it('asks everybody it is for, counts who has, and takes no signature for other words', async () => {
    const { version, mustSign } = await read(undefined, adviser);
    expect(mustSign).toBe(true);
    const wrong = { versionId: first, contentHash: '0'.repeat(64) };
    await expect(adviser.call(contract.sign, wrong)).rejects.toEqual(refused('standard.other_content'));
    await adviser.call(contract.sign, { versionId: first, contentHash: version.contentHash ?? '' });
    expect((await read(undefined, adviser)).mustSign).toBe(false);
    const { must, signed, readers } = await owner.call(contract.listReaders, { versionId: first });
    expect([must, signed]).toEqual([3, 1]);
    expect(readers.filter((one) => one.signedAt).map((one) => one.name)).toEqual(['Adviser 2']);
  });
});

describe('the next version (part of CEG007-3.5)', () => {
  it('keeps the ids of clauses, wants a reason for each change, and shows it word by word', async () => {
    const begun = { standardId, step: 'minor' as const, reason: 'The spring review' };
    const { versionId, minor } = await manager.call(contract.beginVersion, begun);
    expect(minor).toBe(1);
    await expect(manager.call(contract.beginVersion, begun)).rejects.toEqual(refused('standard.version_open'));
    const text = 'People forgive a wait that was named and kept. A greeting by machine is none.';
    const change = { text, body: await chatLines('First reply', 3) };
    const unsaid = manager.call(contract.changeClause, await written('First reply', change));
    await expect(unsaid).rejects.toEqual(refused('standard.reason_missing'));
    const reason = 'Two minutes held for 71 % only';
    await manager.call(contract.changeClause, await written('First reply', { ...change, reason }));
    const { clauses, from } = await manager.call(contract.compareVersions, { versionId });
    expect(from).toEqual({ major: 1, minor: 0 });
    expect(clauses).toHaveLength(1);
    expect(clauses[0]).toMatchObject({ is: 'changed', reason, number: '5.1' });
    expect(clauses[0]?.text.filter((one) => one.is === 'added').map((one) => one.text.trim())).toEqual([
      'A greeting by machine',
    ]);
  });

  it('replaces the targets of the one before; a minor one need not be signed again', async () => {
    const { version } = await read();
    const versionId = version.id;
    const fromBefore = await clauseNamed('While the customer waits');
    const { id: clauseId, version: seen } = fromBefore;
    await manager.call(contract.dropClause, {
      versionId,
      clauseId,
      version: seen,
      reason: 'Goes into a team agreement',
    });
    await manager.call(contract.consult, { versionId, personIds: [adviser.personId ?? ''], until: '2026-11-30' });
    await align(versionId);
    await owner.call(contract.returnToDraft, { versionId, reason: 'Please say why in 5.1' });
    await align(versionId);
    await owner.call(contract.approve, { versionId });
    await manager.call(contract.schedule, { versionId });
    expect(await chatTarget()).toMatchObject({
      minutes: 3,
      clauseRef: 'Customer service standard 1.1, 5.1 First reply',
    });
    const { targets } = await owner.call(listTargets, {});
    expect(targets.filter((one) => one.measure === 'next_response')).toEqual([]);
    expect((await read(first)).version.state).toBe('retired');
    expect((await read(undefined, adviser)).mustSign).toBe(false);
    expect((await read(undefined, manager)).mustSign).toBe(true);
  });

  it('retires: it stays to be read, and what waits for an answer keeps its clock', async () => {
    await owner.call(contract.retireStandard, { standardId });
    expect((await read()).isRetired).toBe(true);
    expect(await chatTarget()).toMatchObject({ minutes: 3 });
    const again = owner.call(contract.beginVersion, { standardId, step: 'minor', reason: 'Once more' });
    await expect(again).rejects.toEqual(refused('standard.retired'));
  });
});
