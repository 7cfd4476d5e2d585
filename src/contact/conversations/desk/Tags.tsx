import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import { useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';

type TagData = OutputOf<'conversations.tags'>['tags'][number];

const touches = () => ['tags'];
const fieldOf = { 'conversation.tag_taken': 'name', 'conversation.too_many_tags': 'name' } as const;

function AddTag() {
  const add = useCommandOf('conversations.add-tag', { touches });
  const form = useForm({
    initial: { name: '' },
    fieldOf,
    send: async ({ name }) => {
      await add.send({ name });
      form.set('name', '');
      showToast({ state: 'kept', text: t`${name.trim()} can be put on conversations now` });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`New tag`}
        help={t`Such as: Damaged, Wholesale, Press.`}
        required
        maxLength={40}
        {...form.text('name')}
      />
      <Button type="submit" disabled={form.busy}>
        {t`Add`}
      </Button>
    </form>
  );
}

function RenameTag({ tag, onClose }: { tag: TagData; onClose: () => void }) {
  const formId = useId();
  const rename = useCommandOf('conversations.rename-tag', { touches });
  const form = useForm({
    initial: { name: tag.name },
    fieldOf,
    send: async ({ name }) => {
      await rename.send({ tagId: tag.id, version: tag.version, name });
      showToast({ state: 'kept', text: t`${tag.name} is called ${name.trim()} now, everywhere` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Rename ${tag.name}`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Rename`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput label={t`Name`} required maxLength={40} {...form.text('name')} />
      </form>
    </Dialog>
  );
}

function TagLine({ tag, isKept, onRename }: { tag: TagData; isKept: boolean; onRename: () => void }) {
  const retire = useCommandOf('conversations.retire-tag', { touches });
  const set = async (retired: boolean) => {
    const done = await retire.run({ tagId: tag.id, version: tag.version, retired });
    if (!done) return;
    const text = retired ? t`${tag.name} is off the list; conversations keep it` : t`${tag.name} is back on the list`;
    showToast({ state: 'kept', text, undo: () => void retire.run({ ...done, retired: !retired }) });
  };
  return (
    <li>
      <span className="grow" dir="auto">
        {tag.name}
      </span>
      {tag.isRetired && <Badge>{t`off the list`}</Badge>}
      {isKept && (
        <span className="line">
          {!tag.isRetired && (
            <Button size="small" onClick={onRename}>
              <Trans>
                Rename<span className="hide"> {tag.name}</span>
              </Trans>
            </Button>
          )}
          <Button size="small" disabled={retire.busy} onClick={() => void set(!tag.isRetired)}>
            {tag.isRetired ? t`Bring back` : t`Take off the list`}
            <span className="hide">: {tag.name}</span>
          </Button>
        </span>
      )}
    </li>
  );
}

/** The words under which conversations are filed. */
export function Tags() {
  const { can } = useSession();
  const isKept = can('conversations.keep_tags');
  const [renaming, setRenaming] = useState<TagData>();
  const query = useQueryOf('conversations.tags', {});
  const tags = query.data?.tags;
  return (
    <Page title={t`Tags`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet">
        <Trans>
          Everybody who answers can put these on conversations, find them in views and count on them meaning the same.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading tags`} shape="rows" />}
      {tags?.length === 0 && (
        <Empty icon={IconTag} title={t`No tags yet`}>
          <Trans>A tag says what several conversations have in common, such as a damaged delivery.</Trans>
        </Empty>
      )}
      {tags && tags.length > 0 && (
        <ul className="lines narrow" aria-label={t`Tags`}>
          {tags.map((tag) => (
            <TagLine key={tag.id} tag={tag} isKept={isKept} onRename={() => setRenaming(tag)} />
          ))}
        </ul>
      )}
      {isKept && <AddTag />}
      {renaming && <RenameTag tag={renaming} onClose={() => setRenaming(undefined)} />}
    </Page>
  );
}
