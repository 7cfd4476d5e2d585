import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { fillAlignment } from '../test/align.ts';
import { researched } from '../test/researched.ts';

let heed: TestHeed;
let owner: Client;
const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
});
afterAll(() => heed.stop());

const steps = ['Greet', 'Ask', 'Solve'].map((words) => ({ words, facts: [] }));
const lines = [{ measure: 'csat', is: 'at_least' as const, goal: 85 }];
const needed = [
  { section: 'procedures', kind: 'procedure', body: { does: 'procedure', channel: 'chat', steps } },
  { section: 'complaints', kind: 'policy', body: null },
  { section: 'touchpoints', kind: 'touchpoint', body: null },
  { section: 'metrics', kind: 'metric', body: { does: 'metric', lines } },
] as const;

describe('a standard that lacks what every standard details', () => {
  it.each([
    ['CEG007-PE-2', 'procedures', 'online service procedures'],
    ['CEG007-PE-3', 'complaints', 'complaints resolution'],
    ['CEG007-PE-4', 'touchpoints', 'touchpoints'],
    ['CEG007-PE-5', 'metrics', 'performance metrics'],
  ])('%s: without a clause on %s is refused when it is submitted, naming “%s”, and taken with one', async (id, section, words) => {
    const { versionId } = await owner.call(contract.createStandard, { name: `Standard ${id}` });
    const add = (clause: (typeof needed)[number]) =>
      owner.call(contract.addClause, { versionId, ...clause, title: `On ${clause.section}`, text: 'So it is.' });
    for (const clause of needed) if (clause.section !== section) await add(clause);
    await researched(owner, versionId);
    await owner.call(contract.consult, { versionId, personIds: [owner.personId ?? ''], until });
    await owner.call(contract.beginAlignment, { versionId });
    await fillAlignment(owner, versionId);
    const lacking = await owner.call(contract.submit, { versionId }).catch((error) => error);
    expect(lacking).toMatchObject({ code: 'standard.lacks_section', body: { errors: [{ path: section }] } });
    expect(lacking.body.detail).toContain(words);
    for (const clause of needed) if (clause.section === section) await add(clause);
    await researched(owner, versionId);
    await fillAlignment(owner, versionId);
    expect(await owner.call(contract.submit, { versionId })).toMatchObject({ state: 'submitted' });
    const alone = await owner.call(contract.approve, { versionId }).catch((error) => error);
    expect(alone).toMatchObject({ code: 'standard.own_work' });
    expect(alone.body.detail).toContain('Invite another one under Settings, Invitations.');
  });
});
