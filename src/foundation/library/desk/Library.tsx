import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './library.css';
import IconBooks from '@tabler/icons-react/dist/esm/icons/IconBooks.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem, tellProblem, useData, usePagesOf } from '#kernel/web/hooks.tsx';
import { saveFile } from '#kernel/web/save-file.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { ItemDialog } from './ItemDialog.tsx';
import { dayWords, type Item, kindChoices, kindWords } from './words.ts';

type Narrow = { kind: '' | Item['kind']; only: '' | 'stale' | 'public' | 'unlicensed' | 'retired'; words: string };

const asked = ({ kind, only, words }: Narrow) => ({
  ...(kind && { kind }),
  ...(only && { only }),
  ...(words.trim() && { words: words.trim() }),
});

function Filters({ narrow, onChange }: { narrow: Narrow; onChange: (narrow: Narrow) => void }) {
  return (
    <search className="library-filters" aria-label={t`Narrow the list`}>
      <TextInput
        label={t`Title`}
        type="search"
        value={narrow.words}
        maxLength={100}
        onChange={(event) => onChange({ ...narrow, words: event.currentTarget.value })}
      />
      <Select
        label={t`Kind`}
        options={[{ value: '', label: t`All` }, ...kindChoices]}
        value={narrow.kind}
        onChange={(kind) => onChange({ ...narrow, kind: kind as Narrow['kind'] })}
      />
      <Select
        label={t`Show`}
        options={[
          { value: '', label: t`What is in use` },
          { value: 'stale', label: t`To be looked at again` },
          { value: 'public', label: t`Shown to the public` },
          { value: 'unlicensed', label: t`Without a right to show it` },
          { value: 'retired', label: t`Retired` },
        ]}
        value={narrow.only}
        onChange={(only) => onChange({ ...narrow, only: only as Narrow['only'] })}
      />
    </search>
  );
}

function Line({ item }: { item: Item }) {
  const { locale } = useFormats();
  return (
    <li>
      <span className="grow stack tight">
        <Link to="/library/$itemId" params={{ itemId: item.id }}>
          <b dir="auto">{item.title}</b>
        </Link>
        <span className="meta">
          {kindWords[item.kind]}
          {item.ownerName && ` · ${t`looked after by ${item.ownerName}`}`}
          {item.nextCheckOn && ` · ${t`next check ${dayWords(item.nextCheckOn, locale)}`}`}
        </span>
      </span>
      {item.isPublic && <Badge>{t`public`}</Badge>}
      {item.isStale && <State state="warn" pill>{t`Check again`}</State>}
    </li>
  );
}

function ExportButton({ narrow }: { narrow: Narrow }) {
  const { client } = useData();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const { fileName, csv, rows, isCut } = await client.query('library.export', asked(narrow));
      saveFile(fileName, csv, 'text/csv;charset=utf-8');
      if (isCut)
        showToast({ state: 'warn', text: t`The first ${rows} are in the file. Narrow the list for the others.` });
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={IconDownload} disabled={busy} onClick={() => void take()}>
      {busy ? t`Exporting…` : t`Export`}
    </Button>
  );
}

const everything: Narrow = { kind: '', only: '', words: '' };

/** What this workspace goes by or leans on. */
export function Library() {
  const [narrow, setNarrow] = useState<Narrow>(everything);
  const [isAdding, setAdding] = useState(false);
  const { pages, problem, hasMore, more, again } = usePagesOf('library.list', asked(narrow));
  const items = pages?.flatMap((page) => page.items);
  const mayKeep = pages?.[0]?.abilities.includes('keep');
  const add = mayKeep && <Button kind="primary" icon={IconPlus} onClick={() => setAdding(true)}>{t`New item`}</Button>;
  return (
    <Page
      title={t`Library`}
      back={{ to: '/standards', label: t`Back to the standards` }}
      actions={
        <>
          <ExportButton narrow={narrow} />
          {add}
        </>
      }
    >
      <p className="quiet library-lead">
        <Trans>
          What you go by: codes of practice, what regulators say, your policies, procedures and brand values, and what
          holds in the shop. Standards link to it, and somebody looks again before it gets old.
        </Trans>
      </p>
      <Filters narrow={narrow} onChange={setNarrow} />
      {problem && !items && <Trouble problem={problem} again={again} />}
      {!items && !problem && <Skeleton label={t`Loading the library`} shape="rows" />}
      {items?.length === 0 && (
        <Empty icon={IconBooks} title={t`Nothing here`} action={add}>
          {narrow === everything ? (
            <Trans>Begin with the policy that your team asks for most.</Trans>
          ) : (
            <Trans>Nothing fits what you narrowed the list to.</Trans>
          )}
        </Empty>
      )}
      {items && items.length > 0 && (
        <ul className="lines" aria-label={t`Library`}>
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
      {isAdding && <ItemDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
