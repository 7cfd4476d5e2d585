import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { BodyFields } from './BodyFields.tsx';
import {
  type Body,
  type Clause,
  type Kind,
  kindWords,
  type Section,
  type Standard,
  sections,
  sectionWords,
} from './words.ts';

/** A clause to change, or a section that gets a new one. */
export type Editing = { clause?: Clause; section: Section };

type Props = { standard: Standard; editing: Editing; onClose: () => void };
type Values = {
  section: Section;
  title: string;
  text: string;
  kind: Kind;
  body: Body | null;
  ownerId: string;
  reviewOn: string;
  reason: string;
  /** The suggestion that is taken up; empty: none. */
  suggestionId: string;
};

const usualKind: Partial<Record<Section, Kind>> = {
  procedures: 'procedure',
  complaints: 'procedure',
  touchpoints: 'touchpoint',
  metrics: 'metric',
  response_times: 'promise',
  style: 'style',
  legal: 'legal',
};

/** What a clause of this kind carries out to begin with; null where it is text only. */
function firstBody(kind: Kind): Body | null {
  if (kind === 'procedure') return { does: 'procedure', channel: null, steps: [{ words: '', facts: [] }] };
  if (kind === 'metric') return { does: 'metric', lines: [{ measure: 'csat', is: 'at_least', goal: 85 }] };
  if (kind !== 'promise') return null;
  const scope = { channel: null, teamId: null, calendarId: null };
  const line = { ...scope, measure: 'first_response', minutes: 240, warnPercent: 80, sharePercent: 90 };
  return { does: 'promise', lines: [line] };
}

/** Steps that were left empty are not sent. */
function sendable(body: Body | null): Body | null {
  if (body?.does !== 'procedure') return body;
  const steps = body.steps.filter((step) => step.words.trim() !== '');
  return { ...body, steps: steps.map((step) => ({ ...step, facts: step.facts.filter((fact) => fact.trim() !== '') })) };
}

function useClauseForm({ standard, editing, onClose }: Props) {
  const { clause, section } = editing;
  const versionId = standard.version.id;
  const add = useCommandOf('standards.add-clause', { touches: () => ['standards'] });
  const change = useCommandOf('standards.change-clause', { touches: () => ['standards'] });
  const kind = clause?.kind ?? usualKind[section] ?? 'policy';
  return useForm<Values>({
    initial: {
      section,
      title: clause?.title ?? '',
      text: clause?.text ?? '',
      kind,
      body: clause ? clause.body : firstBody(kind),
      ownerId: clause?.ownerId ?? '',
      reviewOn: clause?.reviewOn ?? '',
      reason: clause?.reason ?? '',
      suggestionId: '',
    },
    fieldOf: {
      'standard.reason_missing': 'reason',
      'standard.impossible_target': 'body',
      'standard.wrong_body': 'body',
    },
    send: async ({ suggestionId, ...values }) => {
      const input = {
        ...values,
        versionId,
        body: sendable(values.body),
        ownerId: values.ownerId || null,
        reviewOn: values.reviewOn || null,
        reason: values.reason.trim() || null,
      };
      await (clause
        ? change.send({
            ...{ ...input, clauseId: clause.id, version: clause.version },
            suggestionId: suggestionId || null,
          })
        : add.send(input));
      showToast({ state: 'kept', text: t`Saved in the draft` });
      onClose();
    },
  });
}

function Drop({ standard, clause, onClose }: { standard: Standard; clause: Clause; onClose: () => void }) {
  const drop = useCommandOf('standards.drop-clause', { touches: () => ['standards'] });
  const form = useForm({
    initial: { reason: '' },
    send: async ({ reason }) => {
      await drop.send({ versionId: standard.version.id, clauseId: clause.id, version: clause.version, reason });
      onClose();
    },
  });
  return (
    <FormDialog title={t`Leave ${clause.title} out?`} send={t`Leave it out`} form={form} danger onClose={onClose}>
      <TextArea
        label={t`Why`}
        help={t`Earlier versions keep the clause.`}
        required
        maxLength={500}
        {...form.text('reason')}
      />
    </FormDialog>
  );
}

/** Writes a clause: its words, and what the software makes of it. */
export function ClauseEditor(props: Props) {
  const { standard, editing, onClose } = props;
  const { clause } = editing;
  const form = useClauseForm(props);
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const [isDropping, setDropping] = useState(false);
  const { values } = form;
  const asked = clause ? { standardId: standard.id, clauseId: clause.id } : null;
  const suggestions =
    useQueryOf('standards.suggestions', asked).data?.suggestions.filter((one) => one.state !== 'declined') ?? [];
  const takeUp = (suggestionId: string) => {
    const found = suggestions.find((one) => one.id === suggestionId);
    const because = found && t`Suggested by ${found.authorName}: ${found.text}`.slice(0, 500);
    form.setValues({ ...values, suggestionId, ...(because && !values.reason.trim() && { reason: because }) });
  };
  if (isDropping && clause) return <Drop standard={standard} clause={clause} onClose={onClose} />;
  return (
    <FormDialog
      title={clause ? t`Clause ${clause.number}` : t`New clause`}
      send={t`Save`}
      form={form}
      onClose={onClose}
      aside={clause && <Button kind="quiet" onClick={() => setDropping(true)}>{t`Leave out…`}</Button>}
    >
      <TextInput label={t`Title`} required maxLength={120} {...form.text('title')} />
      <TextArea label={t`What it says`} rows={4} maxRows={14} maxLength={8_000} {...form.text('text')} />
      <div className="std-pair">
        <Select
          label={t`Section`}
          options={sections.map((value) => ({ value, label: sectionWords[value] }))}
          value={values.section}
          onChange={(section) => form.set('section', section as Section)}
        />
        <Select
          label={t`Kind`}
          options={(Object.keys(kindWords) as Kind[]).map((value) => ({ value, label: kindWords[value] }))}
          value={values.kind}
          onChange={(kind) => form.setValues({ ...values, kind: kind as Kind, body: firstBody(kind as Kind) })}
        />
      </div>
      {values.body && <BodyFields body={values.body} onChange={(body) => form.set('body', body)} />}
      {form.errorOf('body') && (
        <p className="err" role="alert">
          {form.errorOf('body')}
        </p>
      )}
      <div className="std-pair">
        <Select
          label={t`Owner`}
          options={[
            { value: '', label: t`Nobody in particular` },
            ...people.filter((person) => person.active).map((person) => ({ value: person.id, label: person.name })),
          ]}
          value={values.ownerId}
          onChange={(ownerId) => form.set('ownerId', ownerId)}
        />
        <TextInput label={t`Review by`} type="date" {...form.text('reviewOn')} />
      </div>
      {clause && suggestions.length > 0 && (
        <Select
          label={t`Takes up`}
          help={t`Its author hears that it was taken into the draft.`}
          options={[
            { value: '', label: t`no suggestion` },
            ...suggestions.map((one) => ({ value: one.id, label: `${one.authorName}: ${one.text.slice(0, 80)}` })),
          ]}
          value={values.suggestionId}
          onChange={(suggestionId) => takeUp(suggestionId)}
        />
      )}
      {standard.version.basedOn && (
        <TextArea label={t`Why it changes`} required rows={2} maxLength={500} {...form.text('reason')} />
      )}
    </FormDialog>
  );
}
