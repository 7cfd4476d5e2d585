import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { getConversation, reply, startConversation } from '#contact/conversations/contract.ts';
import { mergeConversations } from '#contact/conversations/contract-merge.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { addBrand, changeBrand, listBrands } from '#contact/portal/contract.ts';
import { measureValues } from '#foundation/measures/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import { listTargets, promisesOn, setTarget } from '#foundation/promises/contract.ts';
import type { ClauseBody } from '#foundation/standards/contract.ts';
import * as standards from '#foundation/standards/contract.ts';
import { changeCharter, getGoal, listGoals } from '#improvement/monitoring/contract.ts';
import { standardInForce } from '#improvement/monitoring/test/standard.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import { under } from '#kernel/test/under.ts';
import * as contract from '../contract.ts';

const minuteMs = 60_000;
let now = new Date('2026-11-02T01:00:00Z');
let heed: TestHeed;
let owner: Client;
let manager: Client;
let customerId: string;
let north: string;
let south: string;
let versionId: string;
let standardId: string;

const line = (minutes: number, more: { channel?: string; brandId?: string; measure?: string } = {}) => ({
  ...{ measure: 'first_response', channel: null, teamId: null, calendarId: null, warnPercent: 80, sharePercent: 90 },
  ...more,
  minutes,
});
const promise = (...lines: ReturnType<typeof line>[]): ClauseBody => ({ does: 'promise', lines });
const refused = (code: string) => expect.objectContaining({ code });
const begun = async (brandId?: string, channel: 'chat' | 'api' = 'api') => {
  const said = { customerId, channel, text: 'Where is it?', ...(brandId && { brandId }) };
  return (await owner.call(startConversation, said)).conversationId;
};
const firstReplyOf = async (subjectId: string) => {
  const { promises } = await owner.call(promisesOn, { subjectId });
  return promises.find((one) => one.measure === 'first_response')?.minutes;
};

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  await keepSessions(heed);
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' }));
  ({ brandId: north } = await owner.call(addBrand, { key: 'north', name: 'North' }));
  ({ brandId: south } = await owner.call(addBrand, { key: 'south', name: 'South' }));
  const written = await standardInForce(manager, owner, [
    { title: 'First reply', body: promise(line(2, { channel: 'chat' }), line(240)) },
    {
      title: 'First reply of North',
      body: promise(line(60, { brandId: north }), line(1, { brandId: north, channel: 'chat' })),
    },
    {
      title: 'North',
      body: { does: 'procedure', channel: null, brandId: north, steps: [{ words: 'Say moin', facts: [] }] },
    },
  ]);
  standardId = written.standardId;
  const begin = { standardId, step: 'minor' as const, reason: 'To be tried' };
  ({ versionId } = await manager.call(standards.beginVersion, begin));
}, 120_000);
afterAll(() => heed.stop());

describe('a promise of one brand', () => {
  it('sets the clocks of its conversations, and of no others', async () => {
    expect(await firstReplyOf(await begun())).toBe(240);
    expect(await firstReplyOf(await begun(south))).toBe(240);
    expect(await firstReplyOf(await begun(north))).toBe(60);
    expect(await firstReplyOf(await begun(north, 'chat'))).toBe(1);
    await expect(begun(newId())).rejects.toEqual(refused('record.not_found'));
  });

  it('shows with its brand beside a conversation, and so does a procedure; others see neither', async () => {
    const clausesOf = async (conversationId: string) =>
      (await owner.call(standards.standardsAtWork, { conversationId })).clauses.map((one) => [one.title, one.ofBrand]);
    expect(await clausesOf(await begun(north))).toEqual([
      ['First reply of North', 'North'],
      ['North', 'North'],
    ]);
    expect(await clausesOf(await begun(south))).toEqual([['First reply', null]]);
    // What was promised for one brand goes on where it was merged into a conversation of another.
    const [from, into] = [await begun(north), await begun(south)];
    await manager.call(reply, { conversationId: into, text: 'On its way.' });
    const { version } = await owner.call(getConversation, { conversationId: from });
    await owner.call(mergeConversations, { conversationId: from, version, intoId: into });
    expect(await clausesOf(into)).toEqual([['First reply of North', 'North']]);
  });

  it('outweighs those for teams and channels among the published targets', async () => {
    const { targets } = await owner.call(listTargets, {});
    const own = targets.filter((one) => one.brandId === north).map((one) => [one.channel, one.minutes]);
    expect(own).toEqual([
      [null, 60],
      ['chat', 1],
    ]);
    const unknown = { measure: 'next_response', minutes: 5, calendarId: null, brandId: newId() };
    await expect(owner.call(setTarget, unknown)).rejects.toEqual(refused('target.impossible'));
  });

  it('is refused where it crosses another or says the same twice, with what would be accepted', async () => {
    const clause = {
      versionId,
      section: 'response_times',
      title: 'South',
      text: '',
      kind: 'promise',
      reason: 'New',
    } as const;
    const add = (body: ClauseBody) => manager.call(standards.addClause, { ...clause, body }).catch((error) => error);
    const crossing = await add(promise(line(30, { brandId: south })));
    expect(crossing).toEqual(refused('standard.impossible_target'));
    expect(crossing.body.detail).toContain('Add a line that says what holds for South, chat');
    const twice = await add(promise(line(90, { brandId: north })));
    expect(twice.body.detail).toContain('promise the same thing. Give them different brands');
    expect((await add(promise(line(30, { brandId: newId() })))).body.detail).toContain('Choose a brand');
    expect(
      await add(promise(line(30, { brandId: south }), line(3, { brandId: south, channel: 'chat' }))),
    ).toHaveProperty('clauseId');
  });
});

