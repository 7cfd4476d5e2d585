import { t } from '@lingui/core/macro';
import './customers.css';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { OrganisationDialog } from './OrganisationDialog.tsx';

type RowData = OutputOf<'organisations.list'>['organisations'][number];

function useColumns(): Column<RowData>[] {
  const formats = useFormats();
  return [
    {
      key: 'name',
      head: t`Name`,
      names: true,
      cell: (row) => (
        <Link to="/organisations/$organisationId" params={{ organisationId: row.id }}>
          <bdi>{row.name}</bdi>
        </Link>
      ),
    },
    { key: 'domains', head: t`Domains`, cell: (row) => <bdi>{row.domains.join(', ')}</bdi> },
    {
      key: 'people',
      head: t`People`,
      numeric: true,
      cell: (row) => (row.people >= 1000 ? t`1,000 or more` : formats.number(row.people)),
    },
    {
      key: 'last',
      head: t`Last contact`,
      numeric: true,
      cell: (row) => <span className="nowrap">{row.lastContactAt ? formats.when(row.lastContactAt) : t`never`}</span>,
    },
  ];
}

function Found({ find, onNew }: { find: string; onNew: (() => void) | undefined }) {
  const { pages, problem, hasMore, more, again } = usePagesOf('organisations.list', find === '' ? {} : { find });
  const columns = useColumns();
  const rows = pages?.flatMap((page) => page.organisations);
  if (!rows)
    return problem ? (
      <Trouble problem={problem} again={again} />
    ) : (
      <Skeleton label={t`Loading`} shape="rows" rows={8} />
    );
  if (rows.length === 0) {
    const create = onNew && <Button onClick={onNew}>{t`New organisation`}</Button>;
    return (
      <Empty
        icon={IconBuilding}
        title={find === '' ? t`No organisations yet` : t`Nothing found for “${find}”`}
        action={create}
      >
        {find === ''
          ? t`Companies, councils, clubs: with its domain, an organisation knows who writes from there.`
          : t`Try the beginning of a name or of a domain.`}
      </Empty>
    );
  }
  return (
    <>
      <Table caption={t`Organisations`} rows={rows} rowKey={(row) => row.id} columns={columns} />
      {hasMore && (
        <Button onClick={more} className="more">
          {t`Show more`}
        </Button>
      )}
    </>
  );
}

/** Companies and other bodies to which customers belong. */
export function Organisations() {
  const { can } = useSession();
  const navigate = useNavigate();
  const [find, setFind] = useState('');
  const [isCreating, setCreating] = useState(false);
  const asked = useDeferredValue(find.trim());
  const mayCreate = can('customers.create');
  useActions(
    mayCreate ? [{ label: t`New organisation`, key: 'c', group: t`Organisations`, run: () => setCreating(true) }] : [],
  );
  return (
    <Page
      title={t`Organisations`}
      back={{ to: '/customers', label: t`Back to customers` }}
      actions={
        mayCreate && (
          <Button kind="primary" icon={IconPlus} onClick={() => setCreating(true)}>
            {t`New organisation`}
          </Button>
        )
      }
    >
      <div className="narrow">
        <SearchInput
          label={t`Find an organisation`}
          placeholder={t`Beginning of a name or domain`}
          value={find}
          onChange={setFind}
        />
      </div>
      <Found find={asked} onNew={mayCreate ? () => setCreating(true) : undefined} />
      {isCreating && (
        <OrganisationDialog
          name={asked}
          onClose={() => setCreating(false)}
          onMade={(organisationId) =>
            void navigate({ to: '/organisations/$organisationId', params: { organisationId } })
          }
        />
      )}
    </Page>
  );
}
