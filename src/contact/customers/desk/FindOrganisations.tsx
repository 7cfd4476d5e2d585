import { t } from '@lingui/core/macro';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { FindProps } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';

const each = 4;

/** Organisations by the beginning of their name or domain, for the palette. */
export function FindOrganisations({ query, onFound }: FindProps) {
  const navigate = useNavigate();
  const { can } = useSession();
  const asked = can('customers.list') && query.length <= 120 ? { find: query, limit: each } : null;
  const { data, isFetching } = useQueryOf('organisations.list', asked, { keep: true });
  useEffect(() => {
    const options = (data?.organisations ?? []).map(({ id, name, domains }) => ({
      id: `organisation ${id}`,
      icon: IconBuilding,
      label: (
        <>
          <bdi>{name}</bdi> <span className="meta">{domains[0]}</span>
        </>
      ),
      onPick: () => void navigate({ to: '/organisations/$organisationId', params: { organisationId: id } }),
    }));
    onFound({ groups: options.length > 0 ? [{ label: t`Organisations`, options }] : [], isLooking: isFetching });
  }, [data, isFetching, onFound, navigate]);
  return null;
}
