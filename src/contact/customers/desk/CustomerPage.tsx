import { t } from '@lingui/core/macro';
import './customers.css';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Cards } from '#kernel/web/shell/Cards.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Addresses } from './Addresses.tsx';
import { ChangeCustomer } from './ChangeCustomer.tsx';
import { CustomerOrganisations } from './CustomerOrganisations.tsx';
import { CustomerTags } from './CustomerTagsCard.tsx';
import { DuplicatesCard } from './DuplicatesCard.tsx';
import { Facts } from './Facts.tsx';
import { Merges } from './Merges.tsx';
import { Notes } from './Notes.tsx';
import { StandingBadge } from './StandingBadge.tsx';
import { VerifiedBadge } from './VerifiedBadge.tsx';

export type Customer = OutputOf<'customers.get'>;

function Known({ customer }: { customer: Customer }) {
  const [isChanging, setChanging] = useState(false);
  const mayChange = customer.abilities.includes('change');
  useActions(
    mayChange
      ? [{ label: t`Change name or language`, key: 'e', group: t`Customer`, run: () => setChanging(true) }]
      : [],
  );
  return (
    <Page
      title={customer.name}
      back={{ to: '/customers', label: t`Back to customers` }}
      actions={
        mayChange && (
          <Button icon={IconPencil} onClick={() => setChanging(true)}>
            {t`Change`}
          </Button>
        )
      }
    >
      <div className="customer">
        <div className="stack loose">
          <Merges customer={customer} />
          <div className="line wrap">
            <StandingBadge customerId={customer.id} />
            <VerifiedBadge identities={customer.identities} />
          </div>
          <Facts customer={customer} />
          <Addresses customer={customer} />
          <CustomerTags customer={customer} />
          <CustomerOrganisations customer={customer} />
          <Notes customer={customer} />
        </div>
        <div className="stack">
          <DuplicatesCard customer={customer} />
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
  const navigate = useNavigate();
  const query = useQueryOf('customers.get', { customerId });
  const found = query.data?.id;
  // The id of one who was merged leads to whom they became.
  useEffect(() => {
    if (found === undefined || found === customerId) return;
    showToast({ state: 'info', text: t`This record was merged; you see the customer it became` });
    void navigate({ to: '/customers/$customerId', params: { customerId: found }, replace: true });
  }, [found, customerId, navigate]);
  if (query.data) return <Known key={query.data.id} customer={query.data} />;
  return (
    <Page title={t`Customer`} back={{ to: '/customers', label: t`Back to customers` }}>
      {query.error ? (
        <Trouble problem={query.error} again={() => void query.refetch()} />
      ) : (
        <Skeleton label={t`Loading the customer`} rows={6} />
      )}
    </Page>
  );
}
