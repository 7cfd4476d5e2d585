import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { type ChosenCustomer, CustomerChoice } from './CustomerChoice.tsx';
import { useColleagues } from './colleagues.ts';

/** Writes down what a customer said elsewhere, or begins with a message of ours. */
export function NewConversation({ customer, onClose }: { customer?: ChosenCustomer; onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const { teams } = useColleagues();
  const { can } = useSession();
  const brands = useQueryOf('portal.brands', can('portal.list') ? { limit: 100 } : null).data?.brands ?? [];
  const start = useCommandOf('conversations.start', { touches: () => ['inbox'] });
  const [chosen, setChosen] = useState(customer);
  // One key for all tries: a repeat after a lost answer is the same conversation.
  const [key] = useState(() => newId());
  const form = useForm({
    initial: { from: 'customer' as 'customer' | 'staff', subject: '', text: '', teamId: '', brandId: '' },
    send: async ({ from, subject, text, teamId, brandId }) => {
      if (!chosen) return;
      const placed = { ...(teamId !== '' && { teamId }), ...(brandId !== '' && { brandId }) };
      const optional = { ...(subject.trim() !== '' && { subject }), ...placed };
      const { conversationId } = await start.send({ customerId: chosen.id, from, text, ...optional }, { key });
      onClose();
      await navigate({ to: '/inbox/$view/$conversationId', params: { view: 'all', conversationId } });
    },
  });
  const { from, teamId, brandId } = form.values;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`New conversation`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            disabled={form.busy}
            {...(!chosen && { disabledReason: t`Choose the customer first` })}
          >
            {form.busy ? t`Starting…` : t`Start`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <CustomerChoice chosen={chosen} onChoose={setChosen} />
        <Segments
          label={t`Who wrote first`}
          value={from}
          onChange={(value) => form.set('from', value)}
          options={[
            { value: 'customer', label: t`The customer said` },
            { value: 'staff', label: t`We write first` },
          ]}
        />
        <TextArea
          label={from === 'customer' ? t`What the customer said` : t`Our message`}
          required
          rows={4}
          maxRows={12}
          {...form.text('text')}
        />
        <TextInput label={t`Subject`} help={t`Optional.`} maxLength={200} {...form.text('subject')} />
        <Select
          label={t`Team`}
          options={[{ value: '', label: t`No team` }, ...teams.map((team) => ({ value: team.id, label: team.name }))]}
          value={teamId}
          onChange={(value) => form.set('teamId', value)}
        />
        {brands.length > 1 && (
          <Select
            label={t`Brand`}
            help={t`Whose promises hold.`}
            options={[{ value: '', label: t`No brand` }, ...brands.map(({ id, name }) => ({ value: id, label: name }))]}
            value={brandId}
            onChange={(value) => form.set('brandId', value)}
          />
        )}
      </form>
    </Dialog>
  );
}
