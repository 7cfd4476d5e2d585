import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { NoticeChannel } from '../contract-words.ts';
import { noticeChannels } from './words.ts';

export type Begun = { purpose: string; channel: NoticeChannel; text: string };

const options = Object.entries(noticeChannels).map(([value, label]) => ({ value, label }));

/** The next version of a notice: for what, where, in which words, from when. */
export function PublishDialog({ begun, onClose }: { begun: Begun | undefined; onClose: () => void }) {
  const formId = useId();
  const [key] = useState(() => newId());
  const publish = useCommandOf('privacy.publish-notice', { touches: () => ['privacy-notices'] });
  const form = useForm({
    initial: { purpose: '', channel: 'any' as NoticeChannel, text: '', ...begun, effectiveFrom: '' },
    fieldOf: { 'privacy.in_the_past': 'effectiveFrom' },
    send: async ({ effectiveFrom, ...values }) => {
      const from = effectiveFrom === '' ? {} : { effectiveFrom: new Date(effectiveFrom).toISOString() };
      await publish.send({ ...values, ...from }, { key });
      showToast({ state: 'kept', text: t`The notice is published` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={begun ? t`New version` : t`New notice`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Publishing…` : t`Publish`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <p className="meta">
          <Trans>Once it is published it never changes: a consent says for ever to which words somebody agreed.</Trans>
        </p>
        <TextInput
          label={t`Purpose`}
          help={t`What the data are for, such as “Answering you” or “News by mail”.`}
          required
          maxLength={80}
          readOnly={begun !== undefined}
          autoFocus={begun === undefined}
          {...form.text('purpose')}
        />
        {!begun && (
          <Select
            label={t`Where it is said`}
            options={options}
            value={form.values.channel}
            onChange={(value) => form.set('channel', value as NoticeChannel)}
          />
        )}
        <TextArea
          label={t`Text`}
          help={t`What is collected and why, who sees it, how long it is kept, and how to object.`}
          rows={5}
          maxRows={14}
          required
          maxLength={8000}
          {...form.text('text')}
        />
        <TextInput
          label={t`Holds from`}
          type="datetime-local"
          help={t`Empty: at once.`}
          {...form.text('effectiveFrom')}
        />
      </form>
    </Dialog>
  );
}
