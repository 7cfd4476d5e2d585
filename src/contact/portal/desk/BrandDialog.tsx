import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Brand } from './BrandsPage.tsx';

const initialOf = (brand: Brand | undefined) => ({
  name: brand?.name ?? '',
  key: brand?.key ?? '',
  accent: brand?.accent ?? '',
  host: brand?.host ?? '',
  mailboxId: brand?.mailboxId ?? '',
  signature: brand?.signature ?? '',
  isOpen: brand?.isOpen ?? true,
});

const fields = '{{adviser.name}}, {{adviser.firstName}}, {{address.name}}';
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** A brand: its name and colour, from which address it mails, and where its portal is. */
export function BrandDialog({ brand, onClose }: { brand: Brand | undefined; onClose: () => void }) {
  const formId = useId();
  const [key] = useState(() => newId());
  const touches = { touches: () => ['brands'] };
  const add = useCommandOf('portal.add-brand', touches);
  const change = useCommandOf('portal.change-brand', touches);
  const mailboxes = useQueryOf('mail.mailboxes', {}).data?.mailboxes ?? [];
  const form = useForm({
    initial: initialOf(brand),
    fieldOf: {
      'portal.key_taken': brand ? 'host' : 'key',
      'portal.own_host': 'host',
      'portal.unknown_mailbox': 'mailboxId',
      'mail.signature_field': 'signature',
    },
    send: async ({ name, accent, host, mailboxId, signature, isOpen, ...rest }) => {
      const empty = { accent: orNull(accent), host: orNull(host), mailboxId: orNull(mailboxId) };
      const sent = { name, ...empty, signature, isOpen };
      if (brand) await change.send({ brandId: brand.id, version: brand.version, ...sent });
      else await add.send({ key: rest.key, ...sent }, { key });
      showToast({ state: 'kept', text: t`${name} is kept` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={brand ? brand.name : t`New brand`}
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
        <TextInput
          label={t`Name`}
          help={t`What customers see above the portal and as the sender of its mails.`}
          required
          maxLength={120}
          autoFocus
          {...form.text('name')}
        />
        {!brand && (
          <TextInput
            label={t`Address`}
            help={t`The last part of its link: a to z, digits and dashes. It cannot be changed later.`}
            required
            minLength={3}
            maxLength={60}
            {...form.text('key')}
          />
        )}
        <TextInput
          label={t`Colour`}
          help={t`Such as #822e61. Where it could not be read, its nearest shade is used. Empty: the colour of the house.`}
          maxLength={7}
          {...form.text('accent')}
        />
        <Select
          label={t`Address for mail`}
          help={t`Links to sign in by leave from it.`}
          options={[
            { value: '', label: t`The first that can send` },
            ...mailboxes.map((box) => ({ value: box.id, label: box.address })),
          ]}
          value={form.values.mailboxId}
          onChange={(value) => form.set('mailboxId', value)}
        />
        <TextArea
          label={t`Signature`}
          help={t`Below mails of this address, where that has none of its own under Mail. ${fields} are filled in for each mail.`}
          rows={3}
          maxRows={8}
          maxLength={2_000}
          {...form.text('signature')}
        />
        <TextInput
          label={t`Host of its own`}
          help={t`Such as help.shop.example, once its DNS and your proxy lead here. Empty: under the address of this installation.`}
          maxLength={253}
          {...form.text('host')}
        />
        <Check
          label={t`The portal is open`}
          checked={form.values.isOpen}
          onChange={(isOpen) => form.set('isOpen', isOpen)}
        />
      </form>
    </Dialog>
  );
}
