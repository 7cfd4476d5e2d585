import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { type Condition, conditionTitle, type Target, touching } from './words.ts';

const initial = { is: 'clause' as Target['is'], standardId: '', clauseId: '', itemId: '' };
const withChoose = (options: { value: string; label: string }[]) => [{ value: '', label: t`Choose` }, ...options];

type Props = { condition: Condition; assessmentId: string; onClose: () => void };

/** What could be linked: the standards in force with the clauses of the one that was chosen, and the library. */
function useChoices(standardId: string) {
  const standards = useQueryOf('standards.list', { limit: 100 }).data?.standards.filter(
    (one) => one.inForce && !one.isRetired,
  );
  const versionId = standards?.find((one) => one.id === standardId)?.inForce?.id;
  const clauses = useQueryOf('standards.get', versionId ? { standardId, versionId } : null).data?.clauses ?? [];
  const items = useQueryOf('library.list', { limit: 200 }).data?.items;
  return { standards, versionId, clauses, items };
}

/** Links what meets a condition by hand, where nothing fitting was offered. */
export function LinkDialog({ condition, assessmentId, onClose }: Props) {
  const link = useCommandOf('assessments.link', touching(assessmentId));
  const form = useForm({
    initial,
    fieldOf: { 'assessment.unknown_link': 'is' },
    send: async ({ is, clauseId, itemId }) => {
      const to: Target = is === 'item' ? { is, itemId } : { is, versionId: versionId ?? '', clauseId };
      await link.send({ conditionId: condition.id, to });
      onClose();
    },
  });
  const { values, set, errorOf } = form;
  const { standards, versionId, clauses, items } = useChoices(values.standardId);
  const isClause = values.is === 'clause';
  return (
    <FormDialog title={t`What meets it: ${conditionTitle(condition)}`} send={t`Link it`} form={form} onClose={onClose}>
      <Select
        label={t`What to link`}
        options={[
          { value: 'clause', label: t`A clause of a standard in force` },
          { value: 'item', label: t`An item of the library` },
        ]}
        value={values.is}
        error={errorOf('is')}
        onChange={(is) => set('is', is as Target['is'])}
      />
      {isClause && (
        <>
          <Select
            label={t`Standard`}
            help={standards?.length === 0 ? t`No standard is in force yet. Publish one first.` : undefined}
            required
            options={withChoose((standards ?? []).map(({ id, name }) => ({ value: id, label: name })))}
            value={values.standardId}
            onChange={(standardId) => form.setValues((old) => ({ ...old, standardId, clauseId: '' }))}
          />
          <Select
            label={t`Clause`}
            required
            options={withChoose(clauses.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })))}
            value={values.clauseId}
            onChange={(clauseId) => set('clauseId', clauseId)}
          />
        </>
      )}
      {!isClause && (
        <Select
          label={t`Item`}
          help={items?.length === 0 ? t`There is nothing in the library yet.` : undefined}
          required
          options={withChoose((items ?? []).map(({ id, title }) => ({ value: id, label: title })))}
          value={values.itemId}
          onChange={(itemId) => set('itemId', itemId)}
        />
      )}
    </FormDialog>
  );
}
