import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconChevron from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { told } from '#kernel/web/language/told.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { ClockWords } from '#kernel/web/ui/Clock.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { PromiseLine } from '#kernel/web/ui/PromiseLine.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Change } from './ChangePromise.tsx';
import { useOwers } from './people.ts';
import { type PromiseData, readPromise } from './reading.ts';
import { usePromiseActions } from './use-promise-actions.ts';

const ChangePromise = lazy(() => import('./ChangePromise.tsx').then((part) => ({ default: part.ChangePromise })));
const Story = lazy(() => import('./Story.tsx').then((part) => ({ default: part.Story })));

/** What is owed, in the words of whoever took it on or else of its measure. */
export function promiseName({ words, title }: Pick<PromiseData, 'words' | 'title'>): string {
  return words ?? told(title);
}

/** Who owes it: a face for a person, the name of a team. */
export function Ower({ promise }: { promise: PromiseData }) {
  const { nameOf } = useOwers();
  const person = nameOf(promise.ownerId);
  const team = nameOf(promise.teamId);
  if (person) return <Face name={person} kind="staff" size="s" label={t`Owed by ${person}`} />;
  return team ? <Tag>{team}</Tag> : null;
}

/** The number to call, as a link that dials. */
export function CallLink({ phone }: { phone: string }) {
  return (
    <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} className="num nowrap">
      <bdi>{phone}</bdi>
    </a>
  );
}

function Reading({ promise }: { promise: PromiseData }) {
  const formats = useFormats();
  const now = useNow();
  const reading = readPromise(promise, now, formats);
  return (
    <>
      <PromiseLine state={reading.state} used={reading.used} />
      <div className="line">
        <ClockWords reading={reading} />
        <span className="end line">
          <Ower promise={promise} />
        </span>
      </div>
    </>
  );
}

type OwedLineProps = {
  promise: PromiseData;
  /** On what it is owed, where the card gathers several. */
  on?: ReactNode;
};

/** One promise: what, line, clock; opens to show where it comes from. */
export function OwedLine({ promise, on }: OwedLineProps) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const [change, setChange] = useState<Change>();
  const { entries, done, busy } = usePromiseActions(promise, setChange);
  const name = promiseName(promise);
  return (
    <li className="stack tight owed-line">
      <div className="line">
        <button
          type="button"
          className="owed-name grow"
          aria-expanded={isShown}
          aria-controls={isShown ? id : undefined}
          title={isShown ? t`Hide where it comes from` : t`Show where it comes from`}
          onClick={() => setShown(!isShown)}
        >
          <span dir="auto">{name}</span>
          <Icon of={IconChevron} small className={isShown ? 'turned' : ''} />
        </button>
        {done && (
          <Button size="small" disabled={busy} onClick={done}>
            <Trans>
              Done<span className="hide">: {name}</span>
            </Trans>
          </Button>
        )}
        {entries.length > 0 && (
          <Menu
            label={name}
            entries={entries}
            target={<IconButton icon={IconDots} size="small" label={t`More about ${name}`} />}
          />
        )}
      </div>
      {(promise.phone || on) && (
        <div className="line wrap meta">
          {promise.phone && <CallLink phone={promise.phone} />}
          {on}
        </div>
      )}
      <Reading promise={promise} />
      {isShown && (
        <div id={id}>
          <Suspense fallback={<Skeleton label={t`Loading where it comes from`} rows={3} />}>
            <Story promiseId={promise.id} />
          </Suspense>
        </div>
      )}
      {change && (
        <Suspense fallback={null}>
          <ChangePromise what={change} promise={promise} onClose={() => setChange(undefined)} />
        </Suspense>
      )}
    </li>
  );
}
