import { describe, expect, it } from 'vitest';
import { bothTexts, emptied, joined, noDraft, taken, typed } from './draft-state.ts';

const saved = (text: string, tag = 'b', seenNumber = 3) => ({
  ...{ kind: 'reply' as const, text, tag, seenNumber },
  attachments: [],
  savedAt: '2026-11-22T03:00:00.000Z',
});

describe('a draft', () => {
  it('remembers what was there when it was begun, not what came while it was written', () => {
    const begun = typed(noDraft, 'D', 4);
    expect(typed(begun, 'Dear', 6)).toMatchObject({ text: 'Dear', seenNumber: 4, isDirty: true });
  });

  it('is what another device saved, when nothing was typed here', () => {
    expect(taken(noDraft, saved('Dear Ines'))).toMatchObject({ text: 'Dear Ines', tag: 'b', isDirty: false });
  });

  it('ends when it was sent from another device, unless something was typed here', () => {
    const known = { ...noDraft, text: 'Dear Ines', tag: 'a' };
    expect(taken(known, undefined)).toEqual(noDraft);
    expect(taken({ ...known, text: 'Dear Ines, and', isDirty: true }, undefined)).toMatchObject({
      text: 'Dear Ines, and',
      tag: null,
    });
  });

  it.each([
    ['grown here', 'Dear Ines, sorry', 'Dear Ines', 'Dear Ines, sorry'],
    ['grown there', 'Dear', 'Dear Ines', 'Dear Ines'],
    ['different', 'Mine', 'Theirs', 'Theirs\n\nMine'],
  ])('joins both texts and loses neither: %s', (_, mine, theirs, both) => {
    expect(bothTexts(mine, theirs)).toBe(both);
    const draft = joined({ ...noDraft, text: mine, isDirty: true }, saved(theirs));
    expect(draft).toMatchObject({ text: both, tag: 'b', isDirty: both !== theirs });
  });

  it('is not taken back from the server after it was sent', () => {
    const after = emptied({ ...noDraft, text: 'Dear Ines', tag: 'b' });
    expect(taken(after, saved('Dear Ines', 'b'))).toBe(after);
  });
});
