import { t } from '@lingui/core/macro';
import { State } from '#kernel/web/ui/State.tsx';
import type { DeskMessage } from '../contract.ts';
import { kindWords } from './ask-words.ts';

/** What a message asks, under its words, and whether it was answered. */
export function Asked({ ask, answer }: { ask: NonNullable<DeskMessage['ask']>; answer: DeskMessage | undefined }) {
  const given = answer?.answer ?? {};
  return (
    <div className="asked">
      {ask.kind === 'choices' ? (
        <ul className="line wrap" aria-label={t`Quick replies`}>
          {ask.choices.map((choice) => (
            <li key={choice} className="tag" aria-current={given.choice === choice || undefined}>
              <bdi>{choice}</bdi>
            </li>
          ))}
        </ul>
      ) : (
        <dl>
          {ask.fields.map((field) => (
            <div key={field.key}>
              <dt>
                <bdi>{field.label}</bdi>
              </dt>
              <dd dir="auto">{given[field.key] ?? <span className="meta">{kindWords[field.kind]}</span>}</dd>
            </div>
          ))}
        </dl>
      )}
      {answer ? <State state="kept">{t`Answered`}</State> : <State state="running">{t`Not answered yet`}</State>}
    </div>
  );
}
