import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './standards.css';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs';
import IconBooks from '@tabler/icons-react/dist/esm/icons/IconBooks.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, usePagesOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { stateWords } from './words.ts';

type Row = OutputOf<'standards.list'>['standards'][number];

function NewStandard({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const create = useCommandOf('standards.create', { touches: () => ['standards'] });
  const form = useForm({
    initial: { name: '', about: '' },
    fieldOf: { 'standard.name_taken': 'name' },
    send: async (values) => {
      const { standardId } = await create.send(values);
      void navigate({ to: '/standards/$standardId', params: { standardId } });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`New standard`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>{t`Begin`}</Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={60} {...form.text('name')} />
        <TextArea
          label={t`What it is for`}
          help={t`Whom it serves and what it covers, in a sentence or two.`}
          maxLength={2_000}
          {...form.text('about')}
        />
      </form>
    </Dialog>
  );
}

function Line({ row }: { row: Row }) {
  const formats = useFormats();
  return (
    <li>
      <span className="grow stack tight">
        <Link to="/standards/$standardId" params={{ standardId: row.id }}>
          <b dir="auto">{row.name}</b>
        </Link>
        {row.about && (
          <span className="quiet cut-2" dir="auto">
            {row.about}
          </span>
        )}
        <span className="line wrap">
          {row.isRetired && <State state="paused">{t`Retired`}</State>}
          {row.inForce && (
            <State state="kept">
              <Trans>
                {row.inForce.major}.{row.inForce.minor} in force since {formats.date(row.inForce.effectiveFrom ?? '')}
              </Trans>
            </State>
          )}
          {row.open && !row.isRetired && (
            <Badge accent>{`${stateWords[row.open.state]} ${row.open.major}.${row.open.minor}`}</Badge>
          )}
        </span>
      </span>
      {row.mustSign && <State state="warn" pill>{t`Read and sign`}</State>}
    </li>
  );
}

/** The standards of this workspace, what is in force and what is being worked on. */
export function Standards() {
  const [isAdding, setAdding] = useState(false);
  const navigate = useNavigate();
  const begin = useCommandOf('standards.begin-with-starter', { touches: () => ['standards'] });
  const { pages, problem, hasMore, more, again } = usePagesOf('standards.list', {});
  const rows = pages?.flatMap((page) => page.standards);
  const mayKeep = pages?.[0]?.abilities.includes('keep');
  const add = mayKeep && (
    <Button kind="primary" icon={IconPlus} onClick={() => setAdding(true)}>{t`New standard`}</Button>
  );
  const starter = (
    <Button
      disabled={begin.busy}
      onClick={async () => {
        const begun = await begin.run({});
        if (begun) void navigate({ to: '/standards/$standardId', params: { standardId: begun.standardId } });
      }}
    >{t`Begin with the starter`}</Button>
  );
  return (
    <Page
      title={t`Standards`}
      actions={
        <>
          <Link to="/library" className="btn">
            <Icon of={IconBooks} />
            {t`Library`}
          </Link>
          {add}
        </>
      }
    >
      <p className="quiet standards-lead">
        <Trans>
          What customers can expect of you, agreed on in your own words. Once a standard is published, its promises
          start the clocks and its procedures stand beside every conversation.
        </Trans>
      </p>
      {problem && !rows && <Trouble problem={problem} again={again} />}
      {!rows && !problem && <Skeleton label={t`Loading standards`} shape="rows" />}
      {rows?.length === 0 && (
        <Empty
          icon={IconBook}
          title={t`No standards yet`}
          action={
            mayKeep && (
              <span className="line wrap">
                {starter}
                {add}
              </span>
            )
          }
        >
          <Trans>Begin with what your customers wait for most: how soon they hear from you.</Trans>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <ul className="lines" aria-label={t`Standards`}>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </ul>
      )}
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
      {isAdding && <NewStandard onClose={() => setAdding(false)} />}
    </Page>
  );
}
