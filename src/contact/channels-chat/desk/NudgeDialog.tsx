import { t } from '@lingui/core/macro';
import { useId } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

type Nudge = OutputOf<'chat.nudges'>['nudges'][number];

const touches = () => ['nudges'];
export const caps = { once: t`once`, daily: t`once a day` } as const;

/** Writes a new message that the chat shows by itself, or changes one. */
export function NudgeDialog({ nudge, onClose }: { nudge: Nudge | undefined; onClose: () => void }) {
  const formId = useId();
  const add = useCommandOf('chat.add-nudge', { touches });
  const change = useCommandOf('chat.change-nudge', { touches });
  const form = useForm({
    initial: {
      text: nudge?.text ?? '',
      pages: nudge?.pages ?? '/*',
      afterS: String(nudge?.afterS ?? 30),
      cap: nudge?.cap ?? ('once' as Nudge['cap']),
    },
    fieldOf: { 'chat.bad_pages': 'pages' },
    send: async ({ text, pages, afterS, cap }) => {
      const words = { text, pages, afterS: Number(afterS), cap };
      if (nudge) await change.send({ nudgeId: nudge.id, version: nudge.version, ...words });
      else await add.send(words);
      showToast({ state: 'kept', text: nudge ? t`Message changed` : t`Message added. Switch it on when it is right.` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={nudge ? t`Change the message` : t`New proactive message`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : nudge ? t`Save` : t`Add`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextArea
          label={t`Message`}
          help={t`A question that is easy to answer works best: “Shall we help you choose a size?”`}
          required
          rows={2}
          maxLength={300}
          {...form.text('text')}
        />
        <TextArea
          label={t`Pages`}
          help={t`What stands behind the host, one a line. * stands for anything: /kettles/*, /basket, /*.`}
          required
          rows={2}
          maxLength={300}
          spellCheck={false}
          {...form.text('pages')}
        />
        <TextInput
          label={t`Seconds on the page before it shows`}
          help={t`Time in which the page is in view; another page begins anew.`}
          type="number"
          min={0}
          max={3_600}
          required
          {...form.text('afterS')}
        />
        <Select
          label={t`At most`}
          help={t`Each visitor sees it no more often than this, and never again once they put it away.`}
          value={form.values.cap}
          options={[
            { value: 'once', label: t`Once for each visitor` },
            { value: 'daily', label: t`Once a day for each visitor` },
          ]}
          onChange={(cap) => form.set('cap', cap as Nudge['cap'])}
        />
      </form>
    </Dialog>
  );
}
