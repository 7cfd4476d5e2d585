import './customers.css';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Cards } from '#kernel/web/shell/Cards.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Addresses } from './Addresses.tsx';
import { ChangeCustomer } from './ChangeCustomer.tsx';
import { Facts } from './Facts.tsx';
import { Notes } from './Notes.tsx';

export type Customer = OutputOf<'customers.get'>;

function Known({ customer }: { customer: Customer }) {
  const [isChanging, setChanging] = useState(false);
  const mayChange = customer.abilities.includes('change');
  useActions(
    mayChange ? [{ label: 'Change name or language', key: 'e', group: 'Customer', run: () => setChanging(true) }] : [],
  );
  return (
    <Page
      title={customer.name}
      back={{ to: '/customers', label: 'Back to customers' }}
      actions={
        mayChange && (
          <Button icon={IconPencil} onClick={() => setChanging(true)}>
            Change
          </Button>
        )
      }
    >
      <div className="customer">
        <div className="stack loose">
          <Facts customer={customer} />
          <Addresses customer={customer} />
          <Notes customer={customer} />
        </div>
        <div className="stack">
          <Cards place="customer" customerId={customer.id} />
        </div>
      </div>
      {isChanging && <ChangeCustomer customer={customer} onClose={() => setChanging(false)} />}
    </Page>
  );
}

/** Everything about one customer. */
export function CustomerPage() {
  const { customerId = '' } = useParams({ strict: false }) as { customerId?: string };
  const query = useQueryOf('customers.get', { customerId });
  if (query.data) return <Known key={customerId} customer={query.data} />;
  return (
    <Page title="Customer" back={{ to: '/customers', label: 'Back to customers' }}>
      {query.error ? (
        <Trouble problem={query.error} again={() => void query.refetch()} />
      ) : (
        <Skeleton label="Loading the customer" rows={6} />
      )}
    </Page>
  );
}
