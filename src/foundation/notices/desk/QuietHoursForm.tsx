import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { clockOf, minutesOf } from './clock-time.ts';
import type { Settings } from './use-notices.ts';

const days = [
  { day: 1, label: 'Monday' },
  { day: 2, label: 'Tuesday' },
  { day: 3, label: 'Wednesday' },
  { day: 4, label: 'Thursday' },
  { day: 5, label: 'Friday' },
  { day: 6, label: 'Saturday' },
  { day: 7, label: 'Sunday' },
];

function zones(own: string) {
  const all = Intl.supportedValuesOf('timeZone');
  return (all.includes(own) ? all : [own, ...all]).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

/** When only what is important comes. */
export function QuietHoursForm({ hours }: { hours: Settings['quietHours'] }) {
  const { person } = useSession();
  const { send } = useCommandOf('notices.set-quiet-hours', { touches: () => [`notices:${person.id}`] });
  const form = useForm({
    initial: {
      from: clockOf(hours?.from ?? 1_140),
      to: clockOf(hours?.to ?? 420),
      days: hours?.days ?? [1, 2, 3, 4, 5],
      timeZone: hours?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    send: async ({ from, to, days: chosen, timeZone }) => {
      await send({ quietHours: { from: minutesOf(from), to: minutesOf(to), days: chosen, timeZone } });
      showToast({ state: 'kept', text: 'Quiet hours kept' });
    },
  });
  const { values } = form;
  const toggle = (day: number, on: boolean) =>
    form.set('days', on ? [...values.days, day].sort() : values.days.filter((one) => one !== day));
  const end = () =>
    void send({ quietHours: null }).then(() => showToast({ state: 'kept', text: 'No more quiet hours' }));
  const isOvernight = minutesOf(values.to) <= minutesOf(values.from);
  return (
    <section className="stack" aria-labelledby="quiet">
      <h2 id="quiet">Quiet hours</h2>
      <p className="quiet">
        {hours
          ? 'In these hours only what is important comes. The rest waits and comes together when they end.'
          : 'You have none: notices come at any time. In quiet hours only what is important comes; the rest comes together when they end.'}
      </p>
      <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
        <FormProblem problem={form.problem} />
        <div className="quiet-times">
          <TextInput label="From" type="time" required {...form.text('from')} />
          <TextInput label={isOvernight ? 'To, on the next day' : 'To'} type="time" required {...form.text('to')} />
        </div>
        <fieldset className="stack tight">
          <legend>Beginning on</legend>
          <div className="line wrap">
            {days.map(({ day, label }) => (
              <Check key={day} label={label} checked={values.days.includes(day)} onChange={(on) => toggle(day, on)} />
            ))}
          </div>
        </fieldset>
        <Select
          label="Time zone"
          options={zones(values.timeZone)}
          value={values.timeZone}
          onChange={(zone) => form.set('timeZone', zone)}
        />
        <div className="line wrap">
          <Button type="submit" disabled={form.busy}>
            {form.busy ? 'Saving…' : hours ? 'Save quiet hours' : 'Set quiet hours'}
          </Button>
          {hours && (
            <Button kind="quiet" onClick={end}>
              No quiet hours
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
