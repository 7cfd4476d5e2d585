import { t } from '@lingui/core/macro';
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
  { day: 1, label: t`Monday` },
  { day: 2, label: t`Tuesday` },
  { day: 3, label: t`Wednesday` },
  { day: 4, label: t`Thursday` },
  { day: 5, label: t`Friday` },
  { day: 6, label: t`Saturday` },
  { day: 7, label: t`Sunday` },
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
      showToast({ state: 'kept', text: t`Quiet hours kept` });
    },
  });
  const { values } = form;
  const toggle = (day: number, on: boolean) =>
    form.set('days', on ? [...values.days, day].sort() : values.days.filter((one) => one !== day));
  const end = () =>
    void send({ quietHours: null }).then(() => showToast({ state: 'kept', text: t`No more quiet hours` }));
  const isOvernight = minutesOf(values.to) <= minutesOf(values.from);
  return (
    <section className="stack" aria-labelledby="quiet">
      <h2 id="quiet">{t`Quiet hours`}</h2>
      <p className="quiet">
        {hours
          ? t`In these hours only what is important comes. The rest waits and comes together when they end.`
          : t`You have none: notices come at any time. In quiet hours only what is important comes; the rest comes together when they end.`}
      </p>
      <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
        <FormProblem problem={form.problem} />
        <div className="quiet-times">
          <TextInput label={t`From`} type="time" required {...form.text('from')} />
          <TextInput label={isOvernight ? t`To, on the next day` : t`To`} type="time" required {...form.text('to')} />
        </div>
        <fieldset className="stack tight">
          <legend>{t`Beginning on`}</legend>
          <div className="line wrap">
            {days.map(({ day, label }) => (
              <Check key={day} label={label} checked={values.days.includes(day)} onChange={(on) => toggle(day, on)} />
            ))}
          </div>
        </fieldset>
        <Select
          label={t`Time zone`}
          options={zones(values.timeZone)}
          value={values.timeZone}
          onChange={(zone) => form.set('timeZone', zone)}
        />
        <div className="line wrap">
          <Button type="submit" disabled={form.busy}>
            {form.busy ? t`Saving…` : hours ? t`Save quiet hours` : t`Set quiet hours`}
          </Button>
          {hours && (
            <Button kind="quiet" onClick={end}>
              {t`No quiet hours`}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
