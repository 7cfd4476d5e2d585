import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { type Finding, type GivenSource, touches } from './research-words.ts';
import { firstSource, SourceFields } from './SourceFields.tsx';
import type { Standard } from './words.ts';

type Props = { standard: Standard; finding: Finding | undefined; onClose: () => void };

/** Writes a finding: what was learnt, what customers need, and how it is known. */
export function FindingDialog({ standard, finding, onClose }: Props) {
  const add = useCommandOf('standards.add-finding', touches);
  const change = useCommandOf('standards.change-finding', touches);
  const form = useForm({
    initial: {
      need: finding?.need ?? '',
      learnt: finding?.learnt ?? '',
      sources: finding?.sources.map((one) => one.given) ?? [firstSource('outside')],
      clauseIds: finding?.clauseIds ?? [],
    },
    fieldOf: { 'standard.lacks_source': 'sources', 'standard.unknown_source': 'sources' },
    send: async (values) => {
      // A clause that was left out of the draft meanwhile answers nothing any more.
      const clauseIds = values.clauseIds.filter((id) => standard.clauses.some((clause) => clause.id === id));
      const input = { ...values, clauseIds };
      await (finding
        ? change.send({ ...input, findingId: finding.id, version: finding.version })
        : add.send({ ...input, versionId: standard.version.id }));
      showToast({ state: 'kept', text: t`Finding saved` });
      onClose();
    },
  });
  const { sources, clauseIds } = form.values;
  const put = (index: number, source: GivenSource | undefined) =>
    form.set(
      'sources',
      sources.flatMap((one, at) => (at === index ? (source ? [source] : []) : [one])),
    );
  return (
    <FormDialog title={finding ? t`Finding` : t`New finding`} send={t`Save`} form={form} onClose={onClose}>
      <TextArea
        label={t`What customers need`}
        help={t`One sentence that begins with “Customers need …”.`}
        required
        rows={2}
        maxLength={500}
        {...form.text('need')}
      />
      <TextArea label={t`What you learnt`} required rows={3} maxLength={2_000} {...form.text('learnt')} />
      <fieldset className="stack tight">
        <legend>{t`How you know`}</legend>
        {sources.map((source, index) => (
          <SourceFields
            // biome-ignore lint/suspicious/noArrayIndexKey: sources have no id, and their order changes by removal only
            key={index}
            label={t`Source ${index + 1}`}
            source={source}
            onChange={(next) => put(index, next)}
            onDrop={() => put(index, undefined)}
          />
        ))}
        {form.errorOf('sources') && (
          <p className="err" role="alert">
            {form.errorOf('sources')}
          </p>
        )}
        {sources.length < 20 && (
          <span>
            <Button
              size="small"
              icon={IconPlus}
              onClick={() => form.set('sources', [...sources, firstSource('conversation')])}
            >{t`One more source`}</Button>
          </span>
        )}
      </fieldset>
      <details>
        <summary>{t`Which clauses answer it`}</summary>
        <div className="stack tight find-clauses">
          {standard.clauses.map((clause) => (
            <Check
              key={clause.id}
              label={`${clause.number} ${clause.title}`}
              checked={clauseIds.includes(clause.id)}
              onChange={(isOn) =>
                form.set('clauseIds', isOn ? [...clauseIds, clause.id] : clauseIds.filter((id) => id !== clause.id))
              }
            />
          ))}
        </div>
      </details>
    </FormDialog>
  );
}