describe('what comes in through the entry of a brand', () => {
  it('is of that brand; an entry is of one brand at a time', async () => {
    const widgetKey = await openWidget(owner);
    const widget = (await owner.call(listBrands, {})).entries.find((one) => one.kind === 'chat');
    const change = { brandId: north, version: 1, entryIds: [newId()] };
    await expect(owner.call(changeBrand, change)).rejects.toEqual(refused('portal.unknown_entry'));
    await owner.call(changeBrand, { ...change, entryIds: [widget?.id ?? ''] });
    const visitor = await newVisitor(heed, widgetKey);
    const { conversationId } = await visitor.call(chatSend, { text: 'Is the kettle in stock?' });
    expect((await owner.call(getConversation, { conversationId })).brandId).toBe(north);
    expect(await firstReplyOf(conversationId)).toBe(1);
    await owner.call(changeBrand, { brandId: south, version: 1, entryIds: [widget?.id ?? ''] });
    const { brands } = await owner.call(listBrands, {});
    expect(brands.map((one) => [one.name, one.entryIds])).toEqual([
      ['North', []],
      ['South', [widget?.id]],
    ]);
  });
});

describe('what became of it', () => {
  it('is measured by itself, and told in the charter of its brand alone, to which the portal leads', async () => {
    for (const brandId of [north, north, south, undefined]) {
      const conversationId = await begun(brandId);
      now = new Date(now.getTime() + 90 * minuteMs);
      await manager.call(reply, { conversationId, text: 'On its way.' });
    }
    await caughtUp(heed);
    const { goals } = await owner.call(listGoals, { standardId });
    const goalOf = (minutes: number) => {
      const found = goals.find((one) => one.promise?.minutes === minutes);
      if (!found) throw new Error(`no goal of ${minutes} minutes`);
      return found;
    };
    expect([goalOf(60).brandName, goalOf(60).actual.value, goalOf(60).actual.n]).toEqual(['North', 0, 2]);
    expect([goalOf(240).brandName, goalOf(240).actual.value, goalOf(240).actual.n]).toEqual([null, 1, 3]);
    const byBrand = async (minutes: number) => {
      const { groups, splits } = await owner.call(getGoal, { goalId: goalOf(minutes).id, by: 'brand' });
      expect(splits).toContain('brand');
      return groups.map((one) => [one.label, one.n]).sort();
    };
    expect(await byBrand(60)).toEqual([['North', 2]]);
    // One of South was answered before it took in another.
    expect(await byBrand(240)).toEqual([
      ['No brand', 1],
      ['South', 2],
    ]);
    const asked = { measures: 'first_response_median', from: '2026-11-01', to: '2026-11-30' };
    const { results } = await owner.call(measureValues, { ...asked, brandId: north });
    expect(results.map((one) => [one.value, one.n])).toEqual([[90, 2]]);
    const item = (minutes: number) => ({ goalId: goalOf(minutes).id, words: { en: `Within ${minutes} minutes` } });
    const tell = (brandId: string, ...told: number[]) =>
      owner.call(changeCharter, { brandId, version: 0, isOpen: true, intro: '', items: told.map(item) });
    await expect(tell(south, 60)).rejects.toEqual(refused('goal.unknown'));
    await tell(north, 60, 240);
    const { brands } = await owner.call(listBrands, {});
    for (const { id: brandId, key, version } of brands) {
      await owner.call(changeBrand, { brandId, version, host: `${key}.example`, accent: '#225588' });
    }
    const page = async (path: string, host = 'north.example') => (await under(heed.url, host, path)).text;
    expect(await page('/charter/north')).toContain('Within 60 minutes');
    // North promises something else in its place.
    expect(await page('/charter/north')).not.toContain('Within 240 minutes');
    expect(await page('/portal/north')).toContain('href="/charter/north"');
    expect(await page('/portal/south', 'south.example')).not.toContain('/charter/');
    for (const path of ['/charter/north', '/charter/north/look.css', '/portal/north/look.css']) {
      expect(await page(path)).toContain(path.endsWith('.css') ? '#225588' : 'North');
      expect(await page(path, 'south.example')).not.toMatch(/#225588|North/);
    }
  });

  it('can be played back under another target for that brand', async () => {
    const { whatIfId } = await manager.call(contract.tryTarget, {
      ...{ measure: 'first_response', brandId: north, minutes: 120, sharePercent: 90 },
    });
    let found = await manager.call(contract.getWhatIf, { whatIfId });
    for (let tries = 0; found.state === 'running' && tries < 200; tries++) {
      await new Promise((done) => setTimeout(done, 50));
      found = await manager.call(contract.getWhatIf, { whatIfId });
    }
    expect([found.state, found.brandName]).toEqual(['done', 'North']);
    expect(found.result?.now).toMatchObject({ kept: 0, broken: expect.any(Number) });
    expect(found.result?.proposed.kept).toBe(2);
  });
});
