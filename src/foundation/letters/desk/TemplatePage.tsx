import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './letters.css';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { faultsOf, render } from '../contract-render.ts';
import { Paper } from './Paper.tsx';
import { type SectionRow, Sections } from './Sections.tsx';
import { dateWords, type Kind, samples, type Template } from './words.ts';

const back = { to: '/settings/letters', label: t`Back to letters` };

function initialOf(template: Template | undefined, kind: Kind) {
  const empty = [{ block: null, text: '' }, ...kind.required.map((one) => ({ block: one.name, text: '' }))];
  const sections: SectionRow[] = (template?.sections ?? empty).map((section, row) => ({ ...section, row }));
  return {
    name: template?.name ?? '',
    language: template?.language ?? 'en',
    subject: template?.subject ?? '',
    sections,
  };
}

function useTemplateForm(template: Template | undefined, kind: Kind) {
  const navigate = useNavigate();
  const touches = () => ['letter-templates'];
  const create = useCommandOf('letters.create-template', { touches });
  const save = useCommandOf('letters.save-template', { touches });
  // One key for all tries: a repeat after a lost answer is the same template.
  const [key] = useState(() => newId());
  return useForm({
    initial: initialOf(template, kind),
    fieldOf: { 'letter.name_taken': 'name' },
    send: async ({ sections: rows, ...text }) => {
      const filled = rows.filter((row) => row.text.trim() !== '');
      const sections = filled.map(({ block, text: words }) => ({ block, text: words }));
      if (template) {
        await save.send({ templateId: template.id, number: template.current, ...text, sections });
        showToast({ state: 'kept', text: t`Version ${template.current + 1} of ${text.name} is in use` });
      } else {
        await create.send({ kind: kind.name, ...text, sections }, { key });
        showToast({ state: 'kept', text: t`${text.name} can be used now` });
      }
      await navigate({ to: '/settings/letters' });
    },
  });
}

function FieldNames({ kind }: { kind: Kind }) {
  return (
    <details>
      <summary>{t`Fields you can use`}</summary>
      <ul className="letter-fields">
        {kind.fields.map((field) => (
          <li key={field.name}>
            <span className="code">{`{{${field.name}}}`}</span>
            <span className="meta">{field.words}</span>
          </li>
        ))}
      </ul>
      <p className="meta">
        <Trans>An empty line parts paragraphs. A line that begins with ## is a heading, with - a list.</Trans>
      </p>
    </details>
  );
}

function Editor({ template, kind }: { template: Template | undefined; kind: Kind }) {
  const { workspace } = useSession();
  const formId = useId();
  const form = useTemplateForm(template, kind);
  const { values, set } = form;
  const faults = faultsOf(values, kind.fields, kind.required);
  const lacks = faults.filter((fault) => fault.path === 'sections' && form.refused);
  const words: Record<string, string> = { ...samples(kind.fields), 'workspace.name': workspace.name };
  const shown = render(values, kind.fields, words);
  return (
    <Page
      title={template?.name ?? t`New template`}
      back={back}
      actions={
        <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
          {form.busy ? t`Saving…` : template ? t`Save as version ${template.current + 1}` : t`Save`}
        </Button>
      }
    >
      <div className="letter-desk">
        <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack" noValidate>
          {lacks.length > 0 ? (
            <Notice state="broken" title={t`A part is missing.`} urgent>
              {lacks.map((fault) => fault.message).join(' ')} {t`Nothing was saved.`}
            </Notice>
          ) : (
            <FormProblem problem={form.problem} />
          )}
          <TextInput label={t`Name of the template`} required maxLength={80} {...form.text('name')} />
          <TextInput
            label={t`Subject line`}
            required
            maxLength={200}
            {...form.text('subject')}
            error={faults.find((fault) => fault.path === 'subject')?.message ?? form.errorOf('subject')}
          />
          <FieldNames kind={kind} />
          <Sections kind={kind} rows={values.sections} faults={faults} onChange={(rows) => set('sections', rows)} />
          <TextInput
            label={t`Language`}
            help={t`As a tag, such as en-AU or de: for dates, and so that the letter is read aloud rightly.`}
            maxLength={35}
            {...form.text('language')}
          />
        </form>
        <Paper
          sender={workspace.name}
          recipient={words['customer.name'] ?? t`Ines Kaldor`}
          date={dateWords(new Date().toISOString(), values.language, workspace.timeZone)}
          reference="L-1001"
          language={values.language}
          {...shown}
        />
      </div>
    </Page>
  );
}

/** Writes a template, with the letter that comes of it beside. */
export function TemplatePage() {
  const { templateId = '' } = useParams({ strict: false }) as { templateId?: string };
  const isNew = templateId === 'new';
  const all = useQueryOf('letters.templates', {});
  const template = useQueryOf('letters.template', isNew ? null : { templateId });
  const kind = isNew ? all.data?.kinds[0] : all.data?.kinds.find((one) => one.name === template.data?.kind);
  const problem = all.error ?? template.error;
  if (kind && (isNew || template.data))
    return <Editor key={`${templateId} ${template.data?.current}`} template={template.data} kind={kind} />;
  return (
    <Page title={t`Template`} back={back}>
      {problem ? <Trouble problem={problem} /> : <Skeleton label={t`Loading the template`} rows={6} />}
    </Page>
  );
}
