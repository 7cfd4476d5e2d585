import { t } from '@lingui/core/macro';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import { useState } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import type { Filters } from './filters.ts';
import { daysOf, type Period } from './period.ts';
import { periodWords } from './words.ts';

const channels = [
  { label: t`All channels`, value: undefined },
  { label: t`Chat`, value: 'chat' },
  { label: t`Mail`, value: 'email' },
  { label: t`Call`, value: 'call' },
  { label: t`Visit`, value: 'visit' },
  { label: t`Letter`, value: 'letter' },
  { label: t`Form`, value: 'form' },
  { label: t`Portal`, value: 'portal' },
  { label: 'API', value: 'api' },
];

function shownPeriod({ from, to }: Period): string {
  const short = periodWords('week', from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? short : `${short} ${from.slice(0, 4)}`} – ${periodWords('week', to)} ${to.slice(0, 4)}`;
}

function OwnDays({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const days = from && to ? daysOf({ from, to }) : 0;
  const wrong = days < 1 ? t`The first day comes after the last.` : days > 3_700 ? t`At most ten years.` : undefined;
  return (
    <Popover
      label={t`Own days`}
      opened={isOpen}
      onChange={setOpen}
      target={<Button onClick={() => setOpen(!isOpen)}>{t`Own days…`}</Button>}
    >
      <form
        className="stack own-days"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong) return;
          onChange({ label: t`Own days`, from, to });
          setOpen(false);
        }}
      >
        <TextInput label={t`First day`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <TextInput
          label={t`Last day`}
          type="date"
          value={to}
          error={wrong}
          onChange={(event) => setTo(event.target.value)}
        />
        <Button kind="primary" type="submit">
          {t`Show`}
        </Button>
      </form>
    </Popover>
  );
}

/** Of which brand, where there is more than one. */
function BrandChoice({ filters }: { filters: Filters }) {
  const { brands, brandId, setBrandId } = filters;
  if (brands.length === 0) return null;
  const choices = [{ id: undefined, name: t`All brands` }, ...brands];
  const shown = choices.find(({ id }) => id === brandId)?.name ?? t`All brands`;
  return (
    <Menu
      label={t`Brand`}
      entries={choices.map(({ id, name }) => ({ label: name, chosen: id === brandId, onPick: () => setBrandId(id) }))}
      target={
        <Button aria-label={t`Brand: ${shown}`}>
          <bdi className="cut">{shown}</bdi> <Icon of={IconChevronDown} small />
        </Button>
      }
    />
  );
}

/** Period, team, channel and brand of everything on the page. */
export function FilterBar({ filters }: { filters: Filters }) {
  const { period, periods, setPeriod, choices, chosen, setTeamId, channel, setChannel } = filters;
  const down = <Icon of={IconChevronDown} small />;
  return (
    <>
      <Menu
        label={t`Period`}
        entries={periods.map((one) => ({
          label: one.label,
          chosen: one.label === period.label,
          onPick: () => setPeriod(one),
        }))}
        target={
          <Button aria-label={t`Period: ${shownPeriod(period)}`}>
            <span className="num">{shownPeriod(period)}</span> {down}
          </Button>
        }
      />
      <OwnDays key={`${period.from} ${period.to}`} period={period} onChange={setPeriod} />
      <Menu
        label={t`Whose numbers`}
        entries={choices.map((choice) => ({
          label: choice.label,
          chosen: choice.label === chosen?.label,
          onPick: () => setTeamId(choice.whose.teamId),
        }))}
        target={
          <Button aria-label={t`Whose numbers: ${chosen?.label ?? ''}`}>
            <bdi className="cut">{chosen?.label}</bdi> {down}
          </Button>
        }
      />
      <Menu
        label={t`Channel`}
        entries={channels.map(({ label, value }) => ({
          label,
          chosen: value === channel,
          onPick: () => setChannel(value),
        }))}
        target={
          <Button aria-label={t`Channel: ${channels.find((one) => one.value === channel)?.label ?? ''}`}>
            {channels.find((one) => one.value === channel)?.label} {down}
          </Button>
        }
      />
      <BrandChoice filters={filters} />
    </>
  );
}
