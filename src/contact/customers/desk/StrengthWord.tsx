import { t } from '@lingui/core/macro';
import { State } from '#kernel/web/ui/State.tsx';

const words = {
  strong: { state: 'warn', word: t`Very likely the same` },
  likely: { state: 'info', word: t`Likely the same` },
  possible: { state: 'running', word: t`Possibly the same` },
} as const;

/** How much speaks for two customers being one. */
export function StrengthWord({ strength }: { strength: keyof typeof words }) {
  const { state, word } = words[strength];
  return <State state={state}>{word}</State>;
}
