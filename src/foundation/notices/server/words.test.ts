import { describe, expect, it } from 'vitest';
import { authorityNoticeKinds } from './authority-notices.ts';
import { unansweredKind } from './chase.ts';
import type { NoticeData, NoticeNames } from './kinds.ts';
import { promiseNoticeKinds } from './promise-notices.ts';
import { say, timeWords } from './words.ts';

const about = { id: 'x', reference: 'H-8317', title: 'Kettle arrived with a cracked lid', link: '/inbox/mine/x' };
const names = (more: Partial<NoticeNames> = {}): NoticeNames => ({
  about,
  person: (id) => ({ ada: 'Ada Adviser', olive: 'Olive Owner' })[String(id)] ?? 'Somebody',
  time: () => 'Mon 23 Nov, 14:05',
  called: (code) => (code === 'customers.export' ? 'Export customers' : String(code)),
  promised: (id) => (id === 'lid' ? 'Send the new lid' : null),
  many: 1,
  ...more,
});
const kinds = [...promiseNoticeKinds, ...authorityNoticeKinds, unansweredKind];
const saying = (name: string, data: NoticeData, more: Partial<NoticeNames> = {}) =>
  say(
    kinds.find((kind) => kind.name === name),
    data,
    names(more),
  );
const clock = { measure: 'first_response', dueAt: '2026-11-23T03:05:00Z' };

describe('a notice says', () => {
  it.each([
    ['promise.warned', clock, 'First response for H-8317 is due Mon 23 Nov, 14:05'],
    ['promise.broken', clock, 'First response for H-8317 was due Mon 23 Nov, 14:05'],
    ['promise.broken_in_team', { measure: 'call_back' }, 'Call-back for H-8317 was due Mon 23 Nov, 14:05'],
    ['promise.topic', { ...clock, what: 'broken' }, 'First response for H-8317 was due Mon 23 Nov, 14:05'],
    [
      'authority.asked',
      { requesterId: 'ada', decision: 'customers.export' },
      'Ada Adviser asks for an approval: Export customers',
    ],
    [
      'authority.approved',
      { approverId: 'olive', decision: 'customers.export', missing: 1 },
      'Olive Owner approved: Export customers. 1 more to approve',
    ],
    ['authority.ended', { decision: 'customers.export', how: 'expired' }, 'Nobody answered in time: Export customers'],
    ['notice.unanswered', { personId: 'ada' }, 'Ada Adviser has not answered a notice about H-8317'],
  ] as const)('%s', (name, data, words) => {
    expect(saying(name, data).words).toBe(words);
  });

  it('where to look, and names the record below', () => {
    expect(saying('promise.broken', clock)).toMatchObject({ detail: about.title, link: about.link });
  });

  it('how many it stands for, and leads to none of them', () => {
    const said = saying('promise.broken', clock, { many: 312 });
    expect(said).toMatchObject({ words: '312 promises were broken' });
    expect(said.link).not.toBe(about.link);
  });

  it('itself also where the record, the person or the kind is gone', () => {
    expect(saying('promise.broken', clock, { about: null })).toMatchObject({
      detail: null,
      link: '/promises',
    });
    expect(saying('promise.broken', { measure: 'task', promiseId: 'lid' }, { about: null })).toMatchObject({
      words: 'Task was due Mon 23 Nov, 14:05',
      detail: 'Send the new lid',
    });
    expect(saying('notice.unanswered', { personId: 'gone' }, { about: null }).words).toBe(
      'Somebody has not answered a notice',
    );
    expect(saying('nothing.known', {})).toMatchObject({ words: about.title });
  });
});

describe('a time in it', () => {
  const told = new Date('2026-11-23T02:00:00Z');
  const inMelbourne = (instant: unknown) => timeWords(instant, told, 'Australia/Melbourne');

  it('is said in the time zone of the workspace, with its day where that is another', () => {
    expect(inMelbourne('2026-11-23T03:05:00Z')).toBe('14:05');
    expect(inMelbourne('2026-11-22T12:30:00Z')).toBe('Sun 22 Nov, 23:30');
    expect(inMelbourne('2026-11-22T13:30:00Z')).toBe('00:30');
    expect(inMelbourne(undefined)).toBe('a time that is not known');
  });
});
