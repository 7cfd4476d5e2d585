import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { MailFacts } from '../contract-messages.ts';
import { addressesIn } from './addresses.ts';

/** Sends a message on to somebody outside, with what one has to say about it. */
export function Forward({
  conversationId,
  facts,
  onClose,
}: {
  conversationId: string;
  facts: MailFacts;
  onClose: () => void;
}) {
  const formId = useId();
  const send = useCommandOf('mail.forward', { touches: () => [`conversation:${conversationId}`] });
  const form = useForm({
    initial: { to: '', text: '' },
    fieldOf: { 'mail.address_unreadable': 'to', 'mail.recipient_own': 'to' },
    send: async ({ to, text }) => {
      const people = addressesIn(to).map((one) => one.address);
      await send.send({ conversationId, messageId: facts.messageId, to: people, text });
      showToast({ state: 'kept', text: t`It is on its way to ${people.join(', ')}` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Forward: ${facts.subject}`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Sending…` : t`Forward it`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <p className="meta">
          <Trans>
            The whole message goes with it, and its files. What they answer comes back into this conversation, for
            colleagues alone.
          </Trans>
        </p>
        <TextInput
          label={t`To`}
          required
          autoFocus
          help={t`One address, or several with commas.`}
          {...form.text('to')}
        />
        <TextArea label={t`What you say`} required rows={4} maxRows={12} maxLength={9000} {...form.text('text')} />
      </form>
    </Dialog>
  );
}
