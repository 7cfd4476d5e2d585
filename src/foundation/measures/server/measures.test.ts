import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getConversation,
  listWrapUpReasons,
  reply,
  resolve,
  startConversation,
} from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { changeTeam, createTeam, listTeams } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { exportMeasures, listMeasures, measureRows, measureValues } from '../contract.ts';
import { caughtUp, keepSessions } from '../test/caught-up.ts';
import { factSources } from './sources.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let adviser: Client;
let colleague: Client;
let viewer: Client;
let teamId: string;
const november = { from: '2026-11-01', to: '2026-11-30' };

/** A spreadsheet would carry this out; it is the name of a team here. */
const formula = '=HYPERLINK("https://evil.example";"pay")';

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner } = await heed.setUp());
  ({ teamId } = await owner.call(createTeam, { name: formula }));
  adviser = await heed.member('adviser', [teamId]);
  colleague = await heed.member('adviser');
  viewer = await heed.member('viewer');
  await keepSessions(heed);
  const { reasons } = await owner.call(listWrapUpReasons, {});
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  for (let i = 1; i <= 10; i++) {
    clock = new Date(Date.parse('2026-11-02T00:00:00Z') + i * 86_400_000);
    const inTeam = i <= 4 ? { teamId } : {};
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'A kettle', ...inTeam });
    clock = new Date(clock.getTime() + i * 60_000);
    await (i % 2 ? adviser : colleague).call(reply, { conversationId, text: 'Sorry!' });
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(resolve, { conversationId, version, wrapUpReasonId: reasons[i % 2]?.id ?? '' });
  }
  clock = new Date('2026-11-29T00:00:00Z');
  await caughtUp(heed);
}, 60_000);
afterAll(() => heed.stop());

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error) => error,
  );

