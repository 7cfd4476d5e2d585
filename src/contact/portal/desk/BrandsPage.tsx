import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDoorEnter from '@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { BrandDialog } from './BrandDialog.tsx';

export type Brand = OutputOf<'portal.brands'>['brands'][number];
export type Entry = OutputOf<'portal.brands'>['entries'][number];

function BrandLine({ brand, onEdit }: { brand: Brand; onEdit: (() => void) | undefined }) {
  const { name } = brand;
  const from = brand.mailbox ?? t`the first address that can send`;
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{brand.name}</b>
        <a href={brand.url} target="_blank" rel="noreferrer">
          {brand.url}
        </a>
        <span className="meta">
          <Trans>mails from {from}</Trans>
        </span>
      </span>
      {brand.isOpen ? <State state="kept">{t`open`}</State> : <State state="paused">{t`closed`}</State>}
      {onEdit && (
        <Button size="small" aria-label={t`Change ${name}`} onClick={onEdit}>
          {t`Change`}
        </Button>
      )}
    </li>
  );
}

/** The brands of the workspace, each with its portal. */
export function BrandsPage() {
  const { can } = useSession();
  const [editing, setEditing] = useState<Brand | 'new'>();
  const { pages, problem, hasMore, more, again } = usePagesOf('portal.brands', {});
  const brands = pages?.flatMap((page) => page.brands);
  const mayKeep = can('portal.keep');
  const addNew = mayKeep && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`New brand`}
    </Button>
  );
  return (
    <Page title={t`Portal`} back={{ to: '/settings', label: t`Back to settings` }} actions={addNew}>
      <p className="quiet narrow">
        <Trans>
          In the portal customers see their conversations, whatever the channel, write and send files. They sign in by a
          link that is mailed to an address on their record, or by a passphrase if they like. Each brand has a portal of
          its name.
        </Trans>
      </p>
      {problem && <Trouble problem={problem} again={again} />}
      {!pages && !problem && <Skeleton label={t`Loading brands`} shape="rows" />}
      {pages?.[0]?.canMail === false && (
        <p>
          <State state="warn">{t`No address can send yet, so nobody gets a link. Name a mail server under Mail.`}</State>
        </p>
      )}
      {brands?.length === 0 && (
        <Empty icon={IconDoorEnter} title={t`No portal yet`}>
          <Trans>Add a brand, and its portal is there.</Trans>
        </Empty>
      )}
      {brands && brands.length > 0 && (
        <ul className="lines wraps" aria-label={t`Brands`}>
          {brands.map((brand) => (
            <BrandLine key={brand.id} brand={brand} onEdit={mayKeep ? () => setEditing(brand) : undefined} />
          ))}
        </ul>
      )}
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show more`}</Button>
        </div>
      )}
      {editing && (
        <BrandDialog
          brand={editing === 'new' ? undefined : editing}
          entries={pages?.[0]?.entries ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
