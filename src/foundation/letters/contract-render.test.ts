import { describe, expect, it } from 'vitest';
import { faultsOf, fieldsIn, type LetterField, missingValues, parse, render } from './contract-render.ts';

const field = (name: string, more: Partial<LetterField> = {}): LetterField => ({
  ...{ name, words: name, type: 'line', sample: 'x', isNeeded: false, isTyped: false },
  ...more,
});
const fields = [field('customer.name'), field('letter.body', { type: 'text', isNeeded: true, isTyped: true })];
const required = [{ name: 'disagree', words: 'What you can do if you disagree', why: 'The law asks for it.' }];
const sound = {
  subject: 'For {{customer.name}}',
  sections: [
    { block: null, text: 'Dear {{ customer.name }},\n\n{{letter.body}}' },
    { block: 'disagree', text: '## If you disagree\n\nTell us.' },
  ],
};

describe('a template', () => {
  it('is sound when every field is known and every required part is there', () => {
    expect(faultsOf(sound, fields, required)).toEqual([]);
    expect(fieldsIn('{{a.b}} {{ a.b }} {{c}}')).toEqual(['a.b', 'c']);
  });

  it.each([
    ['{{customer.nme}}', 'letter.unknown_field', 'The fields here are {{customer.name}}, {{letter.body}}.'],
    ['{{customer.name', 'letter.unreadable_field', 'write {{customer.name}}'],
    ['{{#if vip}}x{{/if}}', 'letter.unreadable_field', 'nothing else between them'],
    ['{{constructor}}', 'letter.unknown_field', 'There is no field {{constructor}}'],
    ['{{ customer . name }}', 'letter.unreadable_field', ''],
  ])('with %s is refused, saying what would be accepted', (text, code, words) => {
    const [fault] = faultsOf({ ...sound, subject: text }, fields, required);
    expect(fault).toMatchObject({ code, path: 'subject', message: expect.stringContaining(words) });
  });

  it('without a required part or a needed field is refused and says which', () => {
    const [first] = sound.sections;
    const without = { ...sound, sections: first ? [first, { block: 'disagree', text: ' ' }] : [] };
    expect(faultsOf(without, fields, required)).toEqual([
      {
        code: 'letter.missing_content',
        path: 'sections',
        message: 'The part “What you can do if you disagree” is missing. The law asks for it.',
      },
    ]);
    const silent = { ...sound, sections: [{ block: 'disagree', text: 'Dear {{customer.name}}' }] };
    expect(faultsOf(silent, fields, required)[0]?.message).toContain('{{letter.body}}');
  });
});

describe('a letter', () => {
  it('has every value in its place, and what somebody wrote in paragraphs and lists of its own', () => {
    const values = { 'customer.name': 'Ines\n\n## Kaldor', 'letter.body': 'First.\n\n- one\n- two {{customer.name}}' };
    expect(render(sound, fields, values)).toEqual({
      subject: 'For Ines ## Kaldor',
      blocks: [
        { kind: 'paragraph', lines: ['Dear Ines ## Kaldor,'] },
        { kind: 'paragraph', lines: ['First.'] },
        // A value is not looked through for fields.
        { kind: 'list', items: ['one', 'two {{customer.name}}'] },
        { kind: 'heading', text: 'If you disagree' },
        { kind: 'paragraph', lines: ['Tell us.'] },
      ],
    });
  });

  it('a value cannot make a heading or a list where the template has a line', () => {
    const { blocks } = render({ subject: 'x', sections: [{ block: null, text: '{{customer.name}}' }] }, fields, {
      'customer.name': '- Bob',
    });
    expect(blocks).toEqual([{ kind: 'paragraph', lines: ['- Bob'] }]);
  });

  it('names what is missing instead of leaving a hole', () => {
    expect(missingValues(sound, { 'customer.name': ' ' })).toEqual(['customer.name', 'letter.body']);
    expect(render(sound, fields, {}).subject).toBe('For {{customer.name}}');
    expect(missingValues({ subject: '{{to.string}}', sections: [] }, Object.create({ 'to.string': 'x' }))).toEqual([
      'to.string',
    ]);
  });

  it('keeps lines, parts paragraphs and gathers lists', () => {
    expect(parse('a\r\nb\n\nc\n- d\n• e\n\n- f\n## g\nh')).toEqual([
      { kind: 'paragraph', lines: ['a', 'b'] },
      { kind: 'paragraph', lines: ['c'] },
      { kind: 'list', items: ['d', 'e'] },
      { kind: 'list', items: ['f'] },
      { kind: 'heading', text: 'g' },
      { kind: 'paragraph', lines: ['h'] },
    ]);
  });
});