describe('a measure', () => {
  it('gives value, n and interval, and the same for the period before', async () => {
    const { results, state, asOf } = await owner.call(measureValues, {
      measures: 'first_response_median,one_contact,contacts_per_day,backlog_age_median',
      ...november,
    });
    expect({ state, asOf }).toEqual({ state: 'ready', asOf: clock.toISOString() });
    const [median, oneContact, perDay, age] = results;
    expect(median).toMatchObject({ value: 5.5, n: 10, low: 2, high: 9, unit: 'minutes', method: 'exact' });
    expect(median?.previous).toMatchObject({ from: '2026-10-02', to: '2026-10-31', n: 0, value: null });
    // The same customer wrote the next day nine times out of ten.
    expect(oneContact).toMatchObject({ value: 0.1, n: 10, countedTo: '2026-11-22' });
    expect(oneContact?.low).toBeCloseTo(0.0179, 3);
    expect(perDay?.value).toBeCloseTo(10 / 29);
    expect(age).toMatchObject({ value: null, n: 0, words: 'No rows: nothing is open now.', previous: null });
  });

  it('over no rows says so instead of 0 %', async () => {
    const { results } = await owner.call(measureValues, {
      measures: 'promises_kept,reopen_rate,first_response_p90,backlog_days,contacts',
      from: '2026-06-01',
      to: '2026-06-30',
    });
    expect(results.map(({ value, n, words }) => [value, n, words])).toEqual([
      [null, 0, 'No rows in this period.'],
      [null, 0, 'No rows in this period.'],
      [null, 0, 'No rows in this period.'],
      [null, 0, 'No rows: nothing was resolved in this period.'],
      [0, 0, null],
    ]);
    const late = await owner.call(measureValues, { measures: 'one_contact', from: '2026-11-25', to: '2026-11-29' });
    expect(late.results[0]?.words).toContain('only after 7 days');
  });

  it('splits by time, team, person and reason, and the parts make the whole', async () => {
    for (const by of ['day', 'week', 'month', 'hour', 'channel', 'team', 'person', 'reason'] as const) {
      const { results } = await owner.call(measureValues, { measures: 'contacts', ...november, by });
      const parts = results[0]?.groups.reduce((sum, group) => sum + (group.value ?? 0), 0);
      expect([by, parts]).toEqual([by, 10]);
    }
    const byTeam = await owner.call(measureValues, { measures: 'first_response_median', ...november, by: 'team' });
    expect(byTeam.results[0]?.groups.map(({ label, value, n }) => [label, value, n]).sort()).toEqual([
      [formula, 2.5, 4],
      ['No team', 7.5, 6],
    ]);
    const both = { measures: 'first_response_median', ...november, by: 'channel' as const, teamId };
    expect((await owner.call(measureValues, both)).results[0]).toMatchObject({ value: 2.5, n: 4 });
    const mixed = await owner.call(measureValues, { ...both, personId: adviser.personId });
    expect(mixed.results[0]).toMatchObject({ value: 2, n: 2 });
    const backlog = await owner.call(measureValues, { measures: 'backlog', ...november, by: 'day' });
    expect(backlog.results[0]?.groups).toHaveLength(29);
    expect(backlog.results[0]?.groups.every((group) => group.value === 0)).toBe(true);
  });

  it('refuses what it cannot answer and says what it would', async () => {
    const ask = (more: Record<string, unknown>) =>
      refusal(owner.call(measureValues, { measures: 'contacts', ...november, ...more }));
    const unknown = await ask({ measures: 'happiness' });
    expect(unknown.code).toBe('measure.unknown');
    expect(unknown.body.facts.measures).toContain('contacts');
    expect((await ask({ from: '2026-12-01' })).body.detail).toContain('Swap them');
    expect((await ask({ from: '2024-01-01', by: 'day' })).body).toMatchObject({
      code: 'measure.period',
      facts: { most: 400 },
    });
    expect((await ask({ measures: 'promises_kept', by: 'channel' })).code).toBe('measure.not_by');
    expect((await ask({ measures: 'promises_kept', channel: 'chat' })).body.detail).toContain('team, person');
    expect((await ask({ measures: 'backlog', by: 'hour' })).code).toBe('measure.not_by');
    expect((await ask({ measures: '' })).code).toBe('input.invalid');
    expect((await ask({ from: '2026-02-31' })).code).toBe('input.invalid');
  });

  it('reads more rows than it can hold from the daily sums, off by less than one per cent', async () => {
    const at = `'2026-08-01T00:00:00Z'::timestamptz`;
    const [{ workspace_id } = { workspace_id: '' }] = await asOwner<{ workspace_id: string }>(
      heed.ownerUrl,
      'SELECT workspace_id FROM fact LIMIT 1',
    );
    await asOwner(
      heed.ownerUrl,
      `INSERT INTO measure_day SELECT $1, 'next_response', 'all', '', day::date, 10000,
         (SELECT sum(v * 100) FROM generate_series(1, 10000) v), 0,
         (SELECT heed_buckets(array_agg(b), array_agg(c)) FROM (SELECT heed_bucket(v * 100) AS b, count(*)::int AS c
            FROM generate_series(1, 10000) v GROUP BY 1) x)
       FROM generate_series(${at}, ${at} + interval '2 days', '1 day') day`,
      [workspace_id],
    );
    const { results } = await owner.call(measureValues, {
      measures: 'next_response_median,next_response_p90',
      from: '2026-08-01',
      to: '2026-08-31',
      by: 'week',
    });
    expect(results.map(({ n, method }) => [n, method])).toEqual([
      [30_000, 'rolled_up'],
      [30_000, 'rolled_up'],
    ]);
    const seconds = results.map((one) => (one.value ?? 0) * 60);
    expect(Math.abs((seconds[0] ?? 0) / 500 - 1)).toBeLessThan(0.01);
    expect(Math.abs((seconds[1] ?? 0) / 900 - 1)).toBeLessThan(0.01);
    expect(results[0]?.low).toBeLessThanOrEqual(results[0]?.value ?? 0);
  });
});

