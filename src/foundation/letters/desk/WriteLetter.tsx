import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './letters.css';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { missingValues, render } from '../contract-render.ts';
import { Paper } from './Paper.tsx';

type Preview = OutputOf<'letters.preview'>;
type Choice = { value: string; label: string };
type WritingProps = {
  preview: Preview;
  aboutId: string;
  choices: Choice[];
  onTemplate: (id: string) => void;
  typed: Typed;
};
type Typed = { values: Record<string, string>; set: (values: Record<string, string>) => void };

/** What was typed about each record, so that looking something up in between loses nothing. Gone with the page. */
const unfinished = new Map<string, Record<string, string>>();

const back = { to: '/inbox', label: t`Back to the inbox` };

function Writing({ preview, aboutId, choices, onTemplate, typed }: WritingProps) {
  const formId = useId();
  const navigate = useNavigate();
  const { template, kind } = preview;
  const make = useCommandOf('letters.make', { touches: () => [`letters:${preview.customerId}`] });
  // One key for all tries: a repeat after a lost answer is the same letter.
  const [key] = useState(() => newId());
  const mine = kind.fields.filter((field) => field.isTyped);
  const values = Object.fromEntries(mine.map((field) => [field.name, typed.values[field.name] ?? '']));
  const whole = { ...values, ...preview.values };
  const lacking = missingValues(template, preview.values).filter((name) => !mine.some((field) => field.name === name));
  const shown = render(template, kind.fields, whole);
  const form = useForm({
    initial: {},
    send: async () => {
      const input = { templateId: template.id, templateVersion: template.current, aboutId, values };
      const { letterId, reference } = await make.send(input, { key });
      unfinished.delete(aboutId);
      showToast({ state: 'kept', text: t`${reference} is made` });
      await navigate({ to: '/letters/$letterId', params: { letterId } });
    },
  });
  return (
    <Page
      title={t`Letter to ${preview.recipient.split('\n')[0] ?? ''}`}
      back={back}
      actions={
        <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
          {form.busy ? t`Making…` : t`Make the letter`}
        </Button>
      }
    >
      <div className="letter-desk">
        <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
          <FormProblem problem={form.refused} />
          {lacking.length > 0 && (
            <Notice state="warn" title={t`Something is not known yet.`}>
              <Trans>
                {lacking.map((name) => kind.fields.find((field) => field.name === name)?.words ?? name).join(', ')}. Add
                it to the customer, or take another template.
              </Trans>
            </Notice>
          )}
          <Select label={t`Template`} options={choices} value={template.id} onChange={onTemplate} />
          {mine.map((field) => {
            const box = {
              label: field.words.charAt(0).toUpperCase() + field.words.slice(1),
              required: field.isNeeded,
              value: values[field.name] ?? '',
              onChange: (event: { currentTarget: { value: string } }) =>
                typed.set({ ...typed.values, [field.name]: event.currentTarget.value }),
            };
            return field.type === 'text' ? (
              <TextArea
                key={field.name}
                {...box}
                rows={10}
                maxRows={30}
                maxLength={20_000}
                help={t`An empty line parts paragraphs. Lines that begin with - make a list.`}
              />
            ) : (
              <TextInput key={field.name} {...box} maxLength={2000} />
            );
          })}
          <p className="meta">
            <Trans>
              The letter keeps its words and version {template.current} of “{template.name}”. It is not sent: download
              it and send it yourself.
            </Trans>
          </p>
        </form>
        <Paper
          sender={preview.sender}
          recipient={preview.recipient}
          date={preview.values['letter.date'] ?? ''}
          reference={undefined}
          language={template.language}
          {...shown}
        />
      </div>
    </Page>
  );
}

/** Writes a letter about a record, with the letter that comes of it beside. */
export function WriteLetter() {
  const { aboutId = '', about = '' } = useParams({ strict: false }) as { aboutId?: string; about?: string };
  const [chosen, setChosen] = useState<string>();
  const [values, setValues] = useState(() => unfinished.get(aboutId) ?? {});
  const set = (next: Record<string, string>) => {
    unfinished.set(aboutId, next);
    setValues(next);
  };
  const all = useQueryOf('letters.templates', {});
  const kinds = all.data?.kinds.filter((kind) => kind.about === about).map((kind) => kind.name) ?? [];
  const offered = all.data?.templates.filter((one) => !one.isRetired && kinds.includes(one.kind)) ?? [];
  const templateId = chosen ?? offered[0]?.id;
  const preview = useQueryOf('letters.preview', templateId ? { templateId, aboutId } : null, { keep: true });
  const problem = all.error ?? preview.error;
  if (preview.data && templateId) {
    const choices = offered.map((one) => ({ value: one.id, label: one.name }));
    return (
      <Writing
        preview={preview.data}
        aboutId={aboutId}
        choices={choices}
        onTemplate={setChosen}
        typed={{ values, set }}
      />
    );
  }
  return (
    <Page title={t`Letter`} back={back}>
      {problem ? (
        <Trouble problem={problem} again={() => void preview.refetch()} />
      ) : all.data && offered.length === 0 ? (
        <Notice state="info" title={t`There is no template for this.`}>
          {t`An owner or manager writes one under Settings, Letters.`}
        </Notice>
      ) : (
        <Skeleton label={t`Loading the letter`} rows={6} />
      )}
    </Page>
  );
}
