import './touchpoints.css';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { TouchpointDialog } from './TouchpointDialog.tsx';

export type TouchpointData = OutputOf<'touchpoints.list'>['touchpoints'][number];
export type ChannelData = OutputOf<'touchpoints.channels'>['channels'][number];

const healthStates: Record<ChannelData['health'], StateName> = {
  connected: 'kept',
  by_hand: 'info',
  troubled: 'warn',
  unconnected: 'paused',
};
const stateWords: Record<TouchpointData['state'], string> = {
  planned: t`Planned`,
  live: t`Live`,
  retired: t`Retired`,
};
const stateLooks: Record<TouchpointData['state'], StateName> = { planned: 'info', live: 'kept', retired: 'paused' };

function HealthLine({ channel, isLive }: { channel: ChannelData; isLive: boolean }) {
  const isFlagged = isLive && (channel.health === 'unconnected' || channel.health === 'troubled');
  return (
    <span className="line wrap">
      <State state={isFlagged ? 'broken' : healthStates[channel.health]}>{told(channel.healthWords)}</State>
      {channel.link && channel.health !== 'connected' && (
        <Link to={channel.link}>
          <Trans>
            Connect it<span className="hide"> ({told(channel.label)})</span>
          </Trans>
        </Link>
      )}
    </span>
  );
}

function HoursLine({ touchpoint }: { touchpoint: TouchpointData }) {
  const formats = useFormats();
  const { calendar, isOpen, opensAt } = touchpoint;
  if (calendar === null) return <span className="meta">{t`round the clock`}</span>;
  const now = isOpen ? t`open now` : opensAt ? t`opens ${formats.due(opensAt)}` : t`closed`;
  return (
    <span className="meta">
      <bdi>{calendar}</bdi> · {now}
    </span>
  );
}

/** The touchpoint's own words, else what its channel says of itself. */
function Words({ term, own, general }: { term: string; own: string; general: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd dir="auto" className={own === '' ? 'quiet' : undefined}>
        {own === '' ? told(general) : own}
      </dd>
    </div>
  );
}

function Facts({ touchpoint, channel }: { touchpoint: TouchpointData; channel: ChannelData }) {
  return (
    <dl className="tp-facts">
      <Words term={t`Speaks for it`} own={touchpoint.pros} general={channel.pros} />
      <Words term={t`Speaks against it`} own={touchpoint.cons} general={channel.cons} />
      <Words term={t`Limits`} own={touchpoint.limits} general={channel.limits} />
      <Words term={t`Accessibility`} own={touchpoint.accessibility} general={channel.accessibility} />
      <Words term={t`Cost`} own={touchpoint.cost} general={channel.cost} />
      {touchpoint.technology !== '' && (
        <Words term={t`Technology`} own={touchpoint.technology} general={touchpoint.technology} />
      )}
      {touchpoint.seats !== null && (
        <div>
          <dt>{t`People at once, by its licence`}</dt>
          <dd className="num">{touchpoint.seats}</dd>
        </div>
      )}
    </dl>
  );
}

function StateButtons({ touchpoint }: { touchpoint: TouchpointData }) {
  const set = useCommandOf('touchpoints.set-state', { touches: () => ['touchpoints'] });
  const { id: touchpointId, version, state, name } = touchpoint;
  const go = (to: TouchpointData['state']) => void set.run({ touchpointId, version, state: to });
  return (
    <>
      {state !== 'live' && (
        <Button size="small" disabled={set.busy} onClick={() => go('live')}>
          <Trans>
            Set live<span className="hide"> {name}</span>
          </Trans>
        </Button>
      )}
      {state !== 'planned' && (
        <Button size="small" disabled={set.busy} onClick={() => go('planned')}>
          <Trans>
            Plan again<span className="hide"> {name}</span>
          </Trans>
        </Button>
      )}
      {state !== 'retired' && (
        <Button size="small" kind="quiet" disabled={set.busy} onClick={() => go('retired')}>
          <Trans>
            Retire<span className="hide"> {name}</span>
          </Trans>
        </Button>
      )}
    </>
  );
}

type CardProps = { touchpoint: TouchpointData; channel: ChannelData | undefined; onEdit: (() => void) | undefined };

function TouchpointCard({ touchpoint, channel, onEdit }: CardProps) {
  const { id, name, purpose, owner, state } = touchpoint;
  return (
    <section className="card tp" aria-labelledby={`tp-${id}`}>
      <header>
        <h2 id={`tp-${id}`} className="grow" dir="auto">
          {name}
        </h2>
        <State state={stateLooks[state]}>{stateWords[state]}</State>
      </header>
      <div className="tp-body stack">
        {purpose !== '' && <p dir="auto">{purpose}</p>}
        <p className="line wrap">
          <HoursLine touchpoint={touchpoint} />
          <span className="meta">
            {owner ? (
              <Trans>
                Owner: <bdi>{owner}</bdi>
              </Trans>
            ) : (
              t`nobody owns it yet`
            )}
          </span>
        </p>
        {channel && <HealthLine channel={channel} isLive={state === 'live'} />}
        {channel && (
          <details>
            <summary>{t`What speaks for it, limits, cost`}</summary>
            <Facts touchpoint={touchpoint} channel={channel} />
          </details>
        )}
        {onEdit && (
          <div className="line wrap">
            <Button size="small" onClick={onEdit}>
              <Trans>
                Change<span className="hide"> {name}</span>
              </Trans>
            </Button>
            <StateButtons touchpoint={touchpoint} />
          </div>
        )}
      </div>
    </section>
  );
}

const places: TouchpointData['state'][] = ['live', 'planned', 'retired'];

/** Where customers reach us: what for, when, on what, and whether that is connected. */
export function Touchpoints() {
  const [editing, setEditing] = useState<TouchpointData | 'new'>();
  const { pages, problem, hasMore, more, again } = usePagesOf('touchpoints.list', {});
  const channels = useQueryOf('touchpoints.channels', {}).data?.channels ?? [];
  const mayKeep = pages?.[0]?.abilities.includes('keep');
  const rows = pages
    ?.flatMap((page) => page.touchpoints)
    .sort((a, b) => places.indexOf(a.state) - places.indexOf(b.state));
  const add = mayKeep && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`Plan a touchpoint`}
    </Button>
  );
  return (
    <Page title={t`Touchpoints`} back={{ to: '/settings', label: t`Back to settings` }} actions={add}>
      <p className="quiet narrow">
        <Trans>
          Where customers reach you: what each place is for, when it is open, who looks after it, and whether the
          technology behind it is connected now.
        </Trans>
      </p>
      {problem && !rows && <Trouble problem={problem} again={again} />}
      {!rows && !problem && <Skeleton label={t`Loading touchpoints`} shape="rows" />}
      {rows?.length === 0 && (
        <Empty title={t`No touchpoints yet`} action={add}>
          <Trans>Begin with the one that most customers use.</Trans>
        </Empty>
      )}
      <div className="tp-grid">
        {rows?.map((touchpoint) => (
          <TouchpointCard
            key={touchpoint.id}
            touchpoint={touchpoint}
            channel={channels.find((one) => one.channel === touchpoint.channel)}
            onEdit={mayKeep ? () => setEditing(touchpoint) : undefined}
          />
        ))}
      </div>
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
      {editing && channels.length > 0 && (
        <TouchpointDialog
          touchpoint={editing === 'new' ? undefined : editing}
          channels={channels}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
