import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { ChannelData, TouchpointData } from './Touchpoints.tsx';

const begin = (touchpoint: TouchpointData | undefined) => ({
  name: touchpoint?.name ?? '',
  channel: touchpoint?.channel ?? 'chat',
  purpose: touchpoint?.purpose ?? '',
  ownerId: touchpoint?.ownerId ?? '',
  calendarId: touchpoint?.calendarId ?? '',
  technology: touchpoint?.technology ?? '',
  accessibility: touchpoint?.accessibility ?? '',
  limits: touchpoint?.limits ?? '',
  pros: touchpoint?.pros ?? '',
  cons: touchpoint?.cons ?? '',
  cost: touchpoint?.cost ?? '',
  seats: touchpoint?.seats ? String(touchpoint.seats) : '',
});

const fieldOf = {
  'touchpoint.name_taken': 'name',
  'touchpoint.unknown_owner': 'ownerId',
  'touchpoint.unknown_calendar': 'calendarId',
} as const;

function useSave(touchpoint: TouchpointData | undefined, onClose: () => void) {
  const [key] = useState(() => newId());
  const add = useCommandOf('touchpoints.add', { touches: () => ['touchpoints'] });
  const change = useCommandOf('touchpoints.change', { touches: () => ['touchpoints'] });
  return useForm({
    initial: begin(touchpoint),
    fieldOf,
    send: async ({ channel, ownerId, calendarId, seats, ...words }) => {
      const values = {
        ...words,
        ownerId: ownerId || null,
        calendarId: calendarId || null,
        seats: seats === '' ? null : Number(seats),
      };
      if (touchpoint) await change.send({ ...values, touchpointId: touchpoint.id, version: touchpoint.version });
      else await add.send({ ...values, channel }, { key });
      showToast({ state: 'kept', text: t`The touchpoint is saved` });
      onClose();
    },
  });
}

/** What the chosen channel says of itself, before anybody decides. */
function ChannelFacts({ channel }: { channel: ChannelData }) {
  return (
    <ul className="meta stack tight" aria-label={t`About this channel`}>
      <li>{told(channel.pros)}</li>
      <li>{told(channel.cons)}</li>
      <li>{t`Limits: ${told(channel.limits)}`}</li>
      <li>{t`Cost: ${told(channel.cost)}`}</li>
    </ul>
  );
}

type Props = { touchpoint: TouchpointData | undefined; channels: readonly ChannelData[]; onClose: () => void };

export function TouchpointDialog({ touchpoint, channels, onClose }: Props) {
  const formId = useId();
  const form = useSave(touchpoint, onClose);
  const calendars = useQueryOf('calendars.list', {}).data?.calendars.filter((one) => !one.isRetired) ?? [];
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const channel = channels.find((one) => one.channel === form.values.channel);
  const general = (words: string | undefined) => (words ? t`Empty: ${told(words)}` : undefined);
  return (
    <Dialog
      open
      onClose={onClose}
      title={touchpoint ? t`Change ${touchpoint.name}` : t`Plan a touchpoint`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {!touchpoint && (
          <Select
            label={t`Channel`}
            options={channels.map((one) => ({ value: one.channel, label: told(one.label) }))}
            value={form.values.channel}
            onChange={(value) => form.set('channel', value)}
          />
        )}
        {channel && <ChannelFacts channel={channel} />}
        <TextInput label={t`Name`} required maxLength={80} {...form.text('name')} />
        <TextArea
          label={t`Purpose`}
          help={t`What customers come here for. Needed before it goes live.`}
          rows={2}
          maxLength={500}
          {...form.text('purpose')}
        />
        <Select
          label={t`Owner`}
          help={t`Who looks after it. Needed before it goes live.`}
          options={[{ value: '', label: t`nobody yet` }, ...people.map((one) => ({ value: one.id, label: one.name }))]}
          value={form.values.ownerId}
          onChange={(value) => form.set('ownerId', value)}
          error={form.errorOf('ownerId')}
        />
        <Select
          label={t`Hours`}
          options={[
            { value: '', label: t`Round the clock` },
            ...calendars.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={form.values.calendarId}
          onChange={(value) => form.set('calendarId', value)}
          error={form.errorOf('calendarId')}
        />
        <TextInput
          label={t`Technology`}
          help={t`What it runs on: programs, devices, providers.`}
          maxLength={500}
          {...form.text('technology')}
        />
        <TextInput
          label={t`People at once, by its licence`}
          help={t`Empty: as many as like.`}
          type="number"
          min={1}
          {...form.text('seats')}
        />
        <TextInput label={t`Cost`} help={general(channel?.cost)} maxLength={200} {...form.text('cost')} />
        <TextArea label={t`Speaks for it`} help={general(channel?.pros)} rows={1} {...form.text('pros')} />
        <TextArea label={t`Speaks against it`} help={general(channel?.cons)} rows={1} {...form.text('cons')} />
        <TextArea label={t`Limits`} help={general(channel?.limits)} rows={1} {...form.text('limits')} />
        <TextArea
          label={t`Accessibility`}
          help={general(channel?.accessibility)}
          rows={1}
          {...form.text('accessibility')}
        />
      </form>
    </Dialog>
  );
}
