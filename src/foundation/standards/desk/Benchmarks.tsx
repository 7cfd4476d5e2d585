import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { BenchmarkDialog } from './BenchmarkDialog.tsx';
import { BenchmarkTable } from './BenchmarkTable.tsx';
import { Catalogue } from './Catalogue.tsx';
import { ExcuseDialog } from './ExcuseDialog.tsx';
import { ReferenceDialog } from './ReferenceDialog.tsx';
import { type Benchmark, type Evidence, type Goal, goalName, type Measure } from './research-words.ts';
import type { Standard } from './words.ts';

type Open = { is: 'add' | 'choose' | 'catalogue' } | { is: 'edit'; row: Benchmark } | { is: 'excuse'; goal: Goal };

function OneGoal({ goal, name, onExcuse }: { goal: Goal; name: string; onExcuse: (() => void) | undefined }) {
  const count = goal.benchmarkIds.length;
  return (
    <li className="line wrap">
      <span className="grow">
        <a href={`#${goal.clauseId}`} className="num">
          {goal.number}
        </a>{' '}
        {name}
        {goal.reason && count === 0 && (
          <span className="meta" dir="auto">
            {' '}
            {goal.reason}
          </span>
        )}
      </span>
      {count > 0 ? (
        <State state="kept">{plural(count, { one: '# benchmark', other: '# benchmarks' })}</State>
      ) : (
        <>
          {goal.reason ? (
            <State state="info">{t`None, with reason`}</State>
          ) : (
            <State state="warn">{t`Compared with nothing`}</State>
          )}
          {onExcuse && (
            <Button size="small" onClick={onExcuse}>
              <Trans>
                Say why<span className="hide"> {name} has no benchmark</span>
              </Trans>
            </Button>
          )}
        </>
      )}
    </li>
  );
}

function Goals({ goals, library, onExcuse }: { goals: Goal[]; library: Measure[]; onExcuse?: (goal: Goal) => void }) {
  if (goals.length === 0) return <p className="quiet">{t`No clause has a goal yet.`}</p>;
  return (
    <ul className="std-goals">
      {goals.map((goal) => (
        <OneGoal
          key={`${goal.clauseId} ${goal.measure} ${goal.channel}`}
          goal={goal}
          name={goalName(goal, library)}
          onExcuse={onExcuse && (() => onExcuse(goal))}
        />
      ))}
    </ul>
  );
}

function Period({ from, to, keptAt }: { from: string; to: string; keptAt: string | null }) {
  const formats = useFormats();
  const [first, last] = [formats.date(from), formats.date(to)];
  return (
    <p className="meta">
      {keptAt
        ? t`Our own values are of ${first} – ${last}, as they were at the approval.`
        : t`Our own values are of ${first} – ${last}, reckoned by the same formula.`}
    </p>
  );
}

/** How others do and how we do, and which goals are compared with nothing. */
export function Benchmarks({ standard, evidence }: { standard: Standard; evidence: Evidence }) {
  const { can } = useSession();
  const [open, setOpen] = useState<Open>();
  const versionId = standard.version.id;
  const own = useQueryOf('standards.figures', can('standards.figures') ? { versionId } : null).data;
  const library = useQueryOf('measures.list', can('measures.list') ? {} : null).data?.measures ?? [];
  const mayWrite = evidence.abilities.includes('research');
  const close = () => setOpen(undefined);
  return (
    <div className="doc wide-doc stack">
      <p className="quiet">
        <Trans>
          A goal is worth something when you know how others do and how you do yourself. A source without sample and
          method is weak: it is shown, but nothing is ranked by it.
        </Trans>
      </p>
      <div className="line wrap">
        <h2>{t`Goals of this version`}</h2>
        <span className="end">
          <Button
            size="small"
            kind="quiet"
            onClick={() => setOpen({ is: 'catalogue' })}
          >{t`What can be measured`}</Button>
        </span>
      </div>
      <Goals
        goals={evidence.goals}
        library={library}
        {...(mayWrite && { onExcuse: (goal: Goal) => setOpen({ is: 'excuse', goal }) })}
      />
      <div className="line wrap">
        <h2>{t`Benchmarks`}</h2>
        {mayWrite && (
          <span className="end line">
            <Button size="small" onClick={() => setOpen({ is: 'choose' })}>{t`Choose a published one`}</Button>
            <Button size="small" icon={IconPlus} onClick={() => setOpen({ is: 'add' })}>{t`Add a benchmark`}</Button>
          </span>
        )}
      </div>
      {own && <Period {...own} />}
      <BenchmarkTable
        rows={evidence.benchmarks}
        figures={own?.figures ?? []}
        onEdit={mayWrite ? (row) => setOpen({ is: 'edit', row }) : undefined}
      />
      {open?.is === 'add' && <BenchmarkDialog versionId={versionId} library={library} onClose={close} />}
      {open?.is === 'edit' && (
        <BenchmarkDialog versionId={versionId} library={library} row={open.row} onClose={close} />
      )}
      {open?.is === 'choose' && <ReferenceDialog versionId={versionId} library={library} onClose={close} />}
      {open?.is === 'excuse' && (
        <ExcuseDialog versionId={versionId} goal={open.goal} name={goalName(open.goal, library)} onClose={close} />
      )}
      {open?.is === 'catalogue' && <Catalogue library={library} onClose={close} />}
    </div>
  );
}
