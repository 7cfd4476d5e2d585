import { refuse } from '#kernel/server/problem.ts';
import type { Choice, FieldKind } from '../contract.ts';

interface Given {
  key?: string | undefined;
  label: string;
}

/**
 * The choices of a field as they are kept. One with a key of `before` is the same choice under a new label; what is no
 * longer given is retired, because values still name it. New ones get a key from their label.
 * @throws Problem field.choices_needed
 */
export function choicesOf(kind: FieldKind, given: readonly Given[], before: readonly Choice[] = []): Choice[] {
  const isChosen = kind === 'one_of' || kind === 'several_of';
  if (!isChosen) {
    if (given.length > 0)
      refuse('field.choices_needed', 'Only fields of the kinds one_of and several_of have choices.');
    return [];
  }
  if (given.length === 0) refuse('field.choices_needed', 'Give at least one choice.');
  const labels = new Set(given.map((choice) => choice.label.toLowerCase()));
  if (labels.size < given.length) refuse('field.choices_needed', 'Give each choice a label of its own.');
  const taken = new Set(before.map((choice) => choice.key));
  const kept: Choice[] = [];
  for (const { key, label } of given) {
    const own = key ?? freeKey(label, taken);
    if (kept.some((choice) => choice.key === own)) refuse('field.choices_needed', `The key ${own} stands here twice.`);
    taken.add(own);
    kept.push({ key: own, label, isRetired: false });
  }
  const gone = before.filter((choice) => !kept.some((one) => one.key === choice.key));
  return [...kept, ...gone.map((choice) => ({ ...choice, isRetired: true }))];
}

/** `Very happy` becomes very_happy, and very_happy_2 where that is taken. */
function freeKey(label: string, taken: ReadonlySet<string>): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '');
  const base = words.slice(0, 34) || 'choice';
  let key = base;
  for (let next = 2; taken.has(key); next++) key = `${base}_${next}`;
  return key;
}
