import './staffing.css';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Calculator } from './Calculator.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { gapWords, peopleWords } from './words.ts';

type Row = OutputOf<'staffing.plans'>['plans'][number];

function PlanLine({ plan }: { plan: Row }) {
  const formats = useFormats();
  const { id, name, touchpoint, team, summary } = plan;
  const peak = peopleWords(summary.peakRostered);
  return (
    <li>
      <span className="grow stack tight">
        <Link to="/staffing/$planId" params={{ planId: id }}>
          <b dir="auto">{name}</b>
        </Link>
        <span className="meta">
          <Trans>
            <bdi>{touchpoint}</bdi>, team <bdi>{team}</bdi>
          </Trans>{' '}
          · {t`${formats.number(Math.round(summary.contacts))} contacts a week`} · {t`${peak} at the busiest`}
        </span>
      </span>
      <State state={summary.gaps === 0 ? 'kept' : 'warn'}>{gapWords(summary)}</State>
    </li>
  );
}

function Rosters() {
  const teams = useQueryOf('people.teams', {}).data?.teams;
  if (!teams?.length) return null;
  return (
    <section className="stack" aria-labelledby="rosters-title">
      <h2 id="rosters-title">{t`Rosters`}</h2>
      <p className="quiet narrow">{t`Who of a team is at work in an ordinary week, and what they can do.`}</p>
      <ul className="lines" aria-label={t`Rosters`}>
        {teams.map((team) => (
          <li key={team.id}>
            <Link to="/staffing/rosters/$teamId" params={{ teamId: team.id }} className="grow">
              <bdi>{team.name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Plans with what they lack, the rosters of the teams, and a calculator. */
export function Staffing() {
  const [isAdding, setAdding] = useState(false);
  const { pages, problem, hasMore, more, again } = usePagesOf('staffing.plans', {});
  const plans = pages?.flatMap((page) => page.plans);
  const mayKeep = pages?.[0]?.abilities.includes('keep');
  const add = mayKeep && (
    <Button kind="primary" icon={IconPlus} onClick={() => setAdding(true)}>
      {t`New plan`}
    </Button>
  );
  return (
    <Page title={t`Staffing`} actions={add}>
      <p className="quiet narrow">
        <Trans>
          How many people it takes to keep a standard at each touchpoint, who is on the roster, and where people are
          lacking. Leads are told of every gap.
        </Trans>
      </p>
      {problem && !plans && <Trouble problem={problem} again={again} />}
      {!plans && !problem && <Skeleton label={t`Loading plans`} shape="rows" />}
      {plans?.length === 0 && (
        <Empty icon={IconUsersGroup} title={t`No plan yet`} action={add}>
          <Trans>Plan for one touchpoint: its contacts are counted for you, you say how long each takes.</Trans>
        </Empty>
      )}
      {plans && plans.length > 0 && (
        <ul className="lines wraps" aria-label={t`Plans`}>
          {plans.map((plan) => (
            <PlanLine key={plan.id} plan={plan} />
          ))}
        </ul>
      )}
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
      <Rosters />
      <Calculator />
      {isAdding && <PlanDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
