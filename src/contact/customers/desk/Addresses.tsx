import { t } from '@lingui/core/macro';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Customer } from './CustomerPage.tsx';

type Address = Customer['addresses'][number];
type Kind = Address['kind'];

const kinds = { email: { icon: IconMail, label: t`E-mail address` }, phone: { icon: IconPhone, label: t`Phone` } };
const touches = ({ customerId }: { customerId: string }) => [`customer:${customerId}`, 'customers'];

function AddressLine({ customer, address }: { customer: Customer; address: Address }) {
  const remove = useCommandOf('customers.remove-address', { touches });
  const add = useCommandOf('customers.add-address', { touches });
  const take = async () => {
    const { id: addressId, kind, value } = address;
    if (!(await remove.run({ customerId: customer.id, addressId }))) return;
    const undo = () => void add.run({ customerId: customer.id, kind, value });
    showToast({ state: 'kept', text: t`${value} removed`, undo });
  };
  return (
    <li>
      <Icon of={kinds[address.kind].icon} />
      <bdi className="grow cut">{address.value}</bdi>
      {address.isPrimary && <Badge>{t`first choice`}</Badge>}
      {address.isVerified && <Badge>{t`verified`}</Badge>}
      {customer.abilities.includes('change') && (
        <IconButton
          icon={IconX}
          size="small"
          label={t`Remove ${address.value}`}
          disabled={remove.busy}
          onClick={() => void take()}
        />
      )}
    </li>
  );
}

function AddAddress({ customerId, kind, onDone }: { customerId: string; kind: Kind; onDone: () => void }) {
  const add = useCommandOf('customers.add-address', { touches });
  const form = useForm({
    initial: { value: '' },
    fieldOf: { 'customer.address_taken': 'value', 'customer.address_unreadable': 'value' },
    send: async ({ value }) => {
      await add.send({ customerId, kind, value });
      onDone();
    },
  });
  const field = form.text('value');
  const owner = form.refused?.code === 'customer.address_taken' ? form.refused.facts.customerId : undefined;
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack tight">
      <TextInput
        {...field}
        label={t`New ${kinds[kind].label.toLowerCase()}`}
        type={kind === 'email' ? 'email' : 'tel'}
        required
        help={kind === 'phone' ? t`With country code, such as +61 491 570 006.` : undefined}
        error={
          typeof owner === 'string' ? (
            <span>
              {field.error}{' '}
              <Link to="/customers/$customerId" params={{ customerId: owner }}>
                {t`Open that customer`}
              </Link>
            </span>
          ) : (
            field.error
          )
        }
      />
      <div className="line">
        <Button onClick={onDone}>{t`Cancel`}</Button>
        <Button type="submit" disabled={form.busy}>
          {t`Add`}
        </Button>
      </div>
    </form>
  );
}

/** E-mail addresses and phones, any number of each. */
export function Addresses({ customer }: { customer: Customer }) {
  const [adding, setAdding] = useState<Kind>();
  const mayAdd = customer.abilities.includes('change');
  return (
    <section className="stack" aria-labelledby="addresses">
      <h2 id="addresses">{t`Addresses`}</h2>
      {customer.addresses.length === 0 && <p className="quiet">{t`No e-mail address or phone is known.`}</p>}
      {customer.addresses.length > 0 && (
        <ul className="lines" aria-labelledby="addresses">
          {customer.addresses.map((address) => (
            <AddressLine key={address.id} customer={customer} address={address} />
          ))}
        </ul>
      )}
      {adding ? (
        <AddAddress customerId={customer.id} kind={adding} onDone={() => setAdding(undefined)} />
      ) : (
        mayAdd && (
          <div className="line wrap">
            <Button icon={IconMail} onClick={() => setAdding('email')}>
              {t`Add e-mail address`}
            </Button>
            <Button icon={IconPhone} onClick={() => setAdding('phone')}>
              {t`Add phone`}
            </Button>
          </div>
        )
      )}
    </section>
  );
}
