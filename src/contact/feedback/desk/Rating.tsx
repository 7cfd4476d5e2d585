import { t } from '@lingui/core/macro';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import { ratingWord } from '../contract-words.ts';

const states: Record<number, StateName> = { 5: 'kept', 4: 'kept', 3: 'info', 2: 'warn', 1: 'broken' };

/** A rating in shape, figure and word. */
export function Rating({ value }: { value: number }) {
  return <State state={states[value] ?? 'info'}>{t`${value} of 5, ${ratingWord(value).toLowerCase()}`}</State>;
}
