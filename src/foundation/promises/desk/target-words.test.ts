import { describe, expect, it } from 'vitest';
import { lengthOf, minutesOf, scopeWords, targetSentence } from './target-words.ts';

const target = {
  measure: 'first_response',
  title: 'First response',
  channel: 'chat',
  team: undefined,
  minutes: 15,
  dayMinutes: 480,
  calendarName: 'Opening hours',
  warnPercent: 80,
};

describe('a target in words', () => {
  it('is one sentence', () => {
    expect(targetSentence(target)).toBe(
      'Reply to chats first within 15 minutes in Opening hours; warn after 12 minutes.',
    );
    expect(
      targetSentence({ ...target, measure: 'full_resolution', channel: null, team: 'Orders', minutes: 1_440 }),
    ).toBe(
      'Resolve conversations of team Orders within 3 working days in Opening hours; warn after 19 hours 12 minutes.',
    );
    expect(targetSentence({ ...target, calendarName: null, dayMinutes: 1_440, minutes: 1 })).toMatch(
      /within 1 minute round the clock; warn after 1 minute\.$/,
    );
    expect(targetSentence({ ...target, measure: 'quote', title: 'Send a quote' })).toMatch(
      /^Send a quote to chats within/,
    );
  });
  it('says for whom it is', () => {
    expect(scopeWords({ channel: null, team: undefined })).toBe('Everything');
    expect(scopeWords({ channel: 'chat', team: 'Orders' })).toBe('Chat of team Orders');
  });
  it('is typed in minutes, hours or days', () => {
    expect(lengthOf(1_440, 480)).toEqual({ count: '3', unit: 'days' });
    expect(lengthOf(90, 480)).toEqual({ count: '90', unit: 'minutes' });
    expect(minutesOf({ count: '1.5', unit: 'hours' }, 480)).toBe(90);
    expect(minutesOf({ count: '2', unit: 'days' }, 1_440)).toBe(2_880);
    expect(minutesOf({ count: '2', unit: 'days' }, undefined)).toBe(120);
    expect(minutesOf({ count: '0', unit: 'days' }, 480)).toBeNull();
    expect(minutesOf({ count: 'x', unit: 'hours' }, 480)).toBeNull();
  });
});
