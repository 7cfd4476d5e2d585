import { describe, expect, it } from 'vitest';
import { instantOf, nextDay, wallOf } from './zone-time.ts';

const iso = (day: string, time: string, zone: string) => {
  const at = instantOf({ day, time }, zone);
  return at === null ? null : new Date(at).toISOString();
};

describe('times on the wall', () => {
  it('become instants of their zone and back', () => {
    expect(iso('2026-11-23', '09:30', 'Australia/Sydney')).toBe('2026-11-22T22:30:00.000Z');
    expect(wallOf('2026-11-22T22:30:00Z', 'Australia/Sydney')).toEqual({ day: '2026-11-23', time: '09:30' });
    expect(iso('2026-07-01', '00:00', 'Asia/Kathmandu')).toBe('2026-06-30T18:15:00.000Z');
  });
  it('mean the first of an hour that comes twice, and skip the hour that is left out', () => {
    expect(iso('2026-04-05', '02:30', 'Australia/Sydney')).toBe('2026-04-04T15:30:00.000Z');
    expect(iso('2026-10-04', '02:30', 'Australia/Sydney')).toBe('2026-10-03T16:30:00.000Z');
    expect(iso('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
  });
  it('are refused when they are none', () => {
    expect(iso('', '09:30', 'Australia/Sydney')).toBeNull();
    expect(iso('2026-11-23', '', 'Australia/Sydney')).toBeNull();
  });
  it('go from day to day over years', () => {
    expect(nextDay('2026-12-31', 1)).toBe('2027-01-01');
    expect(nextDay('2026-03-01', -1)).toBe('2026-02-28');
  });
});
