import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { type ItemKind, kindChoices, type WholeItem } from './words.ts';

const touches = { touches: () => ['library'] };

function useItemForm(item: WholeItem | undefined, onDone: (itemId: string) => void) {
  const [key] = useState(() => newId());
  const add = useCommandOf('library.add', touches);
  const change = useCommandOf('library.change', touches);
  return useForm({
    initial: {
      kind: item?.kind ?? ('policy' as ItemKind),
      title: item?.title ?? '',
      address: item?.address ?? '',
      text: item?.text ?? '',
      datedOn: item?.datedOn ?? '',
      nextCheckOn: item?.nextCheckOn ?? '',
      copyrightOwner: item?.copyrightOwner ?? '',
      licence: item?.licence ?? '',
      permission: item?.permission ?? '',
      isPublic: item?.isPublic ?? false,
      ownerId: item?.ownerId ?? '',
    },
    fieldOf: { 'library.unknown_person': 'ownerId' },
    send: async ({ datedOn, nextCheckOn, ownerId, ...rest }) => {
      const days = { datedOn: datedOn || null, nextCheckOn: nextCheckOn || null, ownerId: ownerId || null };
      const written = item
        ? await change.send({ itemId: item.id, version: item.version, ...rest, ...days })
        : await add.send({ ...rest, ...days }, { key });
      onDone(written.itemId);
    },
  });
}

/** Adds an item to the library, or writes one anew. */
export function ItemDialog({ item, onClose }: { item?: WholeItem; onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const form = useItemForm(item, (itemId) => {
    if (!item) void navigate({ to: '/library/$itemId', params: { itemId } });
    onClose();
  });
  const { values, set, text } = form;
  return (
    <Dialog
      open
      onClose={onClose}
      title={item ? t`Edit the item` : t`New item`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>{t`Save`}</Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <Select
          label={t`Kind`}
          options={kindChoices}
          value={values.kind}
          onChange={(kind) => set('kind', kind as ItemKind)}
        />
        <TextInput label={t`Title`} required maxLength={160} {...text('title')} />
        <TextInput
          label={t`Where it stands`}
          help={t`The address of the source, such as https://…`}
          type="url"
          maxLength={500}
          {...text('address')}
        />
        <TextArea label={t`Text`} rows={4} maxRows={12} maxLength={20_000} {...text('text')} />
        <TextInput label={t`Dated`} help={t`The day that stands on it.`} type="date" {...text('datedOn')} />
        <TextInput
          label={t`Next check`}
          help={t`On this day whoever looks after it is asked whether it still holds.`}
          type="date"
          {...text('nextCheckOn')}
        />
        <Select
          label={t`Looked after by`}
          options={[
            { value: '', label: t`Owners and managers` },
            ...people.filter((one) => one.active).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={values.ownerId}
          error={form.errorOf('ownerId')}
          onChange={(ownerId) => set('ownerId', ownerId)}
        />
        <TextInput label={t`Copyright owner`} maxLength={160} {...text('copyrightOwner')} />
        <TextInput label={t`Licence`} help={t`Such as CC BY 4.0.`} maxLength={160} {...text('licence')} />
        <TextArea
          label={t`Permission`}
          help={t`Where there is no licence: who allowed it, when, and for what.`}
          rows={2}
          maxLength={500}
          {...text('permission')}
        />
        <Check
          label={t`May be shown to the public`}
          help={t`Needs the copyright owner, and a licence or a permission.`}
          checked={values.isPublic}
          onChange={(isPublic) => set('isPublic', isPublic)}
        />
      </form>
    </Dialog>
  );
}