describe('who sees which numbers', () => {
  it('is an adviser with their own and their teams’, and a viewer with totals', async () => {
    const values = (by: Client, more: Record<string, unknown>) =>
      by.call(measureValues, { measures: 'first_response_median', ...november, ...more });
    expect((await values(adviser, { personId: adviser.personId })).results[0]?.n).toBe(5);
    expect((await values(adviser, { teamId })).results[0]?.n).toBe(4);
    for (const more of [{}, { personId: colleague.personId }, { teamId, by: 'person' }]) {
      const refused = await refusal(values(adviser, more));
      expect(refused.code).toBe('access.forbidden');
      expect(refused.body.detail).toContain('your own');
    }
    const { teams } = await owner.call(listTeams, {});
    const version = teams.find((team) => team.id === teamId)?.version ?? 1;
    await owner.call(changeTeam, { teamId, version, memberIds: [] });
    expect((await refusal(values(adviser, { teamId }))).code).toBe('access.forbidden');
    expect((await values(viewer, { by: 'team' })).results[0]?.n).toBe(10);
    expect((await refusal(values(viewer, { by: 'person' }))).body.detail).toContain('totals');
    const rows = { measure: 'contacts', ...november };
    expect((await refusal(viewer.call(measureRows, rows))).code).toBe('access.forbidden');
  });
});

/** A reader of RFC 4180, as a spreadsheet would open the file. */
function parse(csv: string): string[][] {
  const cells = csv.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g);
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    lines.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? '').toString());
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  return lines.filter((line) => line.some((cell) => cell !== ''));
}

describe('an export', () => {
  it('opens in a spreadsheet as text: no cell is a formula', async () => {
    const values = await owner.call(exportMeasures, { measures: 'contacts,backlog', ...november, by: 'team' });
    const lines = parse(values.csv);
    expect(values.fileName).toBe('heed-values-2026-11-01-to-2026-11-30.csv');
    expect(lines[0]?.slice(0, 5)).toEqual(['Measure', 'Group', 'Value', 'Unit', 'n']);
    expect(lines.map((line) => line[1])).toContain(`'${formula}`);
    expect(lines.length).toBe(values.rows + 1);
    const rows = await owner.call(exportMeasures, { measures: 'first_response_median', ...november, what: 'rows' });
    expect(rows.rows).toBe(10);
    const cells = [...lines, ...parse(rows.csv)].flat();
    expect(cells.filter((cell) => /^[=+@|%\t\r]/.test(cell))).toEqual([]);
    expect(
      parse(rows.csv)
        .slice(1)
        .map((line) => Number(line[2]))
        .sort((a, b) => a - b),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('of rows is of one measure at a time', async () => {
    const asked = exportMeasures;
    const refused = await refusal(owner.call(asked, { measures: 'contacts,backlog', ...november, what: 'rows' }));
    expect(refused).toMatchObject({ code: 'measure.too_many' });
  });
});

describe('the rows behind a number', () => {
  it('come page by page, the newest first, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await owner.call(measureRows, {
        measure: 'contacts',
        ...november,
        limit: 4,
        ...(after && { after }),
      });
      seen.push(...page.rows.map((row) => row.reference));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
    expect(seen[0]).toBe('H-1010');
    const bad = await refusal(owner.call(measureRows, { measure: 'contacts', ...november, after: 'x' }));
    expect(bad.code).toBe('input.invalid');
  });
});

describe('facts', () => {
  it('listen to events that exist, and every formula has facts', async () => {
    const { kernel } = heed.running;
    for (const source of kernel.contributed(factSources)) {
      expect(Object.keys(source.listens).filter((type) => !kernel.events.has(type))).toEqual([]);
      expect(source.durations.filter((kind) => !source.kinds.includes(kind))).toEqual([]);
    }
    const { measures } = await owner.call(listMeasures, {});
    expect(measures.length).toBeGreaterThan(20);
  });
});
