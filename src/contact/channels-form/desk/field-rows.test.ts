import { describe, expect, it } from 'vitest';
import type { FormField } from '../contract-definition.ts';
import { changedAt, conditionsFor, movedAt, withField } from './field-rows.ts';
import { keyFrom } from './key-from.ts';

const begun = withField(withField([], 'choice', 'What is it?'), 'text', 'Serial number');
const [choice, text] = begun as [FormField, FormField];

describe('the fields of a form', () => {
  it('keep their ids while others come, go and change places', () => {
    const asked = changedAt(begun, 1, { ...text, showWhen: { fieldId: choice.id, is: 'A' } });
    const more = withField(movedAt(withField(asked, 'date', 'When?'), 2, -1), 'file', 'A picture');
    expect(more.map((field) => `${field.id} ${field.label}`)).toEqual([
      'f1 What is it?',
      'f3 When?',
      'f2 Serial number',
      'f4 A picture',
    ]);
    const without = changedAt(more, 0, undefined);
    expect(without.map((field) => field.showWhen)).toEqual([null, null, null]);
    expect(new Set(withField(without, 'text', 'More').map((field) => field.id)).size).toBe(4);
  });

  it('are asked after what can be chosen above them', () => {
    expect(conditionsFor(begun, 1).map((one) => `${one.label} ${one.is}`)).toEqual(['What is it? A', 'What is it? B']);
    expect(conditionsFor(begun, 0)).toEqual([]);
  });
});

it('a title makes a link that can be read', () => {
  expect([keyFrom('  Report a fault! '), keyFrom('Rückgabe & Ärger')]).toEqual(['report-a-fault', 'ruckgabe-arger']);
});
