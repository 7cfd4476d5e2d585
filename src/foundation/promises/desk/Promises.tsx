import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './promises.css';
import './list.css';
import IconClockCheck from '@tabler/icons-react/dist/esm/icons/IconClockCheck.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { InputTo } from '#kernel/web/data.ts';
import { usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useBegin } from '#kernel/web/shell/begin.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Kbd } from '#kernel/web/ui/Kbd.tsx';
import { List } from '#kernel/web/ui/Row.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { PromiseShow, PromiseView } from '../contract.ts';
import { AddPromise } from './AddPromise.tsx';
import { countWord } from './LateCount.tsx';
import { PromiseItem } from './PromiseItem.tsx';

const shows: { value: PromiseShow; label: string }[] = [
  { value: 'open', label: t`Still owed` },
  { value: 'late', label: t`Late, still owed` },
  { value: 'kept_late', label: t`Kept late` },
];

const emptyOf: Record<PromiseView, [title: string, words: ReactNode]> = {
  mine: [
    t`You owe nothing just now`,
    t`Clocks of conversations assigned to you, and tasks and call-backs given to you, stand here: what is due first at the top.`,
  ],
  team: [
    t`Your teams owe nothing just now`,
    t`Clocks of conversations that your teams have, and tasks given to a team, stand here until somebody takes them.`,
  ],
  raised: [
    t`Nothing was missed`,
    t`What a team could not keep in time comes to the leads and stands here until it is done or let go.`,
  ],
  all: [t`Nothing is owed`, t`As soon as a customer writes, the clock of the first response starts and stands here.`],
};

function Nothing({ view, show, measure }: { view: PromiseView; show: PromiseShow; measure: string }) {
  if (measure !== '')
    return (
      <Empty icon={IconClockCheck} title={t`Nothing of this kind`}>
        {t`Choose “Everything” to see the other promises.`}
      </Empty>
    );
  if (show !== 'open')
    return (
      <Empty icon={IconClockCheck} title={show === 'late' ? t`Nothing is late` : t`Nothing was kept late`}>
        {show === 'late'
          ? t`What is not kept in time stands here until it is done.`
          : t`What was missed and done afterwards stands here, the latest first.`}
      </Empty>
    );
  const [title, words] = emptyOf[view];
  return (
    <Empty icon={IconClockCheck} title={title}>
      <Trans>
        {words} How fast we promise to be is set under <Link to="/settings/targets">Response targets</Link>.
      </Trans>
    </Empty>
  );
}

/** The views with their counts; what was missed is for those it is raised to. */
function useViews(): { value: PromiseView; label: string }[] {
  const { person } = useSession();
  const counts = useQueryOf('promises.counts', {}).data;
  const withCount = (label: string, count: number | undefined) => (count ? `${label} ${countWord(count)}` : label);
  const isLead = ['owner', 'manager', 'lead'].includes(person.role);
  return [
    { value: 'mine', label: withCount(t`Mine`, counts?.mine) },
    { value: 'team', label: withCount(t`My teams`, counts?.team) },
    ...(isLead ? [{ value: 'raised' as const, label: withCount(t`Missed`, counts?.raised) }] : []),
    { value: 'all', label: t`All` },
  ];
}

function useKeys(list: RefObject<HTMLElement | null>): void {
  const lines = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
  const focused = (all: HTMLElement[]) => all.findIndex((line) => line.closest('li')?.contains(document.activeElement));
  const move = (by: 1 | -1) => {
    const all = lines();
    const at = focused(all);
    const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const done = () => {
    const all = lines();
    all[focused(all)]?.closest('li')?.querySelector<HTMLElement>('[data-done]')?.click();
  };
  const group = t`Promises`;
  useActions([
    { label: t`Next promise`, key: 'j', group, keyOnly: true, run: () => move(1) },
    { label: t`Previous promise`, key: 'k', group, keyOnly: true, run: () => move(-1) },
    { label: t`Say that it is done`, key: 'e', group, keyOnly: true, run: done },
  ]);
}

function Found({ view, show, measure }: { view: PromiseView; show: PromiseShow; measure: string }) {
  const list = useRef<HTMLDivElement>(null);
  useKeys(list);
  const input: InputTo<'promises.list'> = { view, show, ...(measure !== '' && { measure }) };
  const { pages, problem, hasMore, more, again } = usePagesOf('promises.list', input);
  const promises = pages?.flatMap((page) => page.promises);
  if (!promises)
    return problem ? (
      <Trouble problem={problem} again={again} />
    ) : (
      <Skeleton label={t`Loading promises`} shape="rows" rows={7} />
    );
  if (promises.length === 0) return <Nothing view={view} show={show} measure={measure} />;
  return (
    <div ref={list} className="stack">
      <List
        label={show === 'kept_late' ? t`Promises, the latest first` : t`Promises, what is due first at the top`}
        className="owed-list"
      >
        {promises.map((promise) => (
          <PromiseItem key={promise.id} promise={promise} />
        ))}
      </List>
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show more`}</Button>
        </div>
      )}
      <div className="wide line meta">
        <Trans>
          <Kbd>j</Kbd>
          <Kbd>k</Kbd> move <Kbd>⏎</Kbd> open <Kbd>e</Kbd> done
        </Trans>
      </div>
    </div>
  );
}

/** Everything that is owed, in due order. */
export function Promises() {
  const { can } = useSession();
  const { view: asked = 'mine' } = useParams({ strict: false }) as { view?: string };
  const navigate = useNavigate();
  const [show, setShow] = useState<PromiseShow>('open');
  const [measure, setMeasure] = useState('');
  const [isAdding, setAdding] = useState(false);
  const views = useViews();
  const view = views.find((one) => one.value === asked)?.value ?? 'mine';
  const measures = useQueryOf('promises.measures', {}).data?.measures.filter((one) => !one.isQuiet) ?? [];
  const mayAdd = can('promises.add');
  useBegin(mayAdd ? 'new-task' : null, () => setAdding(true));
  useActions(mayAdd ? [{ label: t`New task`, key: 'c', group: t`Promises`, run: () => setAdding(true) }] : []);
  return (
    <Page
      title={t`Promises`}
      actions={
        mayAdd && (
          <Button kind="primary" icon={IconPlus} onClick={() => setAdding(true)}>
            {t`New task`}
          </Button>
        )
      }
    >
      <div className="line wrap owed-filters">
        <Segments
          label={t`Whose`}
          value={view}
          onChange={(next) => void navigate({ to: '/promises/$view', params: { view: next } })}
          options={views}
        />
        <span className="line wrap owed-narrow">
          <select
            className="select"
            aria-label={t`Which`}
            value={show}
            onChange={(event) => setShow(event.currentTarget.value as PromiseShow)}
          >
            {shows.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
          <select
            className="select"
            aria-label={t`What kind`}
            value={measure}
            onChange={(event) => setMeasure(event.currentTarget.value)}
          >
            <option value="">{t`Everything`}</option>
            {measures.map((one) => (
              <option key={one.name} value={one.name}>
                {told(one.title)}
              </option>
            ))}
          </select>
        </span>
      </div>
      <Found key={`${view} ${show} ${measure}`} view={view} show={show} measure={measure} />
      {isAdding && <AddPromise about={{}} onClose={() => setAdding(false)} />}
    </Page>
  );
}
