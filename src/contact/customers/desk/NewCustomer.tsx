import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { languageOptions } from './languages.ts';

/** Creates a customer and opens their page. */
export function NewCustomer({ name, onClose }: { name: string; onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const create = useCommandOf('customers.create', { touches: () => ['customers'] });
  // One key for all tries: a repeat after a lost answer is the same customer.
  const [key] = useState(() => newId());
  const form = useForm({
    initial: { name, email: '', phone: '', locale: '' },
    send: async (values) => {
      const addresses = [
        { kind: 'email' as const, value: values.email.trim() },
        { kind: 'phone' as const, value: values.phone.trim() },
      ].filter((address) => address.value !== '');
      const locale = values.locale === '' ? {} : { locale: values.locale };
      const { customerId } = await create.send({ name: values.name, addresses, ...locale }, { key });
      onClose();
      await navigate({ to: '/customers/$customerId', params: { customerId } });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`New customer`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Creating…` : t`Create`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={200} {...form.text('name')} />
        <TextInput label={t`E-mail address`} type="email" help={t`More can be added later.`} {...form.text('email')} />
        <TextInput
          label={t`Phone`}
          type="tel"
          help={t`With country code, such as +61 491 570 006.`}
          {...form.text('phone')}
        />
        <Select
          label={t`Language`}
          options={languageOptions(null)}
          value={form.values.locale}
          onChange={(locale) => form.set('locale', locale)}
        />
      </form>
    </Dialog>
  );
}
