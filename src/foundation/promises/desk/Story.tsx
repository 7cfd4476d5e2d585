import { t } from '@lingui/core/macro';
import './story.css';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { useOwers } from './people.ts';
import { Steps } from './Steps.tsx';
import { minutesWords } from './words.ts';

type Told = OutputOf<'promises.get'>;
type Entry = Told['entries'][number];

const kinds: Record<Entry['kind'], string> = {
  started: t`Started`,
  paused: t`Paused`,
  resumed: t`Went on`,
  warned: t`Warned`,
  broken: t`Missed`,
  kept: t`Kept`,
  waived: t`Let go`,
  moved: t`Moved`,
  reopened: t`Reopened`,
  reassigned: t`Given to somebody else`,
};
const movesDue: readonly Entry['kind'][] = ['moved', 'resumed', 'reopened'];

function Happened({ entry }: { entry: Entry }) {
  const formats = useFormats();
  const kind = kinds[entry.kind];
  return (
    <li>
      <time className="meta" title={formats.full(entry.at)}>
        {formats.due(entry.at)}
      </time>
      <span>
        {movesDue.includes(entry.kind) ? t`${kind}, due ${formats.due(entry.dueAt)}` : kind}
        {entry.reason && (
          <span dir="auto" className="quiet">
            {' '}
            · {entry.reason}
          </span>
        )}
        {entry.actorName && (
          <span className="meta">
            {' '}
            · <bdi>{entry.actorName}</bdi>
          </span>
        )}
      </span>
    </li>
  );
}

function useFacts({ promise, calendar }: Told) {
  const formats = useFormats();
  const { nameOf } = useOwers();
  const owers = [nameOf(promise.ownerId), nameOf(promise.teamId), promise.role].filter((one) => one != null);
  const hours = calendar ? t`${calendar.name}, version ${calendar.number}` : t`Round the clock`;
  return [
    promise.minutes === null
      ? { key: t`Time given`, value: formats.full(promise.dueAt) }
      : {
          key: t`Target`,
          value: calendar ? t`${minutesWords(promise.minutes)} of open time` : minutesWords(promise.minutes),
        },
    ...(promise.minutes === null ? [] : [{ key: t`Runs in`, value: hours }]),
    ...(promise.warnAt === null ? [] : [{ key: t`Warns`, value: formats.due(promise.warnAt) }]),
    { key: promise.endedAt === null ? t`Due` : t`Was due`, value: formats.full(promise.dueAt) },
    { key: t`Owed by`, value: owers.join(', ') || t`Nobody yet` },
    ...(promise.raisedTo === null ? [] : [{ key: t`Raised to`, value: promise.raisedTo }]),
    ...(promise.clauseRef === null ? [] : [{ key: t`Standard`, value: promise.clauseRef }]),
  ];
}

function Known({ told }: { told: Told }) {
  const facts = useFacts(told);
  const formats = useFormats();
  const zone = told.calendar?.timeZone;
  const isElsewhere = zone !== undefined && zone !== formats.timeZone;
  const own = isElsewhere ? makeFormats(formats.locale, zone) : formats;
  return (
    <div className="story stack">
      <KeyValues items={facts} />
      {told.steps.length > 1 && (
        <Steps
          steps={told.steps}
          formats={own}
          label={isElsewhere ? t`How the time counted, in ${zone.replaceAll('_', ' ')}` : t`How the time counted`}
        />
      )}
      <ol className="happened" aria-label={t`What happened to it`}>
        {told.entries.map((entry) => (
          <Happened key={entry.number} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

/** Where a promise comes from and everything that happened to it. */
export function Story({ promiseId }: { promiseId: string }) {
  const query = useQueryOf('promises.get', { promiseId });
  if (query.data) return <Known told={query.data} />;
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  return <Skeleton label={t`Loading where it comes from`} rows={3} />;
}
