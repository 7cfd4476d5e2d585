import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import type { PaletteGroup } from '#kernel/web/ui/Palette.tsx';

type FindCustomerProps = { query: string; onFound: (group: PaletteGroup | null) => void };

/** Finds customers for the palette. */
export function FindCustomer({ query, onFound }: FindCustomerProps) {
  const navigate = useNavigate();
  const found = useQueryOf('customers.list', { find: query, limit: 6 }, { keep: true }).data?.customers;
  useEffect(() => {
    if (!found || found.length === 0) return onFound(null);
    onFound({
      label: 'Customers',
      options: found.map((customer) => ({
        id: `customer ${customer.id}`,
        label: customer.email ? `${customer.name} · ${customer.email}` : customer.name,
        lead: <Face name={customer.name} size="s" />,
        onPick: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
      })),
    });
  }, [found, onFound, navigate]);
  return null;
}
