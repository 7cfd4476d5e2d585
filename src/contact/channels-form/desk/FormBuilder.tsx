import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './form-builder.css';
import { useParams } from '@tanstack/react-router';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Afterwards, Agreements, Reaching } from './BuilderParts.tsx';
import { FieldList } from './FieldList.tsx';
import { lackWords } from './words.ts';

export type FormData = OutputOf<'forms.get'>;

const back = { to: '/settings/forms', label: t`Back to forms` };

const initialOf = ({ definition, teamId, allowedOrigins }: FormData) => ({
  ...definition,
  noticePurpose: definition.noticePurpose ?? '',
  teamId: teamId ?? '',
  origins: allowedOrigins.join('\n'),
});
export type Values = ReturnType<typeof initialOf>;
export type BuilderForm = ReturnType<typeof useForm<Values>>;

function useBuilder(data: FormData): BuilderForm {
  const touches = () => ['forms', `form:${data.id}`];
  const save = useCommandOf('forms.save', { touches });
  return useForm<Values>({
    initial: initialOf(data),
    fieldOf: { 'chat.bad_origin': 'origins' },
    send: async ({ teamId, origins, noticePurpose, fields, ...rest }) => {
      const tidy = fields.map((field) => ({
        ...field,
        options: field.options.map((one) => one.trim()).filter(Boolean),
      }));
      await save.send({
        formId: data.id,
        version: data.version,
        definition: { ...rest, fields: tidy, noticePurpose: noticePurpose === '' ? null : noticePurpose },
        teamId: teamId === '' ? null : teamId,
        allowedOrigins: origins.split(/\s+/).filter(Boolean),
      });
      showToast({ state: 'kept', text: t`The draft is kept` });
    },
  });
}

function Standing({ data }: { data: FormData }) {
  if (data.isArchived) return <State state="paused">{t`archived`}</State>;
  if (!data.publishedAt) return <State state="paused">{t`not published`}</State>;
  return data.hasChanges ? (
    <State state="info">{t`changes not published`}</State>
  ) : (
    <State state="kept">{t`published`}</State>
  );
}

function Preview({ data }: { data: FormData }) {
  return (
    <section className="form-preview-pane stack tight" aria-label={t`Preview`}>
      <div className="line wrap">
        <Standing data={data} />
        {data.publishedAt && !data.isArchived && (
          <a className="end" href={data.url} target="_blank" rel="noreferrer">
            {t`Open its page`}
          </a>
        )}
      </div>
      {data.lacks.map((lack) => (
        <p key={`${lack.why} ${lack.label}`} className="meta">
          <State state="warn">{lackWords(lack)}</State>
        </p>
      ))}
      <iframe
        key={data.version}
        className="form-preview"
        src={`/form-preview/${data.id}`}
        title={t`The form as its page shows it`}
      />
    </section>
  );
}

function Builder({ data, mayKeep }: { data: FormData; mayKeep: boolean }) {
  const form = useBuilder(data);
  const touches = () => ['forms', `form:${data.id}`];
  const publish = useCommandOf('forms.publish', { touches });
  const archive = useCommandOf('forms.archive', { touches });
  const isSaved = JSON.stringify(form.values) === JSON.stringify(initialOf(data));
  const publishNow = async () => {
    if (await publish.run({ formId: data.id, version: data.version }))
      showToast({ state: 'kept', text: t`The page shows it now` });
  };
  const [lack] = data.lacks;
  const why = isSaved
    ? data.hasChanges
      ? lack && lackWords(lack)
      : t`The page shows this already.`
    : t`Save the draft first.`;
  const bringBack = (
    <Button onClick={() => void archive.run({ formId: data.id, isArchived: false })}>{t`Bring it back`}</Button>
  );
  const work = (
    <>
      <Button onClick={() => form.submit()} disabled={form.busy}>
        {form.busy ? t`Saving…` : t`Save the draft`}
      </Button>
      <Button kind="primary" disabledReason={why} disabled={publish.busy} onClick={() => void publishNow()}>
        {t`Publish`}
      </Button>
    </>
  );
  const actions = mayKeep && (data.isArchived ? bringBack : work);
  return (
    <Page title={data.definition.title} back={back} actions={actions}>
      <div className="form-beside">
        <form ref={form.ref} onSubmit={form.submit} className="stack">
          <FormProblem problem={form.problem} />
          <fieldset className="stack plain" disabled={!mayKeep || data.isArchived}>
            <TextInput label={t`Title`} required maxLength={120} {...form.text('title')} />
            <TextArea label={t`Beginning`} rows={2} maxRows={8} maxLength={2000} {...form.text('intro')} />
            <FieldList fields={form.values.fields} onChange={(fields) => form.set('fields', fields)} />
            <Agreements form={form} />
            <Afterwards form={form} />
            <Reaching form={form} data={data} />
          </fieldset>
        </form>
        <Preview data={data} />
      </div>
    </Page>
  );
}

/** Works on one form, with its page beside. */
export function FormBuilder() {
  const { can } = useSession();
  const { formId } = useParams({ strict: false }) as { formId: string };
  const query = useQueryOf('forms.get', { formId });
  if (query.data) return <Builder key={query.data.version} data={query.data} mayKeep={can('forms.keep')} />;
  return (
    <Page title={t`Form`} back={back}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the form`} rows={6} />}
      {!query.error && !query.isLoading && (
        <p className="quiet">
          <Trans>There is nothing here.</Trans>
        </p>
      )}
    </Page>
  );
}
