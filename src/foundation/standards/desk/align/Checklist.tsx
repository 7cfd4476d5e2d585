import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, ButtonLink } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { Asked } from './AnswerDialog.tsx';
import { Reason } from './Points.tsx';
import { type Alignment, areaWords, type CheckPoint, failureWords } from './words.ts';

const states = {
  open: { state: 'warn', words: t`Open` },
  fails: { state: 'broken', words: t`Fails` },
  answered: { state: 'kept', words: t`Answered` },
  holds: { state: 'kept', words: t`Holds` },
} as const;

function Line({ check, onAnswer }: { check: CheckPoint; onAnswer: ((asked: Asked) => void) | undefined }) {
  const { locale } = useFormats();
  const { point, words, rule, clause, reason, seen, source, state } = check;
  const checkedOn = new Date(`${check.checkedOn}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC' });
  const fails = seen !== null && !seen.holds;
  const ask: Asked = {
    ...{ point, title: words, lead: rule, reason },
    ...(seen === null && { clauseId: clause?.clauseId ?? null }),
    reasonLabel: seen === null ? t`Or why it does not apply` : t`Why it is not so`,
  };
  return (
    <li className="align-point">
      <span className="grow stack tight">
        <b>{words}</b>
        <span className="quiet">{rule}</span>
        {clause && (
          <span>
            <Trans>
              Said in <span className="num">{clause.number}</span> <bdi>{clause.title}</bdi>
            </Trans>
          </span>
        )}
        {fails && <span>{failureWords(seen)}</span>}
        <Reason {...check} />
        <span className="meta">
          <a href={source.address} target="_blank" rel="noreferrer noopener">
            {source.citation}
          </a>
          {' · '}
          <Trans>checked on {checkedOn}</Trans>
        </span>
      </span>
      <State state={states[state].state} pill>
        {states[state].words}
      </State>
      {fails && <ButtonLink size="small" href={`/desk${seen.link}`}>{t`Mend it`}</ButtonLink>}
      {onAnswer && state !== 'holds' && (
        <Button size="small" aria-label={t`Answer ${words}`} onClick={() => onAnswer(ask)}>
          {t`Answer`}
        </Button>
      )}
    </li>
  );
}

type Props = { alignment: Alignment; onAnswer: ((asked: Asked) => void) | undefined };

/** The points of the checklists that the workspace holds to, by area. */
export function Checklist({ alignment, onAnswer }: Props) {
  const { checks } = alignment;
  const areas = [...new Set(checks.map((check) => check.area))];
  if (checks.length === 0)
    return (
      <p className="quiet">
        <Trans>You hold to no checklist. Choose them under Settings, Law and practice.</Trans>
      </p>
    );
  return areas.map((area) => (
    <section key={area} className="stack tight">
      <h3 className="align-area">{areaWords[area]}</h3>
      <ul className="lines wraps" aria-label={areaWords[area]}>
        {checks
          .filter((check) => check.area === area)
          .map((check) => (
            <Line key={check.point} check={check} onAnswer={onAnswer} />
          ))}
      </ul>
    </section>
  ));
}
