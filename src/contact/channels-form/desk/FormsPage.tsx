import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import IconClipboardText from '@tabler/icons-react/dist/esm/icons/IconClipboardText.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { keyFrom } from './key-from.ts';

type Listed = OutputOf<'forms.list'>['forms'][number];

function NewForm({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const [key] = useState(() => newId());
  const create = useCommandOf('forms.create', { touches: () => ['forms'] });
  const form = useForm({
    initial: { title: '', key: '' },
    fieldOf: { 'forms.key_taken': 'key' },
    send: async (values) => {
      const made = await create.send({ title: values.title, key: values.key || keyFrom(values.title) }, { key });
      await navigate({ to: `/settings/forms/${made.formId}` });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`New form`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Begin`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Title`} required maxLength={120} autoFocus {...form.text('title')} />
        <TextInput
          label={t`Address`}
          help={t`The last part of its link: a to z, digits and dashes.`}
          placeholder={keyFrom(form.values.title)}
          maxLength={60}
          {...form.text('key')}
        />
      </form>
    </Dialog>
  );
}

function FormState({ form }: { form: Listed }) {
  if (!form.isPublished) return <State state="paused">{t`not published`}</State>;
  if (form.hasChanges) return <State state="info">{t`changes not published`}</State>;
  return <State state="kept">{t`published`}</State>;
}

function FormLine({ form, onArchive }: { form: Listed; onArchive: (() => void) | undefined }) {
  const formats = useFormats();
  const { submissions, lastAt, title } = form;
  return (
    <li>
      <span className="grow stack tight">
        <Link to={`/settings/forms/${form.id}`}>
          <b dir="auto">{form.title}</b>
        </Link>
        <span className="meta">
          /forms/{form.key} ·{' '}
          <Plural value={submissions} _0="never filled in" one="filled in once" other="filled in # times" />
          {lastAt && <>, {t`last ${formats.due(lastAt)}`}</>}
        </span>
      </span>
      <FormState form={form} />
      {onArchive && (
        <Button size="small" kind="quiet" aria-label={t`Archive ${title}`} onClick={onArchive}>
          {t`Archive`}
        </Button>
      )}
    </li>
  );
}

/** The forms of the workspace, with how often each was filled in. */
export function FormsPage() {
  const { can } = useSession();
  const [isNew, setNew] = useState(false);
  const [isArchive, setArchive] = useState(false);
  const { pages, problem, hasMore, more, again } = usePagesOf('forms.list', {
    isArchived: isArchive ? 'true' : 'false',
  });
  const archive = useCommandOf('forms.archive', { touches: () => ['forms'] });
  const forms = pages?.flatMap((page) => page.forms);
  const addNew = can('forms.keep') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setNew(true)}>
      {t`New form`}
    </Button>
  );
  return (
    <Page title={t`Forms`} back={{ to: '/settings', label: t`Back to settings` }} actions={addNew}>
      <p className="quiet narrow">
        <Trans>
          What is filled in becomes a conversation and is answered by mail. A form has a page of its own and can be
          shown on yours.
        </Trans>
      </p>
      <div>
        <Button size="small" kind="quiet" pressed={isArchive} onClick={() => setArchive(!isArchive)}>
          {t`Archive`}
        </Button>
      </div>
      {problem && <Trouble problem={problem} again={again} />}
      {!pages && !problem && <Skeleton label={t`Loading forms`} shape="rows" />}
      {forms?.length === 0 && (
        <Empty icon={IconClipboardText} title={isArchive ? t`The archive is empty` : t`No form yet`}>
          {isArchive ? (
            <Trans>Forms that are put away wait here; what came by them stays.</Trans>
          ) : (
            <Trans>Make the first one, such as “Contact us” or “Report a fault”.</Trans>
          )}
        </Empty>
      )}
      {forms && forms.length > 0 && (
        <ul className="lines wraps" aria-label={t`Forms`}>
          {forms.map((form) => (
            <FormLine
              key={form.id}
              form={form}
              onArchive={
                can('forms.keep') && !isArchive
                  ? () => void archive.run({ formId: form.id, isArchived: true })
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show more`}</Button>
        </div>
      )}
      {isNew && <NewForm onClose={() => setNew(false)} />}
    </Page>
  );
}
