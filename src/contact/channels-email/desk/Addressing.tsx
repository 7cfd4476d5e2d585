import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import type { Recipient } from '../contract-messages.ts';
import { addressesIn, shown } from './addresses.ts';

const ways = ['to', 'cc', 'bcc'] as const;
type Lines = Record<(typeof ways)[number], string>;

const linesOf = (all: readonly Recipient[]): Lines => {
  const line = (how: Recipient['how']) =>
    all
      .filter((one) => one.how === how)
      .map(shown)
      .join(', ');
  return { to: line('to'), cc: line('cc'), bcc: line('bcc') };
};

/** Says whom the next reply is to reach. */
export function Addressing({
  conversationId,
  recipients,
  everybody,
  isChanged,
  onClose,
}: {
  conversationId: string;
  recipients: readonly Recipient[];
  /** With those who were only named, for a reply to all. */
  everybody: readonly Recipient[];
  isChanged: boolean;
  onClose: () => void;
}) {
  const address = useCommandOf('mail.address-reply', { touches: () => [`conversation:${conversationId}`] });
  const form = useForm<Lines>({
    initial: linesOf(recipients),
    fieldOf: { 'mail.address_unreadable': 'to', 'mail.recipient_own': 'to' },
    send: async (lines) => {
      const named = ways.flatMap((how) => addressesIn(lines[how]).map((one) => ({ ...one, how })));
      await address.send({ conversationId, recipients: named });
      onClose();
    },
  });
  const usual = async () => {
    await address.send({ conversationId, recipients: null });
    onClose();
  };
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack tight mail-addressing">
      <FormProblem problem={form.problem} />
      <TextInput label={t`To`} required autoFocus {...form.text('to')} />
      <TextInput label={t`Copy to`} {...form.text('cc')} />
      <TextInput label={t`Hidden copy to`} {...form.text('bcc')} />
      <div className="line wrap">
        <Button size="small" kind="primary" type="submit" disabled={form.busy}>
          {t`Use for this reply`}
        </Button>
        {everybody.length > recipients.length && (
          <Button size="small" onClick={() => form.setValues(linesOf(everybody))}>
            {t`Reply to all`}
          </Button>
        )}
        {isChanged && (
          <Button size="small" onClick={() => void usual()}>
            {t`As proposed`}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={onClose}>
          {t`Cancel`}
        </Button>
      </div>
    </form>
  );
}
