import { plural, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { useData } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { ProgressBar } from '#kernel/web/ui/Waiting.tsx';
import { type BulkRun, closeBulk, stopBulk, undoBulk, useBulkRun } from './bulk.ts';

function RefusedList({ run, view }: { run: BulkRun; view: string }) {
  return (
    <details open={run.refused.length <= 5}>
      <summary>
        <State state="warn">
          {plural(run.refused.length, { one: '# stayed as it was', other: '# stayed as they were' })}
        </State>
      </summary>
      <ul className="refused">
        {run.refused.map(({ id, reference, customerName, words }) => (
          <li key={id}>
            <Link to="/inbox/$view/$conversationId" params={{ view, conversationId: id }} activeProps={{}}>
              <span className="num">{reference}</span> <bdi>{customerName}</bdi>
            </Link>
            <span className="quiet"> {words}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How far the bulk action has come, and in the end what it did and what it could not. */
export function BulkProgress({ view }: { view: string }) {
  const data = useData();
  const run = useBulkRun();
  if (!run) return null;
  const seen = run.done + run.refused.length;
  const isRunning = run.state === 'running';
  return (
    <section className="bulk-progress stack tight" aria-label={t`Bulk action`}>
      {isRunning ? (
        <ProgressBar
          label={run.title}
          value={seen}
          max={run.total}
          count={t`${seen} of ${run.total}`}
          note={t`You can go on working. It continues while Heed is open in this window.`}
        />
      ) : (
        <p role="status">
          <b>{run.words}</b>
          {run.state === 'stopped' && t` · stopped, ${run.total - seen} not touched`}
        </p>
      )}
      {run.refused.length > 0 && <RefusedList run={run} view={view} />}
      <div className="line">
        {isRunning && (
          <Button size="small" onClick={stopBulk}>
            {t`Stop`}
          </Button>
        )}
        {!isRunning && run.undoable > 0 && (
          <Button size="small" onClick={() => undoBulk(data)}>
            {run.undoable === run.total ? t`Undo all` : t`Undo ${run.undoable}`}
          </Button>
        )}
        {!isRunning && (
          <Button size="small" onClick={closeBulk}>
            {t`Close`}
          </Button>
        )}
      </div>
    </section>
  );
}
