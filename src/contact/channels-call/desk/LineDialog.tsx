import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { LineData } from './Telephony.tsx';

const touches = { touches: () => ['phone-lines'] };

function useLineForm(line: LineData | undefined, onClose: () => void) {
  const add = useCommandOf('calls.add-line', touches);
  const change = useCommandOf('calls.change-line', touches);
  const [key] = useState(() => newId());
  return useForm({
    initial: {
      name: line?.name ?? '',
      teamId: line?.teamId ?? '',
      callBackMinutes: String(line?.callBackMinutes ?? 60),
      calendarId: line?.calendarId ?? '',
    },
    fieldOf: { 'calls.unknown_team': 'teamId', 'calls.unknown_calendar': 'calendarId' },
    send: async ({ name, teamId, callBackMinutes, calendarId }) => {
      const sent = {
        ...{ name, callBackMinutes: Number(callBackMinutes) },
        ...{ teamId: teamId || null, calendarId: calendarId || null },
      };
      if (line) await change.send({ lineId: line.id, version: line.version, ...sent });
      else await add.send(sent, { key });
      showToast({ state: 'kept', text: t`${name} is kept` });
      onClose();
    },
  });
}

/** A telephone system: its name, who calls back, and by when. */
export function LineDialog({ line, onClose }: { line: LineData | undefined; onClose: () => void }) {
  const formId = useId();
  const form = useLineForm(line, onClose);
  const retire = useCommandOf('calls.retire-line', touches);
  const [asking, setAsking] = useState(false);
  const teams = useQueryOf('people.teams', {}).data?.teams ?? [];
  const calendars = useQueryOf('calendars.list', {}).data?.calendars ?? [];
  const takeOff = async () => {
    if (line && (await retire.run({ lineId: line.id }))) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={line ? line.name : t`New telephone system`}
      actions={
        <>
          {line && (
            <Button kind={asking ? 'danger' : 'quiet'} onClick={() => (asking ? void takeOff() : setAsking(true))}>
              {asking ? t`Take it off for good` : t`Take off`}
            </Button>
          )}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {asking && (
          <p className="meta">
            <Trans>Its token ends, and nothing is heard of it any more. Its calls stay.</Trans>
          </p>
        )}
        <TextInput label={t`Name`} required maxLength={80} autoFocus {...form.text('name')} />
        <Select
          label={t`Who calls back`}
          help={t`Where nobody has the conversation. Without a team, the leads.`}
          options={[{ value: '', label: t`No team` }, ...teams.map((one) => ({ value: one.id, label: one.name }))]}
          value={form.values.teamId}
          error={form.errorOf('teamId')}
          onChange={(value) => form.set('teamId', value)}
        />
        <TextInput
          label={t`Call back within minutes`}
          type="number"
          min={5}
          max={10_080}
          required
          {...form.text('callBackMinutes')}
        />
        <Select
          label={t`Whose open time counts`}
          options={[
            { value: '', label: t`Round the clock` },
            ...calendars.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={form.values.calendarId}
          error={form.errorOf('calendarId')}
          onChange={(value) => form.set('calendarId', value)}
        />
      </form>
    </Dialog>
  );
}
