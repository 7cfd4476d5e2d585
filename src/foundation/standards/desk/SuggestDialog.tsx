import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

type Props = {
  clause: { versionId: string; clauseId: string; number: string; title: string };
  /** Where it came up. */
  conversationId?: string;
  onClose: () => void;
};

/** Suggests a change of a clause to its owner. */
export function SuggestDialog({ clause, conversationId, onClose }: Props) {
  const suggest = useCommandOf('standards.suggest', { touches: () => ['standards'] });
  const { versionId, clauseId, number, title } = clause;
  const form = useForm({
    initial: { text: '' },
    send: async ({ text }) => {
      await suggest.send({ versionId, clauseId, text, conversationId: conversationId ?? null });
      showToast({ state: 'kept', text: t`Suggested; you will hear what becomes of it` });
      onClose();
    },
  });
  return (
    <FormDialog title={t`Suggest a change of ${number} ${title}`} send={t`Suggest`} form={form} onClose={onClose}>
      <TextArea
        label={t`What would be better, and why`}
        help={t`Whoever owns the clause reads it, with a link to this conversation where there is one.`}
        required
        maxLength={2_000}
        {...form.text('text')}
      />
    </FormDialog>
  );
}
