import { describe, expect, it } from 'vitest';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { isOpen, readPromise } from './reading.ts';
import { channelOptions, minutesWords, warnMinutes } from './words.ts';

describe('minutes in words', () => {
  it('are told in hours, minutes and working days', () => {
    expect(minutesWords(1)).toBe('1 minute');
    expect(minutesWords(15)).toBe('15 minutes');
    expect(minutesWords(90)).toBe('1 hour 30 minutes');
    expect(minutesWords(1_440, 480)).toBe('3 working days');
    expect(minutesWords(480, 480)).toBe('1 working day');
    expect(minutesWords(1_440, 1_440)).toBe('24 hours');
    expect(minutesWords(2_880, 1_440)).toBe('2 days');
    expect(minutesWords(500, 480)).toBe('8 hours 20 minutes');
  });
  it('warn after their share', () => {
    expect(warnMinutes(15, 80)).toBe(12);
    expect(warnMinutes(1, 10)).toBe(1);
  });
  it('know the channels that targets name', () => {
    expect(channelOptions([null, 'chat', 'counter']).map((one) => one.label)).toContain('Counter');
    expect(channelOptions(['chat', 'email'])).toEqual(channelOptions([]));
  });
});

const formats = makeFormats('en-AU', 'Australia/Sydney');
const at = (time: string) => `2026-11-23T${time}:00+11:00`;
const base = {
  startedAt: at('09:00'),
  dueAt: at('09:15'),
  warnAt: at('09:12'),
  endedAt: null,
  pausedAt: null,
  pausedFor: null,
  minutes: 15,
};
const read = (promise: Parameters<typeof readPromise>[0], time: string) =>
  readPromise(promise, Date.parse(at(time)), formats);

describe('a promise in words', () => {
  it('runs, warns at its point and is late at its due time', () => {
    expect(read({ ...base, state: 'running' }, '09:11').state).toBe('running');
    expect(read({ ...base, state: 'running' }, '09:12')).toMatchObject({ state: 'warn', lead: '3 min left' });
    expect(read({ ...base, state: 'broken' }, '09:16')).toMatchObject({ state: 'broken', rest: 'was 9:15' });
  });
  it('says why it is paused', () => {
    const paused = { ...base, state: 'paused', pausedAt: at('09:05'), pausedFor: 'waiting for the customer' } as const;
    expect(read(paused, '12:00')).toMatchObject({ state: 'paused', rest: 'waiting for the customer' });
  });
  it('tells used minutes only where every minute counted', () => {
    const kept = { ...base, state: 'kept', endedAt: at('09:08') } as const;
    expect(read(kept, '12:00')).toMatchObject({ lead: 'Kept', rest: '8 of 15 min' });
    expect(read({ ...kept, minutes: 10 }, '12:00').rest).toBe('9:08, was by 9:15');
    expect(read({ ...kept, state: 'kept_late', endedAt: at('09:20') }, '12:00').lead).toBe('5 min late');
    expect(read({ ...kept, state: 'waived' }, '12:00')).toMatchObject({ state: 'info', lead: 'Let go' });
    expect(isOpen({ state: 'broken' })).toBe(true);
    expect(isOpen({ state: 'waived' })).toBe(false);
  });
});
