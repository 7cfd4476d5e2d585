import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconCheckbox from '@tabler/icons-react/dist/esm/icons/IconCheckbox.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { told } from '#kernel/web/language/told.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { ClockWords } from '#kernel/web/ui/Clock.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Glyph, Icon } from '#kernel/web/ui/Icon.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { filled } from '#kernel/web/ui/PromiseLine.tsx';
import type { Change } from './ChangePromise.tsx';
import { CallLink, Ower, promiseName } from './OwedLine.tsx';
import { readPromise } from './reading.ts';
import { Story } from './Story.tsx';
import { usePromiseActions } from './use-promise-actions.ts';

const ChangePromise = lazy(() => import('./ChangePromise.tsx').then((part) => ({ default: part.ChangePromise })));

export type PromiseItemData = OutputOf<'promises.list'>['promises'][number];

const icons: Record<string, Glyph> = { task: IconCheckbox, call_back: IconPhone };

type WhereProps = { promise: PromiseItemData; onStory: () => void; children: ReactNode };

/** Leads to what it is about; where there is nothing, opens its own story. */
function Where({ promise, onStory, children }: WhereProps) {
  if (promise.about)
    return (
      <Link to={promise.about.link} activeProps={{}} data-line="">
        {children}
      </Link>
    );
  return (
    <button type="button" className="owed-open" data-line="" onClick={onStory}>
      {children}
    </button>
  );
}

/** Below the name: for clocks which one it is, for what somebody took on about whom. */
function Second({ promise: { about, words, title } }: { promise: PromiseItemData }) {
  if (!about) return words === null ? null : <span className="pre cut">{title}</span>;
  return (
    <span className="pre cut">
      {words === null ? title : <bdi>{about.title}</bdi>} · <span className="num">{about.reference}</span>
    </span>
  );
}

/** A promise in the list: what, about whom, its clock; the lower edge is its line. */
export function PromiseItem({ promise }: { promise: PromiseItemData }) {
  const formats = useFormats();
  const reading = readPromise(promise, useNow(), formats);
  const [change, setChange] = useState<Change>();
  const [isStory, setStory] = useState(false);
  const { entries, done, busy } = usePromiseActions(promise, setChange);
  const name = promiseName(promise);
  const story = { label: t`Where it comes from`, icon: IconClock, onPick: () => setStory(true) };
  return (
    <li className={`row owed ${reading.state}`} style={filled(reading.used)}>
      <Where promise={promise} onStory={() => setStory(true)}>
        <Icon of={icons[promise.measure] ?? IconClock} />
        <span className="owed-what">
          <span className="name" dir="auto">
            {promise.words ?? promise.about?.title ?? told(promise.title)}
          </span>
          <Second promise={promise} />
          <span className="foot">
            <ClockWords reading={reading} />
            <Ower promise={promise} />
          </span>
        </span>
      </Where>
      <span className="owed-do">
        {promise.phone && (
          <span className="wide">
            <CallLink phone={promise.phone} />
          </span>
        )}
        {done && (
          <Button size="small" disabled={busy} onClick={done} data-done="">
            <Trans>
              Done<span className="hide">: {name}</span>
            </Trans>
          </Button>
        )}
        <Menu
          label={name}
          entries={[story, ...entries]}
          target={<IconButton icon={IconDots} size="small" label={t`More about ${name}`} />}
        />
      </span>
      {change && (
        <Suspense fallback={null}>
          <ChangePromise what={change} promise={promise} onClose={() => setChange(undefined)} />
        </Suspense>
      )}
      {isStory && (
        <Dialog
          open
          onClose={() => setStory(false)}
          title={name}
          actions={<Button onClick={() => setStory(false)}>{t`Close`}</Button>}
        >
          <Story promiseId={promise.id} />
        </Dialog>
      )}
    </li>
  );
}
