import { t } from '@lingui/core/macro';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import type { LogValues } from './log-input.ts';

type Props = {
  values: LogValues;
  set: <F extends keyof LogValues>(field: F, value: LogValues[F]) => void;
};

/** The conversation that it joins or begins; open ones of the customer are offered. */
export function PlaceField({ values, set, customerId }: Props & { customerId: string }) {
  const { data } = useQueryOf('conversations.list', { view: 'all', customerId, limit: 20 });
  const open = (data?.conversations ?? []).filter((one) => one.status !== 'resolved');
  if (open.length === 0) return null;
  return (
    <Select
      label={t`Where it belongs`}
      options={[
        { value: '', label: t`A new conversation` },
        ...open.map((one) => ({ value: one.id, label: `${one.reference} · ${one.subject}` })),
      ]}
      value={values.conversationId}
      onChange={(value) => set('conversationId', value)}
    />
  );
}

/** How the conversation stands afterwards; resolving needs to know what it was about. */
export function AfterFields({ values, set }: Props) {
  const { data } = useQueryOf('conversations.wrap-up-reasons', {});
  const reasons = (data?.reasons ?? []).filter((one) => !one.isRetired);
  return (
    <div className="log-pair">
      <Select
        label={t`Afterwards`}
        options={[
          { value: 'open', label: t`Something is still to be done` },
          { value: 'waiting', label: t`We wait for the customer` },
          { value: 'resolved', label: t`It is resolved` },
        ]}
        value={values.afterwards}
        onChange={(value) => set('afterwards', value as LogValues['afterwards'])}
      />
      {values.afterwards === 'resolved' && (
        <Select
          label={t`What was it about?`}
          required
          options={[{ value: '', label: t`Choose` }, ...reasons.map((one) => ({ value: one.id, label: one.name }))]}
          value={values.wrapUpReasonId}
          onChange={(value) => set('wrapUpReasonId', value)}
        />
      )}
    </div>
  );
}
