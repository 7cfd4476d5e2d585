import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { useTags } from './tags.ts';

type PickTagsProps = {
  title: string;
  /** Tags of each conversation that it is about. */
  of: readonly (readonly string[])[];
  onSave: (add: string[], remove: string[]) => void;
  onClose: () => void;
};

/** Makes the tag that somebody looked for and did not find. */
function NewTag({ name, onMade }: { name: string; onMade: (id: string) => void }) {
  const add = useCommandOf('conversations.add-tag', { touches: () => ['tags'] });
  const make = async () => {
    const done = await add.run({ name });
    if (done) onMade(done.tagId);
  };
  return (
    <Button disabled={add.busy} onClick={() => void make()}>
      <Trans>Add the tag “{name}”</Trans>
    </Button>
  );
}

/** Which tags are on and which are off; of several conversations also what is on some of them only. */
export function PickTags({ title, of, onSave, onClose }: PickTagsProps) {
  const formId = useId();
  const { can } = useSession();
  const { all, onList } = useTags();
  const [query, setQuery] = useState('');
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map());
  const wanted = query.trim().toLowerCase();
  const held = all.filter((tag) => tag.isRetired && of.some((ids) => ids.includes(tag.id)));
  const tags = [...onList, ...held].filter((tag) => tag.name.toLowerCase().includes(wanted));
  const isExact = tags.some((tag) => tag.name.toLowerCase() === wanted);
  const set = (id: string, on: boolean) => setChanges((old) => new Map(old).set(id, on));
  const save = () => {
    const picked = (on: boolean) => [...changes].filter(([, value]) => value === on).map(([id]) => id);
    onClose();
    onSave(picked(true), picked(false));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId}>
            {t`Save tags`}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SearchInput label={t`Find a tag`} placeholder={t`Find a tag`} onChange={setQuery} />
        <fieldset className="tag-checks" aria-label={t`Tags`}>
          {tags.map((tag) => {
            const count = of.filter((ids) => ids.includes(tag.id)).length;
            const change = changes.get(tag.id);
            return (
              <Check
                key={tag.id}
                label={tag.name}
                help={tag.isRetired ? t`Off the list: it can only be taken off.` : undefined}
                checked={change ?? (count > 0 && count === of.length)}
                mixed={change === undefined && count > 0 && count < of.length}
                onChange={(on) => set(tag.id, on)}
              />
            );
          })}
        </fieldset>
        {tags.length === 0 && wanted === '' && (
          <p className="quiet">
            {t`There is no tag yet.`}{' '}
            {can('conversations.keep_tags') ? (
              <Link to="/settings/tags">{t`Add tags`}</Link>
            ) : (
              t`An owner, manager or lead adds them under Settings.`
            )}
          </p>
        )}
        {tags.length === 0 && wanted !== '' && <p className="quiet">{t`No tag is called that.`}</p>}
        {wanted !== '' && !isExact && wanted.length <= 40 && can('conversations.keep_tags') && (
          <NewTag name={query.trim()} onMade={(id) => set(id, true)} />
        )}
      </form>
    </Dialog>
  );
}
