import './staffing.css';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useParams } from '@tanstack/react-router';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { choicesFor, shortWeekdays, skillsOf, timeOf, times } from './words.ts';

type Roster = OutputOf<'staffing.roster'>;

/** A shift as its fields hold it. */
interface Line {
  days: string;
  from: string;
  to: string;
  people: string;
  skills: string;
}
const newLine: Line = { days: '12345', from: '09:00', to: '17:00', people: '1', skills: '' };
const linesOf = (roster: Roster): Line[] =>
  roster.shifts.map(({ weekdays, from, to, people, skills }) => ({
    ...{ days: weekdays.join(''), from, to, people: String(people), skills: skills.join(', ') },
  }));

type LineProps = { line: Line; label: string; onChange: (line: Line) => void; onDrop: () => void };

function ShiftFields({ line, label, onChange, onDrop }: LineProps) {
  return (
    <fieldset className="st-line">
      <legend className="hide">{label}</legend>
      <Select
        label={t`Days`}
        options={choicesFor(line.days)}
        value={line.days}
        onChange={(days) => onChange({ ...line, days })}
      />
      <Select
        label={t`Begins`}
        options={times.slice(0, 48)}
        value={line.from}
        onChange={(from) => onChange({ ...line, from })}
      />
      <Select label={t`Ends`} options={times.slice(1)} value={line.to} onChange={(to) => onChange({ ...line, to })} />
      <TextInput
        label={t`People`}
        type="number"
        required
        min={1}
        max={1_000}
        value={line.people}
        onChange={(event) => onChange({ ...line, people: event.currentTarget.value })}
      />
      <TextInput
        label={t`They can`}
        placeholder={t`German, chat`}
        value={line.skills}
        onChange={(event) => onChange({ ...line, skills: event.currentTarget.value })}
      />
      <IconButton icon={IconX} size="small" label={t`Take away: ${label}`} onClick={onDrop} />
    </fieldset>
  );
}

/** People by half hour, for those hours at which anybody is there. */
function Week({ people }: { people: readonly number[] }) {
  const slots = [...Array(48).keys()].filter((slot) =>
    shortWeekdays.some((_, day) => (people[day * 48 + slot] ?? 0) > 0),
  );
  const columns: Column<number>[] = [
    { key: 'from', head: t`From`, names: true, cell: (slot) => <span className="num">{timeOf(slot)}</span> },
    ...shortWeekdays.map((head, day) => ({
      key: head,
      head,
      numeric: true,
      cell: (slot: number) => people[day * 48 + slot] || '–',
    })),
  ];
  if (slots.length === 0) return null;
  return <Table caption={t`People by half hour`} columns={columns} rows={slots} rowKey={String} />;
}

function ShiftForm({ roster }: { roster: Roster }) {
  const save = useCommandOf('staffing.set-roster', { touches: () => ['staffing-rosters', 'staffing-plans'] });
  const form = useForm({
    initial: { shifts: linesOf(roster) },
    send: async ({ shifts }) => {
      const written = shifts.map(({ days, people, skills, from, to }) => ({
        ...{ from, to, people: Number(people), skills: skillsOf(skills) },
        weekdays: [...days].map(Number),
      }));
      await save.send({ teamId: roster.teamId, version: roster.version, shifts: written });
      showToast({ state: 'kept', text: t`The roster is saved` });
    },
  });
  const { shifts } = form.values;
  const put = (index: number, line: Line | undefined) =>
    form.set(
      'shifts',
      shifts.flatMap((one, at) => (at === index ? (line ? [line] : []) : [one])),
    );
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack">
      <FormProblem problem={form.problem} />
      {[...shifts.entries()].map(([index, line]) => (
        <ShiftFields
          key={index}
          line={line}
          label={t`Shift ${index + 1}`}
          onChange={(changed) => put(index, changed)}
          onDrop={() => put(index, undefined)}
        />
      ))}
      <div className="line wrap">
        {shifts.length < 100 && (
          <Button icon={IconPlus} onClick={() => form.set('shifts', [...shifts, { ...newLine }])}>
            {t`Add a shift`}
          </Button>
        )}
        <Button kind="primary" type="submit" disabled={form.busy}>
          {t`Save the roster`}
        </Button>
      </div>
    </form>
  );
}

/** Who of a team is at work in an ordinary week. */
export function RosterPage() {
  const { teamId } = useParams({ strict: false }) as { teamId: string };
  const { data: roster, error, refetch } = useQueryOf('staffing.roster', { teamId });
  const mayKeep = roster?.abilities.includes('keep');
  return (
    <Page
      title={roster ? t`Roster of ${roster.team}` : t`Roster`}
      back={{ to: '/staffing', label: t`Back to staffing` }}
    >
      <p className="quiet narrow">
        <Trans>
          An ordinary week: how many people are on the roster when, before anybody is ill or at lunch. Shifts that
          overlap add up.
        </Trans>
      </p>
      {error && !roster && <Trouble problem={error} again={() => void refetch()} />}
      {!roster && !error && <Skeleton label={t`Loading the roster`} shape="rows" />}
      {roster && mayKeep && <ShiftForm key={roster.version} roster={roster} />}
      {roster && <Week people={roster.people} />}
    </Page>
  );
}
