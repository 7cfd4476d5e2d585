import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import type { Customer } from './CustomerPage.tsx';

function useMembership(customerId: string) {
  const touches = () => [`customer:${customerId}`, 'organisations', 'customers'];
  const add = useCommandOf('organisations.add-people', { touches });
  const remove = useCommandOf('organisations.remove-person', { touches });
  const prefer = useCommandOf('organisations.make-primary', { touches });
  return {
    busy: add.busy || remove.busy || prefer.busy,
    join: (organisationId: string) => void add.run({ organisationId, customerIds: [customerId] }),
    leave: (organisationId: string) => void remove.run({ organisationId, customerId }),
    prefer: (organisationId: string) => void prefer.run({ organisationId, customerId }),
  };
}

function Choose({ onChoose }: { onChoose: (organisationId: string) => void }) {
  const [find, setFind] = useState('');
  const asked = useDeferredValue(find.trim());
  const query = useQueryOf('organisations.list', asked === '' ? { limit: 8 } : { find: asked, limit: 8 }, {
    keep: true,
  });
  const found = query.data?.organisations ?? [];
  return (
    <div className="stack why-known">
      <SearchInput
        label={t`Find an organisation`}
        placeholder={t`Beginning of its name`}
        value={find}
        onChange={setFind}
      />
      <div>
        {found.map((one) => (
          <button key={one.id} type="button" className="entry" onClick={() => onChoose(one.id)}>
            <bdi className="grow cut">{one.name}</bdi>
          </button>
        ))}
      </div>
      {query.data && found.length === 0 && <p className="meta">{t`None of that name.`}</p>}
      <Link to="/organisations">{t`All organisations`}</Link>
    </div>
  );
}

/** To which organisations a customer belongs, and what their e-mail address suggests. */
export function CustomerOrganisations({ customer }: { customer: Customer }) {
  const [isOpen, setOpen] = useState(false);
  const mayChange = customer.abilities.includes('change');
  const offers =
    useQueryOf('organisations.suggested', mayChange ? { customerId: customer.id } : null).data?.offers ?? [];
  const membership = useMembership(customer.id);
  return (
    <section className="stack" aria-labelledby="organisations">
      <h2 id="organisations">{t`Organisations`}</h2>
      {customer.organisations.length > 0 && (
        <ul className="lines" aria-labelledby="organisations">
          {customer.organisations.map((one) => (
            <li key={one.id}>
              <Link to="/organisations/$organisationId" params={{ organisationId: one.id }} className="grow cut">
                <bdi>{one.name}</bdi>
              </Link>
              {one.isPrimary && customer.organisations.length > 1 && <Badge>{t`primary`}</Badge>}
              {mayChange && !one.isPrimary && (
                <Button size="small" kind="quiet" disabled={membership.busy} onClick={() => membership.prefer(one.id)}>
                  <Trans>
                    Make primary<span className="hide">: {one.name}</span>
                  </Trans>
                </Button>
              )}
              {mayChange && (
                <IconButton
                  icon={IconX}
                  size="small"
                  label={t`Take out of ${one.name}`}
                  disabled={membership.busy}
                  onClick={() => membership.leave(one.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {offers.map((offer) => (
        <p key={offer.id} className="line wrap">
          <span>
            <Trans>
              Writes from @{offer.domain}, the domain of <bdi>{offer.name}</bdi>.
            </Trans>
          </span>
          <Button size="small" disabled={membership.busy} onClick={() => membership.join(offer.id)}>
            <Trans>
              Add to it<span className="hide">: {offer.name}</span>
            </Trans>
          </Button>
        </p>
      ))}
      {mayChange && (
        <div>
          <Popover
            label={t`Add to an organisation`}
            opened={isOpen}
            onChange={setOpen}
            target={
              <Button size="small" icon={IconPlus} aria-haspopup="dialog" onClick={() => setOpen(!isOpen)}>
                {t`Add to an organisation`}
              </Button>
            }
          >
            <Choose
              onChoose={(organisationId) => {
                setOpen(false);
                membership.join(organisationId);
              }}
            />
          </Popover>
        </div>
      )}
    </section>
  );
}
