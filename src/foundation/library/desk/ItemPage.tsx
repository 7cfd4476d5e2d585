import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './library.css';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Card, KeyValues } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { CheckDialog } from './CheckDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { ItemDialog } from './ItemDialog.tsx';
import { ItemFile } from './ItemFile.tsx';
import { dayWords, kindWords, type WholeItem } from './words.ts';

const back = { to: '/library', label: t`Back to the library` };

function About({ item }: { item: WholeItem }) {
  const { locale } = useFormats();
  const day = (on: string | null) => (on ? dayWords(on, locale) : '–');
  return (
    <Card title={t`Where it comes from`} level={2}>
      <div className="stack">
        {item.address && (
          <a href={item.address} target="_blank" rel="noreferrer noopener" className="cut">
            {item.address}
          </a>
        )}
        <KeyValues
          items={[
            { key: t`Dated`, value: day(item.datedOn) },
            { key: t`Checked`, value: day(item.checkedOn) },
            { key: t`Next check`, value: day(item.nextCheckOn) },
            { key: t`Looked after by`, value: item.ownerName ?? t`owners and managers` },
            { key: t`Copyright owner`, value: item.copyrightOwner || '–' },
            { key: t`Licence`, value: item.licence || '–' },
            { key: t`Permission`, value: item.permission || '–' },
            { key: t`Shown to the public`, value: item.isPublic ? t`may be` : t`no` },
          ]}
        />
      </div>
    </Card>
  );
}

function Lines({ item, onImport }: { item: WholeItem; onImport: (() => void) | undefined }) {
  const add = onImport && <Button onClick={onImport}>{t`Import lines`}</Button>;
  if (item.lines.length === 0)
    return (
      <Empty title={t`No lines yet`} action={add}>
        <Trans>Paste what holds in the shop, topic by topic, and standards are compared with it.</Trans>
      </Empty>
    );
  return (
    <section className="stack">
      <div className="line">
        <h2 className="grow">{t`What holds offline`}</h2>
        {add}
      </div>
      <Table
        caption={t`What holds offline`}
        columns={[
          { key: 'topic', head: t`Topic`, names: true, cell: (row) => <bdi>{row.topic}</bdi> },
          { key: 'value', head: t`Value`, cell: (row) => <bdi>{`${row.value} ${row.unit}`}</bdi> },
          { key: 'text', head: t`In words`, cell: (row) => <bdi>{row.text}</bdi> },
        ]}
        rows={item.lines}
        rowKey={(row) => row.topic}
      />
    </section>
  );
}

type Open = 'edit' | 'check' | 'import';

function Head({ item, onOpen }: { item: WholeItem; onOpen: (open: Open) => void }) {
  const retire = useCommandOf('library.retire', { touches: () => ['library'] });
  const may = (ability: string) => item.abilities.includes(ability);
  const retireIt = async () => {
    if (await retire.run({ itemId: item.id })) showToast({ state: 'kept', text: t`Retired; it stays to be read` });
  };
  return (
    <>
      {may('keep') && (
        <Menu
          label={t`More`}
          entries={[
            ...(item.kind === 'offline' ? [{ label: t`Import lines`, onPick: () => onOpen('import') }] : []),
            { label: t`Retire`, danger: true, onPick: () => void retireIt() },
          ]}
          target={<IconButton icon={IconDots} label={t`More about this item`} />}
        />
      )}
      {may('keep') && <Button onClick={() => onOpen('edit')}>{t`Edit`}</Button>}
      {may('check') && <Button kind="primary" onClick={() => onOpen('check')}>{t`I have checked it`}</Button>}
    </>
  );
}

/** An item of the library: what it says, where it comes from, who looks again when. */
export function ItemPage() {
  const { itemId = '' } = useParams({ strict: false }) as { itemId?: string };
  const query = useQueryOf('library.get', { itemId });
  const [open, setOpen] = useState<Open>();
  const item = query.data;
  if (!item)
    return (
      <Page title={t`Library`} back={back}>
        {query.error ? (
          <Trouble problem={query.error} again={() => void query.refetch()} />
        ) : (
          <Skeleton label={t`Loading the item`} rows={6} />
        )}
      </Page>
    );
  const close = () => setOpen(undefined);
  return (
    <Page title={item.title} back={back} actions={<Head item={item} onOpen={setOpen} />}>
      <div className="line wrap">
        <Badge>{kindWords[item.kind]}</Badge>
        {item.isRetired && <Badge>{t`Retired`}</Badge>}
      </div>
      {item.isStale && (
        <Notice state="warn" title={t`Check again.`}>
          <Trans>Its next check is due, or nobody has looked for twelve months. Look for something newer.</Trans>
        </Notice>
      )}
      {item.text && (
        <p className="library-text" dir="auto">
          {item.text}
        </p>
      )}
      {item.kind === 'offline' && (
        <Lines item={item} onImport={item.abilities.includes('keep') ? () => setOpen('import') : undefined} />
      )}
      <ItemFile item={item} />
      <About item={item} />
      {open === 'edit' && <ItemDialog item={item} onClose={close} />}
      {open === 'check' && <CheckDialog item={item} onClose={close} />}
      {open === 'import' && <ImportDialog item={item} onClose={close} />}
    </Page>
  );
}
