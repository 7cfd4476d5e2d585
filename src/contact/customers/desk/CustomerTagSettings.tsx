import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { isolated } from '../contract-words.ts';

type OneTag = OutputOf<'customers.tags'>['tags'][number];
const touches = () => ['customer-tags', 'customers'];

function AddTag() {
  const add = useCommandOf('customers.add-tag', { touches });
  const form = useForm({
    initial: { name: '' },
    fieldOf: { 'customer.tag_taken': 'name' },
    send: async ({ name }) => {
      await add.send({ name });
      form.set('name', '');
      showToast({ state: 'kept', text: t`${isolated(name)} can be given to customers now` });
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack narrow">
      <FormProblem problem={form.problem} />
      <TextInput
        label={t`New tag`}
        help={t`Such as: Trade, Press, Supplier.`}
        required
        maxLength={60}
        {...form.text('name')}
      />
      <Button type="submit" disabled={form.busy}>
        {t`Add`}
      </Button>
    </form>
  );
}

function Rename({ tag, onDone }: { tag: OneTag; onDone: () => void }) {
  const change = useCommandOf('customers.change-tag', { touches });
  const form = useForm({
    initial: { name: tag.name },
    fieldOf: { 'customer.tag_taken': 'name' },
    send: async ({ name }) => {
      await change.send({ tagId: tag.id, name });
      onDone();
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack tight grow">
      <FormProblem problem={form.problem} />
      <TextInput label={t`Name of the tag`} required maxLength={60} {...form.text('name')} />
      <div className="line">
        <Button size="small" onClick={onDone}>
          {t`Cancel`}
        </Button>
        <Button size="small" type="submit" disabled={form.busy}>
          {t`Rename`}
        </Button>
      </div>
    </form>
  );
}

function TagLine({ tag, mayKeep }: { tag: OneTag; mayKeep: boolean }) {
  const [isRenaming, setRenaming] = useState(false);
  const change = useCommandOf('customers.change-tag', { touches });
  const retire = async (retired: boolean) => {
    if (!(await change.run({ tagId: tag.id, retired }))) return;
    const undo = () => void change.run({ tagId: tag.id, retired: !retired });
    const text = retired
      ? t`${isolated(tag.name)} is off the list; customers keep it`
      : t`${isolated(tag.name)} is back`;
    showToast({ state: 'kept', text, undo });
  };
  const many =
    tag.customers >= 1000
      ? t`1,000 or more customers`
      : plural(tag.customers, { one: 'one customer', other: '# customers' });
  if (isRenaming)
    return (
      <li>
        <Rename tag={tag} onDone={() => setRenaming(false)} />
      </li>
    );
  return (
    <li>
      <span className="grow stack tight">
        <bdi>{tag.name}</bdi>
        <span className="meta">{many}</span>
      </span>
      {tag.isRetired && <Tag>{t`off the list`}</Tag>}
      {mayKeep && (
        <>
          <Button size="small" kind="quiet" onClick={() => setRenaming(true)}>
            <Trans>
              Rename<span className="hide">: {tag.name}</span>
            </Trans>
          </Button>
          <Button size="small" disabled={change.busy} onClick={() => void retire(!tag.isRetired)}>
            {tag.isRetired ? t`Bring back` : t`Take off the list`}
            <span className="hide">: {tag.name}</span>
          </Button>
        </>
      )}
    </li>
  );
}

/** The words by which customers are sorted. */
export function CustomerTagSettings() {
  const { can } = useSession();
  const mayKeep = can('customers.keep_tags');
  const query = useQueryOf('customers.tags', {});
  const tags = query.data?.tags;
  return (
    <Page title={t`Customer tags`} back={{ to: '/settings', label: t`Back to settings` }}>
      <p className="quiet">
        <Trans>
          Words by which you sort customers, such as trade or press. The list of customers can be narrowed to one.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading tags`} shape="rows" />}
      {tags?.length === 0 && (
        <Empty icon={IconTag} title={t`No tags yet`}>
          {mayKeep ? t`Add the first one below.` : t`An owner or manager adds them.`}
        </Empty>
      )}
      {tags && tags.length > 0 && (
        <ul className="lines narrow" aria-label={t`Customer tags`}>
          {tags.map((tag) => (
            <TagLine key={tag.id} tag={tag} mayKeep={mayKeep} />
          ))}
        </ul>
      )}
      {mayKeep && <AddTag />}
    </Page>
  );
}
