import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import './calendars.css';
import './targets.css';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTarget from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { toMillis } from '#kernel/web/ui/now.ts';
import { State } from '#kernel/web/ui/State.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { dayMinutes } from './calendar-draft.ts';
import { EndTarget } from './EndTarget.tsx';
import { useBrands, useOwers } from './people.ts';
import { TargetDialog } from './TargetDialog.tsx';
import { scopeWords, type TargetData } from './target-words.ts';
import { minutesWords, warnMinutes } from './words.ts';

type Measure = OutputOf<'promises.measures'>['measures'][number];
type Doing = { what: 'set'; measure: string; target?: TargetData } | { what: 'end'; target: TargetData };

/** How long the working days of each calendar last, by its id; round the clock for none. */
export function useDayMinutes(): (calendarId: string | null) => number | undefined {
  const calendars = useQueryOf('calendars.list', {}).data?.calendars;
  return (calendarId) => {
    if (calendarId === null) return 1_440;
    const found = calendars?.find((one) => one.id === calendarId);
    return found && dayMinutes(found.rules);
  };
}

function ForceWords({ target }: { target: TargetData }) {
  const formats = useFormats();
  if (target.isInForce)
    return (
      <span className="stack tight">
        <State state="kept">
          <Trans>since {formats.date(target.effectiveFrom)}</Trans>
        </State>
        {target.effectiveUntil && (
          <span className="meta">
            <Trans>until {formats.due(target.effectiveUntil)}</Trans>
          </span>
        )}
      </span>
    );
  if (toMillis(target.effectiveFrom) > Date.now())
    return (
      <State state="info">
        <Trans>from {formats.due(target.effectiveFrom)}</Trans>
      </State>
    );
  return (
    <State state="paused">{target.effectiveUntil ? t`ended ${formats.date(target.effectiveUntil)}` : t`ended`}</State>
  );
}

function useColumns(onDo: ((doing: Doing) => void) | undefined): Column<TargetData>[] {
  const { nameOf } = useOwers();
  const dayOf = useDayMinutes();
  const brands = useBrands();
  const scope = ({ channel, teamId, brandId }: TargetData) =>
    scopeWords({ channel, team: nameOf(teamId), brand: brands.nameOf(brandId) });
  const columns: Column<TargetData>[] = [
    {
      key: 'scope',
      head: t`For`,
      names: true,
      cell: (target) => (
        <span className="stack tight">
          <span dir="auto">{scope(target)}</span>
          {target.clauseRef && (
            <span className="meta" dir="auto">
              {target.clauseRef}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'minutes',
      head: t`Within`,
      cell: (target) => <b className="nowrap">{minutesWords(target.minutes, dayOf(target.calendarId))}</b>,
    },
    {
      key: 'calendar',
      head: t`Runs in`,
      cell: (target) =>
        target.calendarId ? (
          <Link to="/settings/calendars/$calendarId" params={{ calendarId: target.calendarId }}>
            <bdi>{target.calendarName}</bdi>
          </Link>
        ) : (
          t`Round the clock`
        ),
    },
    {
      key: 'warn',
      head: t`Warns after`,
      cell: (target) => (
        <span className="nowrap">
          {minutesWords(warnMinutes(target.minutes, target.warnPercent), dayOf(target.calendarId))}{' '}
          <span className="meta">{target.warnPercent} %</span>
        </span>
      ),
    },
    { key: 'force', head: t`In force`, cell: (target) => <ForceWords target={target} /> },
  ];
  if (!onDo) return columns;
  const isOver = (target: TargetData) =>
    target.effectiveUntil !== null && toMillis(target.effectiveUntil) <= Date.now();
  const act: Column<TargetData> = {
    key: 'do',
    head: <span className="hide">{t`Change`}</span>,
    numeric: true,
    cell: (target) =>
      !isOver(target) && (
        <Menu
          label={`${told(target.title)}, ${scope(target)}`}
          entries={[
            { label: t`Change`, onPick: () => onDo({ what: 'set', measure: target.measure, target }) },
            { label: 'End', danger: true, onPick: () => onDo({ what: 'end', target }) },
          ]}
          target={<IconButton icon={IconDots} size="small" label={t`Change ${told(target.title)}, ${scope(target)}`} />}
        />
      ),
  };
  return [...columns, act];
}

type GroupProps = { measure: Measure; targets: TargetData[]; onDo: ((doing: Doing) => void) | undefined };

function Group({ measure, targets, onDo }: GroupProps) {
  const columns = useColumns(onDo);
  return (
    <div className="stack tight target-group">
      <header className="section-head">
        <h2>{told(measure.title)}</h2>
        {onDo && (
          <span className="end">
            <Button size="small" icon={IconPlus} onClick={() => onDo({ what: 'set', measure: measure.name })}>
              <Trans>
                Set<span className="hide"> a target for {told(measure.title)}</span>
              </Trans>
            </Button>
          </span>
        )}
      </header>
      <p className="quiet">{told(measure.about)}</p>
      {targets.length === 0 ? (
        <p className="meta">{t`No target: its clock does not start.`}</p>
      ) : (
        <Table caption={told(measure.title)} rows={targets} rowKey={(target) => target.id} columns={columns} />
      )}
    </div>
  );
}

/** How fast we promise to be: every target, measure by measure. */
export function Targets() {
  const [doing, setDoing] = useState<Doing>();
  const [isPast, setPast] = useState(false);
  const measures = useQueryOf('promises.measures', {});
  const query = useQueryOf('targets.list', { past: isPast ? 'true' : 'false' }, { keep: true });
  const mayKeep = query.data?.abilities.includes('keep_targets') ?? false;
  const shown = measures.data?.measures.filter((one) => one.hasTargets);
  const targets = query.data?.targets ?? [];
  const problem = query.error ?? measures.error;
  const isReady = query.data !== undefined && shown !== undefined;
  const close = () => setDoing(undefined);
  return (
    <Page title={t`Response targets`} back={{ to: '/settings', label: t`Back to settings` }}>
      <div className="line wrap">
        <p className="quiet grow target-words">
          <Trans>
            The narrowest target counts: one for the brand before one for the team, that before one for the channel, and
            the one for everything last. Clocks that run keep the target and calendar they started with.
          </Trans>
        </p>
        <Check label={t`Show those that are over`} checked={isPast} onChange={setPast} />
      </div>
      {problem && !isReady && <Trouble problem={problem} again={() => void query.refetch()} />}
      {!isReady && !problem && <Skeleton label={t`Loading targets`} shape="rows" rows={6} />}
      {isReady && targets.length === 0 && (
        <Empty icon={IconTarget} title={t`Nothing is promised yet`}>
          <Trans>Set how soon customers hear from you. From then on every conversation carries its clock.</Trans>
        </Empty>
      )}
      {isReady &&
        shown.map((measure) => (
          <Group
            key={measure.name}
            measure={measure}
            targets={targets.filter((target) => target.measure === measure.name)}
            onDo={mayKeep ? setDoing : undefined}
          />
        ))}
      {doing?.what === 'set' && (
        <TargetDialog
          measure={doing.measure}
          target={doing.target}
          measures={shown ?? []}
          targets={targets}
          onClose={close}
        />
      )}
      {doing?.what === 'end' && <EndTarget target={doing.target} targets={targets} onClose={close} />}
    </Page>
  );
}
