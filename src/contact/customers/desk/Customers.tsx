import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './customers.css';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useBegin } from '#kernel/web/shell/begin.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { ExportButton, ReadyExports } from './Exports.tsx';
import { FieldFilter, type Wanted } from './FieldFilter.tsx';
import { ListFilters, type Narrowed } from './ListFilters.tsx';
import { NewCustomer } from './NewCustomer.tsx';

type RowData = OutputOf<'customers.list'>['customers'][number];

function useColumns(): Column<RowData>[] {
  const formats = useFormats();
  return [
    {
      key: 'name',
      head: t`Name`,
      names: true,
      cell: (row) => (
        <span className="line">
          <Face name={row.name} size="s" />
          <Link to="/customers/$customerId" params={{ customerId: row.id }}>
            <bdi>{row.name}</bdi>
          </Link>
        </span>
      ),
    },
    { key: 'reference', head: t`Reference`, cell: (row) => <span className="num nowrap">{row.reference}</span> },
    { key: 'email', head: 'E-mail', cell: (row) => <bdi>{row.email}</bdi> },
    { key: 'phone', head: t`Phone`, cell: (row) => <bdi className="num nowrap">{row.phone}</bdi> },
    {
      key: 'standing',
      head: t`New or returning`,
      cell: (row) => (
        <Badge accent={row.standing === 'returning'}>{row.standing === 'returning' ? t`Returning` : t`New`}</Badge>
      ),
    },
    {
      key: 'organisation',
      head: t`Organisation`,
      cell: (row) => <bdi className="short-cell cut">{row.organisation}</bdi>,
    },
    {
      key: 'tags',
      head: t`Tags`,
      cell: (row) => (
        <span className="line wrap">
          {row.tags.map((tag) => (
            <Tag key={tag.id}>{tag.name}</Tag>
          ))}
        </span>
      ),
    },
    { key: 'count', head: t`Conversations`, numeric: true, cell: (row) => formats.number(row.conversations) },
    {
      key: 'last',
      head: t`Last contact`,
      numeric: true,
      cell: (row) => <span className="nowrap">{row.lastContactAt ? formats.when(row.lastContactAt) : t`never`}</span>,
    },
  ];
}

type FoundProps = {
  find: string;
  wanted: readonly Wanted[];
  narrowed: Narrowed;
  onNew: (() => void) | undefined;
};

function Found({ find, wanted, narrowed, onNew }: FoundProps) {
  const fields = wanted.length > 0 && JSON.stringify(Object.fromEntries(wanted.map((one) => [one.key, one.value])));
  const { standing, tag } = narrowed;
  const input = {
    ...(find !== '' && { find }),
    ...(fields && { fields }),
    ...(standing !== 'all' && { standing }),
    ...(tag !== '' && { tag }),
  };
  const { pages, problem, hasMore, more, again } = usePagesOf('customers.list', input);
  const columns = useColumns();
  const rows = pages?.flatMap((page) => page.customers);
  if (!rows)
    return problem ? (
      <Trouble problem={problem} again={again} />
    ) : (
      <Skeleton label={t`Loading`} shape="rows" rows={8} />
    );
  if (rows.length === 0) {
    const create = onNew && <Button onClick={onNew}>{t`New customer`}</Button>;
    if (wanted.length > 0)
      return (
        <Empty icon={IconUsers} title={t`Nobody like this`}>
          <Trans>
            No customer holds {wanted.map((one) => `“${one.words}”`).join(t` and `)}. Take a filter away to see more.
          </Trans>
        </Empty>
      );
    if (standing !== 'all' || tag !== '')
      return (
        <Empty icon={IconUsers} title={t`Nobody like this`}>
          {standing === 'all' ? (
            <Trans>No customer is tagged so. Take a filter away to see more.</Trans>
          ) : tag === '' ? (
            <Trans>No customer is {standing === 'new' ? t`new` : t`returning`}. Take a filter away to see more.</Trans>
          ) : (
            <Trans>
              No customer is {standing === 'new' ? t`new` : t`returning`} and tagged so. Take a filter away to see more.
            </Trans>
          )}
        </Empty>
      );
    return find === '' ? (
      <Empty icon={IconUsers} title={t`No customers yet`} action={create}>
        <Trans>Whoever writes in the chat widget appears here. You can also add somebody by hand.</Trans>
      </Empty>
    ) : (
      <Empty icon={IconUsers} title={t`Nobody found for “${find}”`} action={create}>
        <Trans>Try the beginning of a first name, of an e-mail address or phone number, or a reference.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <Table caption={t`Customers`} rows={rows} rowKey={(row) => row.id} columns={columns} />
      {hasMore && (
        <Button onClick={more} className="more">
          {t`Show more`}
        </Button>
      )}
    </>
  );
}

/** Everybody we know, found by the beginning of what is known about them. */
export function Customers() {
  const { can } = useSession();
  const [find, setFind] = useState('');
  const [wanted, setWanted] = useState<Wanted[]>([]);
  const [narrowed, setNarrowed] = useState<Narrowed>({ standing: 'all', tag: '' });
  const [isCreating, setCreating] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const asked = useDeferredValue(find.trim());
  const mayCreate = can('customers.create');
  useBegin(mayCreate ? 'new-customer' : null, () => setCreating(true));
  useActions([
    { label: t`Find a customer`, key: '/', group: t`Customers`, keyOnly: true, run: () => search.current?.focus() },
    ...(mayCreate ? [{ label: t`New customer`, key: 'c', group: t`Customers`, run: () => setCreating(true) }] : []),
  ]);
  return (
    <Page
      title={t`Customers`}
      actions={
        mayCreate && (
          <Button kind="primary" icon={IconPlus} onClick={() => setCreating(true)}>
            {t`New customer`}
          </Button>
        )
      }
    >
      <div className="line wrap">
        <div className="narrow grow">
          <SearchInput
            ref={search}
            label={t`Find a customer`}
            placeholder={t`Beginning of a name, address or reference`}
            keys="/"
            value={find}
            onChange={setFind}
          />
        </div>
        <ListFilters narrowed={narrowed} onChange={setNarrowed} />
        <FieldFilter wanted={wanted} onChange={setWanted} />
        <ExportButton />
      </div>
      <nav className="line wrap" aria-label={t`More of customers`}>
        <Link to="/customers/duplicates">{t`Possible duplicates`}</Link>
        <Link to="/organisations">{t`Organisations`}</Link>
      </nav>
      <ReadyExports />
      <Found find={asked} wanted={wanted} narrowed={narrowed} onNew={mayCreate ? () => setCreating(true) : undefined} />
      {isCreating && <NewCustomer name={asked} onClose={() => setCreating(false)} />}
    </Page>
  );
}
