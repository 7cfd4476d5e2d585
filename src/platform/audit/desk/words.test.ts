import { describe, expect, it } from 'vitest';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { actorWords, asked, everything, kindWords, referenceIn, sealWords, spoken } from './words.ts';

describe('the words of the audit log', () => {
  it.each([
    ['H-2976', 'H-2976'],
    [' p-1001 ', 'P-1001'],
    ['h 12', 'H-12'],
    ['Ines', undefined],
    ['H-', undefined],
  ])('%j is read as the reference %j', (text, reference) => {
    expect(referenceIn(text)).toBe(reference);
  });

  it.each([
    ['signed in', 'Signed in'],
    ['changed a role from {from} to {to}', 'Changed a role from … to …'],
    ['changed the chat widget ({what})', 'Changed the chat widget'],
    ['warned that {measure} is due at {dueAt}', 'Warned that … is due at …'],
    ['saved version {number} of a template for {kind} letters', 'Saved version … of a template for … letters'],
  ])('the kind %j is offered as %j', (sentence, words) => {
    expect(kindWords(sentence)).toBe(words);
  });

  it('asks only for what was chosen', () => {
    expect(asked(everything)).toEqual({});
    expect(asked({ ...everything, kind: 'people', from: '2026-11-01' })).toEqual({
      kind: 'people',
      from: '2026-11-01',
    });
  });

  it('names who did it, and for whom', () => {
    const nobody = { actorName: null, onBehalfOfName: null };
    expect(actorWords({ ...nobody, actorKind: 'system' })).toBe('Heed');
    expect(actorWords({ ...nobody, actorKind: 'system', onBehalfOfName: 'Dana' })).toBe('Heed, for Dana');
    expect(actorWords({ ...nobody, actorKind: 'person', actorName: 'Dana' })).toBe('Dana');
    expect(actorWords({ ...nobody, actorKind: 'nobody' })).toBe('Somebody not signed in');
  });

  it('says instants as people do', () => {
    const formats = makeFormats('en-AU', 'Australia/Melbourne');
    expect(spoken('promised task by 2026-11-29T12:53:43.736Z', formats)).toBe(
      'promised task by Sun 29 Nov 2026, 23:53',
    );
  });

  it('says how far the log is sealed, and when a seal is late', () => {
    const formats = makeFormats('en-AU', 'Australia/Melbourne');
    const now = Date.parse('2026-11-29T02:45:00Z');
    const head = { day: '2026-11-28', lastSeq: 900, signedAt: '2026-11-28T13:01:00Z', key: 'ab12' };
    const state = { events: 1_000, sealed: { seq: 999, at: '2026-11-29T02:40:00Z' }, head, kinds: [], people: [] };
    const said = sealWords(state, formats, now);
    expect(said).toMatchObject({ state: 'kept', title: 'Sealed up to 13:40 today.' });
    expect(said.words).toContain('The last signed head is of Sat 28 Nov 2026, over event 900');
    const late = sealWords({ ...state, sealed: { seq: 990, at: '2026-11-29T02:00:00Z' } }, formats, now);
    expect(late).toMatchObject({ state: 'warn', title: 'Sealed up to 13:00 today.' });
    expect(late.words).toContain('10 events wait for a seal');
    expect(sealWords({ ...state, sealed: null, head: null }, formats, now).state).toBe('info');
  });
});
