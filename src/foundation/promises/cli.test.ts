import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import { runCli } from '#kernel/cli/cli.ts';
import { explainCases, promisesCli } from './cli.ts';

const nine = [['09:00', '17:00']];
const calendar = {
  timezone: 'Australia/Sydney',
  hours: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
  holidays: ['2026-11-23'],
};
const friday = '2026-11-20T05:30:00Z';

async function explain(...lines: unknown[]) {
  const output = new PassThrough();
  const input = Readable.from([
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  ]);
  const [code, printed] = await Promise.all([explainCases(input, output).finally(() => output.end()), text(output)]);
  return {
    code,
    answers: printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

test('an owner checks a calendar before using it', async () => {
  const { code, answers } = await explain(
    { calendar, start: friday, minutes: 60, pauses: [] },
    { calendar, from: friday, to: '2026-11-23T22:30:00Z' },
    { calendar, at: friday },
    '',
    { calendar, start: friday, minutes: 60, pauses: [['2026-11-23T22:10:00Z', '2026-11-23T22:40:00Z']] },
  );
  expect(code).toBe(0);
  expect(answers).toEqual([
    {
      due: '2026-11-23T22:30:00Z',
      steps: [
        { from: friday, to: '2026-11-20T06:00:00Z', kind: 'open', minutes: 30 },
        { from: '2026-11-20T06:00:00Z', to: '2026-11-22T13:00:00Z', kind: 'closed', minutes: 3_300 },
        { from: '2026-11-22T13:00:00Z', to: '2026-11-23T13:00:00Z', kind: 'holiday', minutes: 1_440 },
        { from: '2026-11-23T13:00:00Z', to: '2026-11-23T22:00:00Z', kind: 'closed', minutes: 540 },
        { from: '2026-11-23T22:00:00Z', to: '2026-11-23T22:30:00Z', kind: 'open', minutes: 30 },
      ],
    },
    { minutes: 60 },
    { open: true, nextOpening: '2026-11-23T22:00:00Z' },
    expect.objectContaining({ due: '2026-11-23T23:00:00Z' }),
  ]);
});

test('half days, round the clock and a pause that still lasts', async () => {
  const { code, answers } = await explain(
    { calendar: { ...calendar, halfDays: { '2026-11-24': [['09:00', '09:10']] } }, start: friday, minutes: 60 },
    { calendar: null, start: friday, minutes: 60 },
    { calendar, start: friday, minutes: 60, pauses: [['2026-11-20T05:40:00Z', null]] },
    { calendar: null, at: friday },
  );
  expect(code).toBe(0);
  expect(answers.map((one) => one.due)).toEqual(['2026-11-24T22:20:00Z', '2026-11-20T06:30:00Z', null, undefined]);
  expect(answers[2].steps.at(-1)).toEqual({ from: '2026-11-20T05:40:00Z', to: null, kind: 'paused', minutes: null });
  expect(answers[3]).toEqual({ open: true, nextOpening: null });
});

test('a bad line says what would be accepted, and the others are answered', async () => {
  const monday = (...spans: unknown[]) => ({ ...calendar, hours: { mon: spans } });
  const bad: [unknown, RegExp][] = [
    ['not json', /no JSON object.*"calendar"/],
    ['[1]', /no JSON object/],
    [{ start: friday, minutes: 60 }, /"calendar" and either/],
    [{ calendar }, /"start" and "minutes"/],
    [{ calendar, start: friday, minutes: 60, at: friday }, /either/],
    [{ calendar, start: friday, minuets: 60 }, /"minuets" is not known/],
    [{ calendar, start: friday, minutes: '60' }, /minutes: give a number/],
    [{ calendar, start: friday, minutes: -5 }, /0 or more/],
    [{ calendar, minutes: 5 }, /start: give a time/],
    [{ calendar, start: '2026-11-20', minutes: 5 }, /such as 2026-11-20T05:30:00Z/],
    [{ calendar, start: '2026-02-30T00:00:00Z', minutes: 5 }, /start: give a time/],
    [{ calendar, from: friday, to: '2026-11-19T05:30:00Z' }, /at or after the start/],
    [{ calendar, start: friday, minutes: 5, pauses: [[friday]] }, /list of pairs/],
    [{ calendar, start: friday, minutes: 5, pauses: [[friday, '2026-11-20T05:00:00Z']] }, /before it starts/],
    [{ calendar: 'nine to five', at: friday }, /calendar: give an object/],
    [{ calendar: { ...calendar, timezone: 'Sydney' }, at: friday }, /calendar.timezone: "Sydney".*Australia\/Sydney/],
    [{ calendar: { ...calendar, holiday: [] }, at: friday }, /calendar.holiday is not known/],
    [{ calendar: monday(), at: friday }, /never open.*at least one weekday/],
    [{ calendar: monday(['09:00', '13:00'], ['12:00', '17:00']), at: friday }, /overlap/],
  ];
  const { code, answers } = await explain(...bad.map(([line]) => line), { calendar, at: friday });
  expect(code).toBe(1);
  for (const [index, [, words]] of bad.entries()) expect(answers[index].error).toMatch(words);
  expect(answers.at(-1).open).toBe(true);
  expect(answers).toHaveLength(bad.length + 1);
});

const code = process.exitCode;
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = code;
});

test('heed promises explain FILE needs no database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heed-explain-'));
  const file = join(folder, 'cases.jsonl');
  await writeFile(file, `${JSON.stringify({ calendar, at: friday })}\nnonsense\n`);
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const options = { capabilities: [], distDir: '', migrationsDir: '', tools: [], onStart: {} };
  await runCli(['promises', 'explain', file], { ...options, groups: { promises: promisesCli } });
  expect(process.exitCode).toBe(1);
  expect(print.mock.calls.map(([line]) => String(line))[0]).toBe(
    '{"open":true,"nextOpening":"2026-11-23T22:00:00Z"}\n',
  );
  await rm(folder, { recursive: true });
  await runCli(['promises', 'explain', file], { ...options, groups: { promises: promisesCli } });
  expect(complain.mock.calls.join('')).toMatch(/cannot be read/);
});
