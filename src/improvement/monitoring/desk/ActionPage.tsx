import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './monitoring.css';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { ChangeAction, CloseAction } from './ActionDialogs.tsx';
import { ActualRow } from './ActualRow.tsx';
import { type Action, type Effect, type Goal, intervalWords, valueWords } from './words.ts';

const noon = (day: string) => `${day}T12:00:00Z`;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children || '–'}</dd>
    </div>
  );
}

function Facts({ action }: { action: Action }) {
  const formats = useFormats();
  return (
    <section className="card" aria-label={t`Corrective action`}>
      <dl className="mon-facts">
        <Fact name={t`Whose it is`}>{action.ownerName}</Fact>
        <Fact name={t`Due`}>{formats.full(action.dueAt)}</Fact>
        <Fact name={t`Opened`}>
          {action.openedBy ?? t`by itself after ${action.missedWeeks} missed weeks`}, {formats.date(action.openedAt)}
        </Fact>
        <Fact name={t`In place since`}>{action.doneOn && formats.date(noon(action.doneOn))}</Fact>
        <Fact name={t`Why it was missed`}>{action.cause}</Fact>
        <Fact name={t`What is done`}>{action.doing}</Fact>
        {action.closedAt && (
          <Fact name={t`Closed`}>
            {action.closedBy}, {formats.date(action.closedAt)}
          </Fact>
        )}
        {action.conclusion && <Fact name={t`What follows from it`}>{action.conclusion}</Fact>}
      </dl>
    </section>
  );
}

const changes = {
  better: { state: 'kept', words: t`Better` },
  worse: { state: 'broken', words: t`Worse` },
  same: { state: 'info', words: t`No difference beyond chance` },
} as const;

function Brought({ effect, unit }: { effect: Effect; unit: Goal['unit'] }) {
  const formats = useFormats();
  const part = (name: string, measured: Effect['before'] | null) => (
    <Fact name={name}>
      {measured && (
        <>
          <b className="num">{valueWords(formats, unit, measured.value)}</b>{' '}
          <span className="meta num">
            {[
              `n = ${formats.number(measured.n)}`,
              intervalWords(formats, unit, measured),
              `${formats.date(noon(measured.from))} – ${formats.date(noon(measured.to))}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
    </Fact>
  );
  const { change, isMeasured, measurableFrom } = effect;
  return (
    <section className="card" aria-labelledby="effect">
      <header>
        <h2 id="effect" className="ct grow">{t`What it brought`}</h2>
        {change && <State state={changes[change].state}>{changes[change].words}</State>}
      </header>
      <dl className="mon-facts">
        {part(t`Before`, effect.before)}
        {part(t`Since it is in place`, effect.after)}
      </dl>
      {!isMeasured && (
        <p className="about quiet">
          {measurableFrom ? (
            <Trans>
              It can be closed from {formats.date(noon(measurableFrom))} on, when something was measured by then.
            </Trans>
          ) : (
            <Trans>Say what is done and since when. Then its effect is measured from that day on.</Trans>
          )}
        </p>
      )}
    </section>
  );
}

/** A corrective action: who does what by when, and what it brought. */
export function ActionPage() {
  const { actionId = '' } = useParams({ strict: false }) as { actionId?: string };
  const [dialog, setDialog] = useState<'change' | 'close'>();
  const { data, error, refetch } = useQueryOf('corrections.get', { actionId });
  const back = { to: '/monitoring/actions', label: t`Back to the actions` };
  if (!data) {
    return (
      <Page title={t`Corrective action`} back={back}>
        {error ? (
          <Trouble problem={error} again={() => void refetch()} />
        ) : (
          <Skeleton label={t`Loading the action`} rows={6} />
        )}
      </Page>
    );
  }
  const { action, goal, effect, abilities } = data;
  const close = () => setDialog(undefined);
  return (
    <Page
      title={action.title}
      back={back}
      actions={
        abilities.includes('correct') && (
          <>
            <Button onClick={() => setDialog('change')}>{t`Change`}</Button>
            <Button
              kind="primary"
              disabled={!effect.isMeasured || action.doing === ''}
              onClick={() => setDialog('close')}
            >{t`Close it`}</Button>
          </>
        )
      }
    >
      <div className="mon">
        <p className="meta">
          <Link to="/monitoring">{t`Monitoring`}</Link> / <Link to="/monitoring/actions">{t`Actions`}</Link>
        </p>
        {goal && <ActualRow goal={goal} />}
        <Facts action={action} />
        <Brought effect={effect} unit={goal?.unit ?? 'share'} />
      </div>
      {dialog === 'change' && <ChangeAction action={action} onClose={close} />}
      {dialog === 'close' && <CloseAction action={action} onClose={close} />}
    </Page>
  );
}
