import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import './monitoring.css';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Spark } from './Spark.tsx';
import { type Goal, intervalWords, targetWords, valueWords, verdictState, whatOf } from './words.ts';

/** What is missing of a number, or what follows from it. */
function Follows({ goal }: { goal: Goal }) {
  const formats = useFormats();
  if (goal.action) {
    return (
      <Link to="/monitoring/actions/$actionId" params={{ actionId: goal.action.id }}>
        {goal.action.isOverdue ? t`Action overdue` : t`Action by ${formats.due(goal.action.dueAt)}`}
      </Link>
    );
  }
  if (goal.missedInARow > 0) {
    return (
      <span className="meta">
        <Plural value={goal.missedInARow} one="missed # week" other="missed # weeks in a row" />
      </span>
    );
  }
  if (goal.missing.length === 0 || goal.verdict === 'no_rows') return null;
  return (
    <span className="meta">
      <Plural value={goal.missing.length} one="no rows in # week" other="no rows in # weeks" />
    </span>
  );
}

/** A goal with target, actual, trend and what follows; in the list with its clause, beneath a clause without. */
export function ActualRow({ goal, isInClause = false }: { goal: Goal; isInClause?: boolean }) {
  const formats = useFormats();
  const library = useQueryOf('measures.list', {}).data?.measures;
  const { state, words } = verdictState(goal);
  const what = whatOf(goal, library);
  const interval = intervalWords(formats, goal.unit, goal.actual);
  return (
    <div className={`actual ${state}`}>
      <div>
        <Link to="/monitoring/goals/$goalId" params={{ goalId: goal.id }}>
          <bdi>{isInClause ? what : `${goal.number} ${goal.title}`}</bdi>
        </Link>
        {!isInClause && (
          <span className="meta">
            {what} · <bdi>{goal.standardName}</bdi>
          </span>
        )}
      </div>
      <div>
        <span className="meta">{t`target`}</span>
        <b className="num">{targetWords(formats, goal)}</b>
      </div>
      <div>
        <span className="meta">{t`actual, 13 weeks`}</span>
        <b className="num">{valueWords(formats, goal.unit, goal.actual.value)}</b>
      </div>
      <div className="wide-cell">
        <Spark goal={goal} />
      </div>
      <div className="stack tight wide-cell">
        <State state={state}>{words}</State>
        <span className="meta num">
          <Trans>n = {formats.number(goal.actual.n)}</Trans>
          {interval && ` · ${interval}`}
        </span>
        <Follows goal={goal} />
      </div>
    </div>
  );
}
