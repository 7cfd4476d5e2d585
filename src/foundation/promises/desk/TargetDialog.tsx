import { t } from '@lingui/core/macro';
import { useId } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { dayMinutes } from './calendar-draft.ts';
import { useBrands, useOwers } from './people.ts';
import { type Length, lengthOf, minutesOf, type TargetData, targetSentence, unitOf } from './target-words.ts';
import { channelOptions } from './words.ts';
import { instantOf } from './zone-time.ts';

type Measure = OutputOf<'promises.measures'>['measures'][number];
type TargetDialogProps = {
  measure: string;
  /** The target to change; its scope stays. */
  target: TargetData | undefined;
  measures: readonly Measure[];
  targets: readonly TargetData[];
  onClose: () => void;
};
type Values = {
  channel: string;
  teamId: string;
  brandId: string;
  length: Length;
  calendarId: string;
  warnPercent: string;
  begins: 'now' | 'later';
  day: string;
  time: string;
};

const units = [
  { value: 'minutes', label: t`minutes` },
  { value: 'hours', label: t`hours` },
  { value: 'days', label: t`working days` },
];

function useTargetForm({ measure, target, onClose }: TargetDialogProps) {
  const formats = useFormats();
  const calendars = useQueryOf('calendars.list', {}).data?.calendars.filter((one) => !one.isRetired) ?? [];
  const dayOf = (calendarId: string) => {
    if (calendarId === '') return 1_440;
    const found = calendars.find((one) => one.id === calendarId);
    return found && dayMinutes(found.rules);
  };
  const set = useCommandOf('targets.set', { touches: () => ['targets', 'calendars'] });
  const form = useForm<Values>({
    initial: {
      channel: target?.channel ?? '',
      teamId: target?.teamId ?? '',
      brandId: target?.brandId ?? '',
      length: target ? lengthOf(target.minutes, dayOf(target.calendarId ?? '')) : { count: '4', unit: 'hours' },
      calendarId: target ? (target.calendarId ?? '') : (calendars[0]?.id ?? ''),
      warnPercent: String(target?.warnPercent ?? 80),
      begins: 'now',
      day: '',
      time: '00:00',
    },
    fieldOf: { 'target.impossible': 'length' },
    send: async (values) => {
      const minutes = minutesOf(values.length, dayOf(values.calendarId));
      const from = values.begins === 'later' ? instantOf(values, formats.timeZone) : null;
      if (minutes === null) return;
      await set.send({
        measure,
        channel: values.channel || null,
        teamId: values.teamId || null,
        brandId: values.brandId || null,
        minutes,
        calendarId: values.calendarId || null,
        warnPercent: Number(values.warnPercent),
        ...(from !== null && { from: new Date(from).toISOString() }),
      });
      showToast({
        state: 'kept',
        text: from === null ? t`In force from now on` : t`In force from ${formats.due(from)}`,
      });
      onClose();
    },
  });
  return { form, calendars, dayOf };
}

type TargetForm = ReturnType<typeof useTargetForm>['form'];

function ScopeFields({ form, targets }: { form: TargetForm; targets: readonly TargetData[] }) {
  const { teams } = useOwers();
  const { brands } = useBrands();
  return (
    <div className="target-pair">
      <Select
        label={t`Channel`}
        options={[{ value: '', label: t`Every channel` }, ...channelOptions(targets.map((one) => one.channel))]}
        value={form.values.channel}
        onChange={(channel) => form.set('channel', channel)}
      />
      <Select
        label={t`Team`}
        options={[{ value: '', label: t`Every team` }, ...teams.map((team) => ({ value: team.id, label: team.name }))]}
        value={form.values.teamId}
        onChange={(teamId) => form.set('teamId', teamId)}
      />
      {brands.length > 0 && (
        <Select
          label={t`Brand`}
          options={[
            { value: '', label: t`Every brand` },
            ...brands.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={form.values.brandId}
          onChange={(brandId) => form.set('brandId', brandId)}
        />
      )}
    </div>
  );
}

function BeginFields({ form }: { form: TargetForm }) {
  return (
    <div className="target-pair">
      <Select
        label={t`In force`}
        options={[
          { value: 'now', label: t`From now on` },
          { value: 'later', label: t`From a day on` },
        ]}
        value={form.values.begins}
        onChange={(begins) => form.set('begins', begins === 'later' ? 'later' : 'now')}
      />
      {form.values.begins === 'later' && (
        <>
          <TextInput label={t`Day`} type="date" required {...form.text('day')} />
          <TextInput label={t`Time`} type="time" required {...form.text('time')} />
        </>
      )}
    </div>
  );
}

/** Sets a target, or replaces one from now or from a day on. */
export function TargetDialog(props: TargetDialogProps) {
  const { measure, target, measures, targets, onClose } = props;
  const formId = useId();
  const { nameOf } = useOwers();
  const { nameOf: brandNameOf } = useBrands();
  const { form, calendars, dayOf } = useTargetForm(props);
  const { values } = form;
  const title = told(measures.find((one) => one.name === measure)?.title ?? measure);
  const day = dayOf(values.calendarId);
  const minutes = minutesOf(values.length, day);
  const warnPercent = Number(values.warnPercent);
  const isWarnRight = Number.isInteger(warnPercent) && warnPercent >= 1 && warnPercent <= 99;
  const calendarName = calendars.find((one) => one.id === values.calendarId)?.name ?? null;
  const brand = brandNameOf(values.brandId || null);
  const scope = { channel: values.channel || null, team: nameOf(values.teamId || null), brand };
  const lengthError =
    minutes === null ? t`Give a length of at least 1 minute, in whole minutes.` : form.errorOf('length');
  const setLength = (change: Partial<Length>) => form.set('length', { ...values.length, ...change });
  return (
    <Dialog
      open
      onClose={onClose}
      title={target ? t`${title}: change the target` : t`${title}: set a target`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy || minutes === null || !isWarnRight}>
            {form.busy ? t`Saving…` : t`Set the target`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {!target && <ScopeFields form={form} targets={targets} />}
        <div className="target-pair">
          <TextInput
            label={t`Within`}
            inputMode="decimal"
            required
            value={values.length.count}
            error={lengthError}
            onChange={(event) => setLength({ count: event.currentTarget.value })}
          />
          <Select
            label={t`Counted in`}
            options={
              day === undefined
                ? units.slice(0, 2)
                : day === 1_440
                  ? [...units.slice(0, 2), { value: 'days', label: 'days' }]
                  : units
            }
            value={unitOf(values.length, day)}
            onChange={(unit) => setLength({ unit: unit as Length['unit'] })}
          />
        </div>
        <Select
          label={t`Runs in`}
          help={t`Only time in which this calendar is open counts.`}
          options={[
            ...calendars.map((one) => ({ value: one.id, label: one.name })),
            { value: '', label: t`Round the clock` },
          ]}
          value={values.calendarId}
          onChange={(calendarId) => form.set('calendarId', calendarId)}
        />
        <TextInput
          label={t`Warn after, in per cent of the time`}
          inputMode="numeric"
          required
          {...form.text('warnPercent')}
          error={isWarnRight ? undefined : t`Give a whole number from 1 to 99.`}
        />
        <BeginFields form={form} />
        {minutes !== null && isWarnRight && (
          <p className="target-sentence" aria-live="polite">
            {targetSentence({ ...scope, measure, title, minutes, dayMinutes: day, calendarName, warnPercent })}
          </p>
        )}
        <p className="meta">{t`Clocks that run keep the target they started with.`}</p>
      </form>
    </Dialog>
  );
}
