import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { currentMillis } from '#kernel/web/ui/now.ts';
import { State } from '#kernel/web/ui/State.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { caseOf, type Rules } from './calendar-draft.ts';
import { Steps } from './Steps.tsx';
import { useSettled } from './use-calendar-draft.ts';
import { minutesWords } from './words.ts';
import { instantOf, wallOf } from './zone-time.ts';

const most = 20_000;

function useCase(rules: Rules, day: string, time: string, given: string) {
  const start = instantOf({ day, time }, rules.timeZone);
  const minutes = Number(given);
  const isRight = start !== null && Number.isInteger(minutes) && minutes >= 1 && minutes <= most;
  const asked = useSettled(isRight ? caseOf(rules, { start, minutes }) : null);
  const query = useQueryOf('calendars.preview', asked === null ? null : { case: asked }, { keep: true });
  return { isRight, minutes, answer: isRight ? query.data : undefined };
}

/** Tries the rules on a case before anybody is promised anything by them; they need not be saved. */
export function TryIt({ rules }: { rules: Rules }) {
  const desk = useFormats();
  const first = wallOf(currentMillis(), rules.timeZone);
  const [day, setDay] = useState(first.day);
  const [time, setTime] = useState('16:45');
  const [given, setGiven] = useState('60');
  const { isRight, minutes, answer } = useCase(rules, day, time, given);
  const formats = makeFormats(desk.locale, rules.timeZone);
  return (
    <section className="card" aria-labelledby="try-it">
      <header>
        <h2 id="try-it">{t`Try it`}</h2>
      </header>
      <div className="card-b stack">
        <p className="quiet">
          <Trans>When would something be due that starts then? Saved or not, this uses what stands here.</Trans>
        </p>
        <div className="try-fields">
          <TextInput
            label={t`Starts on`}
            type="date"
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput label={t`At`} type="time" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
          <TextInput
            label={t`Minutes`}
            inputMode="numeric"
            value={given}
            onChange={(event) => setGiven(event.currentTarget.value)}
          />
        </div>
        <div aria-live="polite" className="stack">
          {!isRight && (
            <span className="due-words wrong">
              <Trans>Give a day, a time and 1 to {desk.number(most)} minutes.</Trans>
            </span>
          )}
          {isRight && !answer && <Skeleton label={t`Reckoning`} rows={2} />}
          {answer && answer.problems.length > 0 && <span className="quiet">{t`Put right what is marked first.`}</span>}
          {answer?.due && (
            <div className="stack tight">
              <State state="running">
                <Trans>Due {formats.full(answer.due)}</Trans>
              </State>
              <span className="meta">
                <Trans>
                  {minutesWords(minutes)} of open time, in {rules.timeZone.replaceAll('_', ' ')}
                </Trans>
              </span>
            </div>
          )}
        </div>
        {answer?.due && <Steps steps={answer.steps} formats={formats} label={t`How the time counts`} />}
      </div>
    </section>
  );
}
