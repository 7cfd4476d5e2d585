import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { currentMillis } from '#kernel/web/ui/now.ts';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { DueFields } from './DueFields.tsx';
import { dueOf, firstChoice } from './due-choice.ts';
import { owerIds, useOwerOptions } from './people.ts';

/** About what it is: a conversation, a customer, or nothing that Heed knows. */
export type About = { customerId?: string | undefined; conversationId?: string | undefined };

type AddPromiseProps = { about: About; onClose: () => void };

function subjectOf({ customerId, conversationId }: About) {
  if (conversationId) return { kind: 'conversation' as const, id: conversationId };
  return customerId ? { kind: 'customer' as const, id: customerId } : undefined;
}

function useAddForm({ customerId, conversationId }: About, kind: 'task' | 'call_back', onClose: () => void) {
  const { person } = useSession();
  const formats = useFormats();
  const subject = subjectOf({ customerId, conversationId });
  const touches = () => ['promises', ...(subject ? [`promises:${subject.id}`] : [])];
  const task = useCommandOf('promises.add-task', { touches });
  const call = useCommandOf('promises.call-back', { touches });
  return useForm({
    initial: {
      words: '',
      phone: '',
      ower: `person ${person.id}`,
      dueAt: firstChoice(currentMillis(), formats.timeZone),
    },
    fieldOf: { 'promise.unknown_owner': 'ower', 'promise.impossible': 'dueAt' },
    send: async ({ words, phone, ower, dueAt }) => {
      const found = dueOf(dueAt, currentMillis(), formats.timeZone);
      if ('problem' in found) return;
      const owed = { dueAt: new Date(found.due).toISOString(), ...owerIds(ower) };
      const said = words.trim();
      if (kind === 'call_back' && customerId) {
        const more = { ...(said && { words: said }), ...(phone.trim() && { phone: phone.trim() }) };
        await call.send({ customerId, ...(conversationId && { conversationId }), ...more, ...owed });
      } else await task.send({ words: said, ...(subject && { subject }), ...owed });
      showToast({ state: 'kept', text: t`Promised by ${formats.due(found.due)}` });
      onClose();
    },
  });
}

/** Takes something on: a task, or a call-back to the customer. */
export function AddPromise({ about, onClose }: AddPromiseProps) {
  const formId = useId();
  const { person } = useSession();
  const [kind, setKind] = useState<'task' | 'call_back'>('task');
  const form = useAddForm(about, kind, onClose);
  const owers = useOwerOptions(person.id);
  const { customerId } = about;
  const customer = useQueryOf('customers.get', customerId ? { customerId } : null).data;
  const phones = customer?.addresses.filter((one) => one.kind === 'phone').map((one) => one.value) ?? [];
  const phonesId = `${formId}-phones`;
  const choose = (chosen: typeof kind) => {
    setKind(chosen);
    if (chosen === 'call_back' && form.values.phone === '' && phones[0]) form.set('phone', phones[0]);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Promise something`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Promise`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {customerId && (
          <Segments
            label={t`Kind`}
            value={kind}
            onChange={choose}
            options={[
              { value: 'task', label: t`A task` },
              { value: 'call_back', label: t`A call-back` },
            ]}
          />
        )}
        <TextArea
          label={kind === 'task' ? t`What is promised` : t`What the call is about`}
          help={kind === 'task' ? t`Such as: Send the new lid, ask the warehouse.` : undefined}
          rows={2}
          maxLength={500}
          required={kind === 'task'}
          {...form.text('words')}
        />
        {kind === 'call_back' && (
          <>
            <TextInput label={t`Phone number`} type="tel" maxLength={40} list={phonesId} {...form.text('phone')} />
            <datalist id={phonesId}>
              {phones.map((phone) => (
                <option key={phone} value={phone} />
              ))}
            </datalist>
          </>
        )}
        <Select
          label={t`Who owes it`}
          options={owers}
          value={form.values.ower}
          error={form.errorOf('ower')}
          onChange={(ower) => form.set('ower', ower)}
        />
        <DueFields
          value={form.values.dueAt}
          error={form.errorOf('dueAt')}
          onChange={(dueAt) => form.set('dueAt', dueAt)}
        />
      </form>
    </Dialog>
  );
}
