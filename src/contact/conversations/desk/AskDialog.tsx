import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Ask } from '../contract-asks.ts';
import { askOf, emptyField, type FieldDraft, kindWords, whyNot } from './ask-words.ts';
import type { Conversation } from './use-changes.ts';

const mostFields = 4;

type FieldRowProps = {
  at: number;
  field: FieldDraft;
  onChange: (changes: Partial<FieldDraft>) => void;
  onRemove: (() => void) | undefined;
};

function FieldRow({ at, field, onChange, onRemove }: FieldRowProps) {
  return (
    <fieldset className="stack ask-field">
      <legend>
        <Trans>Field {at + 1}</Trans>
      </legend>
      <TextInput
        label={t`What to fill in`}
        required
        maxLength={80}
        placeholder={t`Order number`}
        value={field.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Select
        label={t`What it takes`}
        value={field.kind}
        options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => onChange({ kind: kind as FieldDraft['kind'] })}
      />
      {field.kind === 'choice' && (
        <TextArea
          label={t`Choices`}
          help={t`Two to eight, one a line.`}
          rows={2}
          value={field.choices}
          onChange={(event) => onChange({ choices: event.currentTarget.value })}
        />
      )}
      <div className="line wrap">
        <Check
          label={t`Must be filled in`}
          checked={field.isRequired}
          onChange={(isRequired) => onChange({ isRequired })}
        />
        {onRemove && (
          <Button size="small" kind="quiet" onClick={onRemove}>
            <Trans>
              Remove<span className="hide"> field {at + 1}</span>
            </Trans>
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function FormFields({ fields, onChange }: { fields: FieldDraft[]; onChange: (fields: FieldDraft[]) => void }) {
  return (
    <>
      {fields.map((field, at) => (
        <FieldRow
          // biome-ignore lint/suspicious/noArrayIndexKey: fields have no name of their own until they are sent
          key={at}
          at={at}
          field={field}
          onChange={(changes) => onChange(fields.map((one, i) => (i === at ? { ...one, ...changes } : one)))}
          onRemove={fields.length > 1 ? () => onChange(fields.filter((_, i) => i !== at)) : undefined}
        />
      ))}
      {fields.length < mostFields && (
        <Button size="small" onClick={() => onChange([...fields, emptyField])}>
          {t`Another field`}
        </Button>
      )}
    </>
  );
}

/** Asks the customer by quick replies or a small form. */
export function AskDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const formId = useId();
  const { id: conversationId } = conversation;
  const ask = useCommandOf('conversations.ask', { touches: () => [`conversation:${conversationId}`, 'inbox'] });
  const form = useForm({
    initial: { text: '', kind: 'choices' as Ask['kind'], choices: '', fields: [emptyField] },
    send: async ({ text, kind, choices, fields }) => {
      await ask.send({ conversationId, text: text.trim(), ask: askOf(kind, choices, fields) });
      showToast({ state: 'kept', text: t`Asked. The answer comes as a message.` });
      onClose();
    },
  });
  const { text, kind, choices, fields } = form.values;
  const refusal = whyNot(text, askOf(kind, choices, fields));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Ask ${conversation.customerName}`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            disabled={form.busy}
            {...(refusal && { disabledReason: refusal })}
          >
            {form.busy ? t`Asking…` : t`Ask`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextArea label={t`Question`} required rows={2} maxLength={10_000} {...form.text('text')} />
        <Segments
          label={t`How they answer`}
          value={kind}
          onChange={(chosen) => form.set('kind', chosen)}
          options={[
            { value: 'choices', label: t`Quick replies` },
            { value: 'form', label: t`Small form` },
          ]}
        />
        {kind === 'choices' ? (
          <TextArea
            label={t`Replies`}
            help={t`Two to five, one a line. The customer answers with one touch, or in words of their own.`}
            rows={3}
            {...form.text('choices')}
          />
        ) : (
          <FormFields fields={fields} onChange={(changed) => form.set('fields', changed)} />
        )}
        <p className="meta">
          <Trans>It is sent at once and can be answered once. The answer is kept by field, too.</Trans>
        </p>
      </form>
    </Dialog>
  );
}
