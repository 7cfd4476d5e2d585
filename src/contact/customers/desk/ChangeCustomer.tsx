import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Customer } from './CustomerPage.tsx';
import { languageOptions } from './languages.ts';

/** Changes name, language and time zone. Somebody else's change meanwhile is refused and loaded. */
export function ChangeCustomer({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const formId = useId();
  const change = useCommandOf('customers.change', {
    touches: ({ customerId }) => [`customer:${customerId}`, 'customers'],
  });
  const form = useForm({
    initial: { name: customer.name, locale: customer.locale ?? '', timeZone: customer.timeZone ?? '' },
    send: async ({ name, locale, timeZone }) => {
      await change.send({
        customerId: customer.id,
        version: customer.version,
        name,
        locale: locale === '' ? null : locale,
        timeZone: timeZone === '' ? null : timeZone,
      });
      showToast({ state: 'kept', text: t`${name} changed` });
      onClose();
    },
  });
  const zones = [
    { value: '', label: t`Not known` },
    ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  ];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Change ${customer.name}`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={200} {...form.text('name')} />
        <Select
          label={t`Language`}
          options={languageOptions(customer.locale)}
          value={form.values.locale}
          error={form.errorOf('locale')}
          onChange={(locale) => form.set('locale', locale)}
        />
        <Select
          label={t`Time zone`}
          options={zones}
          value={form.values.timeZone}
          error={form.errorOf('timeZone')}
          onChange={(zone) => form.set('timeZone', zone)}
        />
      </form>
    </Dialog>
  );
}
