import { t } from '@lingui/core/macro';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Message } from '#kernel/web/ui/Message.tsx';
import type { Customer } from './CustomerPage.tsx';

function AddNote({ customerId }: { customerId: string }) {
  const add = useCommandOf('customers.add-note', { touches: () => [`customer:${customerId}`] });
  const form = useForm({
    initial: { text: '' },
    send: async ({ text }) => {
      await add.send({ customerId, text });
      form.set('text', '');
    },
  });
  return (
    <form ref={form.ref} onSubmit={form.submit} className="stack tight">
      <FormProblem problem={form.problem} />
      <TextArea
        label={t`New note`}
        help={t`For colleagues only.`}
        required
        rows={2}
        maxRows={10}
        maxLength={4000}
        {...form.text('text')}
      />
      <Button type="submit" disabled={form.busy}>
        {t`Add note`}
      </Button>
    </form>
  );
}

/** What colleagues should know about a customer. */
export function Notes({ customer }: { customer: Customer }) {
  const formats = useFormats();
  return (
    <section className="stack" aria-labelledby="notes">
      <h2 id="notes">{t`Notes`}</h2>
      {customer.notes.map((note) => (
        <Message
          key={note.id}
          from="note"
          name={note.authorName}
          icon={IconLock}
          meta={<time title={formats.full(note.at)}>{formats.when(note.at)}</time>}
        >
          <p className="as-written">{note.text}</p>
        </Message>
      ))}
      {customer.abilities.includes('note') && <AddNote customerId={customer.id} />}
    </section>
  );
}
