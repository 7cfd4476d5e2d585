import { t } from '@lingui/core/macro';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import type { Customer } from './CustomerPage.tsx';

function Choose({ customer }: { customer: Customer }) {
  const { can } = useSession();
  const all = useQueryOf('customers.tags', {}).data?.tags ?? [];
  const set = useCommandOf('customers.set-tags', { touches: () => [`customer:${customer.id}`, 'customers'] });
  const borne = new Set(customer.tags.map((tag) => tag.id));
  const offered = all.filter((tag) => !tag.isRetired || borne.has(tag.id));
  const toggle = (id: string, isOn: boolean) => {
    const tagIds = isOn ? [...borne, id] : [...borne].filter((each) => each !== id);
    void set.run({ customerId: customer.id, tagIds });
  };
  return (
    <div className="stack why-known">
      {offered.length === 0 && <p className="quiet">{t`There are no tags for customers yet.`}</p>}
      {offered.map((tag) => (
        <Check
          key={tag.id}
          label={<bdi>{tag.name}</bdi>}
          checked={borne.has(tag.id)}
          disabled={set.busy}
          onChange={(isOn) => toggle(tag.id, isOn)}
        />
      ))}
      {can('customers.keep_tags') && <Link to="/settings/customer-tags">{t`Add tags`}</Link>}
    </div>
  );
}

/** The tags of a customer, and a way to change them. */
export function CustomerTags({ customer }: { customer: Customer }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="stack" aria-labelledby="customer-tags">
      <h2 id="customer-tags">{t`Tags`}</h2>
      <div className="line wrap">
        {customer.tags.map((tag) => (
          <Tag key={tag.id}>{tag.name}</Tag>
        ))}
        {customer.tags.length === 0 && <span className="quiet">{t`None.`}</span>}
        {customer.abilities.includes('change') && (
          <Popover
            label={t`Tags of this customer`}
            opened={isOpen}
            onChange={setOpen}
            target={
              <Button size="small" icon={IconTag} aria-haspopup="dialog" onClick={() => setOpen(!isOpen)}>
                {t`Change tags`}
              </Button>
            }
          >
            <Choose customer={customer} />
          </Popover>
        )}
      </div>
    </section>
  );
}
