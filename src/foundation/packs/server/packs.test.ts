import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { adoptPack, getPack, leavePack, listPacks, notAdvice } from '../contract.ts';
import { clocksOf, packInForce, packsInForce } from './in-force.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let now = new Date('2026-11-23T02:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  house = await heed.setUp();
  owner = house.owner;
});
afterAll(() => heed.stop());

/** Asks as an upper capability would. */
function asked<T>(work: (ctx: QueryContext) => Promise<T>): Promise<T> {
  const scope = { workspaceId: house.workspaceId, customerId: null };
  return heed.running.kernel.database.read(scope, (tx) =>
    work({ tx, workspaceId: house.workspaceId, now, actor: { kind: 'system', onBehalfOf: null } } as QueryContext),
  );
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  );

describe('packs', () => {
  it('say where they hold, their source and when it was checked, and that they are no legal advice', async () => {
    const { notice, packs } = await owner.call(listPacks, {});
    expect(notice).toBe(notAdvice);
    expect(packs.map((pack) => [pack.id, pack.jurisdiction, pack.isInForce, pack.isOld, pack.adoptedAt])).toEqual([
      ['retail-general', 'any', true, false, null],
      ['au-asic-rg271', 'AU', true, false, null],
      ['au-afca-refer-back', 'AU', true, false, null],
      ['uk-fca-disp1', 'GB', true, false, null],
      ['uk-data-complaint', 'GB', true, false, null],
      ['checklist-general', 'any', true, false, now.toISOString()],
      ['checklist-au-consumer', 'AU', true, false, now.toISOString()],
      ['checklist-au-privacy', 'AU', true, false, now.toISOString()],
    ]);
    const pack = await owner.call(getPack, { packId: 'uk-fca-disp1' });
    expect(pack.notice).toBe(notAdvice);
    expect(pack.sources.length).toBeGreaterThan(0);
    expect(pack.entries.filter((entry) => entry.kind === 'clock')).toHaveLength(5);
    expect(await codeOf(owner.call(getPack, { packId: 'fr-general' }))).toBe('pack.unknown');
    expect(await codeOf(owner.call(getPack, { packId: 'uk-fca-disp1', version: '9' }))).toBe('pack.unknown');
  });

  it('are adopted and left, once each, and the log says which version', async () => {
    const first = await owner.call(adoptPack, { packId: 'au-asic-rg271' });
    expect(await owner.call(adoptPack, { packId: 'au-asic-rg271' })).toEqual(first);
    expect((await owner.call(getPack, { packId: 'au-asic-rg271' })).adoptedAt).toBe(now.toISOString());
    await owner.call(leavePack, { packId: 'au-asic-rg271' });
    expect(await codeOf(owner.call(leavePack, { packId: 'au-asic-rg271' }))).toBe('pack.not_adopted');
    const events = await asOwner(
      heed.ownerUrl,
      "SELECT type, data FROM event WHERE type LIKE 'pack.%' AND data->>'packId' = 'au-asic-rg271' ORDER BY seq",
    );
    const { adoptionId } = first;
    expect(events).toEqual([
      { type: 'pack.adopted', data: { packId: 'au-asic-rg271', version: '1', adoptionId } },
      { type: 'pack.left', data: { packId: 'au-asic-rg271', adoptionId } },
    ]);
  });

  it('give their clocks to what is built on them; what was started keeps its version after leaving', async () => {
    expect(await codeOf(asked((ctx) => clocksOf(ctx, 'uk-data-complaint')))).toBe('pack.not_adopted');
    expect(await codeOf(asked((ctx) => clocksOf(ctx, 'nothing')))).toBe('pack.unknown');
    await owner.call(adoptPack, { packId: 'uk-data-complaint' });
    const started = await asked((ctx) => clocksOf(ctx, 'uk-data-complaint'));
    expect(started.clocks.map((clock) => [clock.step, clock.amount])).toEqual([
      ['acknowledge', { value: 30, unit: 'calendar_days' }],
      ['substantive', null],
    ]);
    await owner.call(leavePack, { packId: 'uk-data-complaint' });
    expect(await asked((ctx) => clocksOf(ctx, 'uk-data-complaint', started.version))).toEqual(started);
  });

  it('in force are those of the place first, then what holds everywhere, on that day', async () => {
    expect(await asked((ctx) => packInForce(ctx, 'GB', now))).toBeNull();
    for (const packId of ['retail-general', 'uk-data-complaint', 'au-asic-rg271'])
      await owner.call(adoptPack, { packId });
    const ids = async (place: 'GB' | 'AU' | 'any', day: string) =>
      (await asked((ctx) => packsInForce(ctx, place, new Date(`${day}T12:00:00Z`)))).map((pack) => pack.id);
    expect(await ids('GB', '2026-11-23')).toEqual(['uk-data-complaint', 'retail-general']);
    expect(await ids('GB', '2026-06-18')).toEqual(['retail-general']);
    expect(await ids('AU', '2026-11-23')).toEqual(['au-asic-rg271', 'retail-general']);
    expect(await ids('any', '2026-11-23')).toEqual(['retail-general']);
    expect((await asked((ctx) => packInForce(ctx, 'AU', now)))?.id).toBe('au-asic-rg271');
  });

  it('warn when they were checked twelve months ago or longer', async () => {
    now = new Date('2027-11-22T12:00:00Z');
    const client = await heed.signIn('olive@heed.example');
    const { packs } = await client.call(listPacks, {});
    expect(packs.every((pack) => pack.isOld && pack.monthsSinceChecked === 12)).toBe(true);
    now = new Date('2027-11-21T12:00:00Z');
    expect((await client.call(getPack, { packId: 'retail-general' })).isOld).toBe(false);
  });

  it('cannot be adopted before they are in force', async () => {
    now = new Date('2026-05-01T12:00:00Z');
    const client = await heed.signIn('olive@heed.example');
    expect(await codeOf(client.call(leavePack, { packId: 'uk-data-complaint' }))).toBe('done');
    const early = client.call(adoptPack, { packId: 'uk-data-complaint' });
    await expect(early).rejects.toMatchObject({
      code: 'pack.not_in_force',
      body: { detail: expect.stringContaining('2026-06-19') },
    });
  });
});
