import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextArea } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import type { AlignedClause } from './words.ts';

/** A point that somebody is about to answer. */
export type Asked = {
  point: string;
  title: string;
  /** What stands behind it. */
  lead: string;
  reason: string | null;
  /** The clause that answers it so far; undefined where only a reason does. */
  clauseId?: string | null;
  reasonLabel: string;
};

type Props = { asked: Asked; clauses: readonly AlignedClause[]; versionId: string; onClose: () => void };

/** Answers a point with the clause that says it, or with a reason. */
export function AnswerDialog({ asked, clauses, versionId, onClose }: Props) {
  const answer = useCommandOf('standards.answer', { touches: () => ['standards'] });
  const { point } = asked;
  const form = useForm({
    initial: { clauseId: asked.clauseId ?? '', reason: asked.reason ?? '' },
    fieldOf: { 'standard.reason_missing': 'reason' },
    send: async ({ clauseId, reason }) => {
      await answer.send({ versionId, point, clauseId: clauseId || null, reason: reason.trim() || null });
      onClose();
    },
  });
  const takeBack = async () => {
    if (await answer.run({ versionId, point, clauseId: null, reason: null })) onClose();
  };
  const isAnswered = asked.reason !== null || Boolean(asked.clauseId);
  return (
    <FormDialog
      title={asked.title}
      send={t`Save`}
      form={form}
      onClose={onClose}
      aside={isAnswered && <Button kind="quiet" onClick={() => void takeBack()}>{t`Take it back`}</Button>}
    >
      <p className="quiet">{asked.lead}</p>
      {asked.clauseId !== undefined && (
        <Select
          label={t`The clause that says it`}
          options={[
            { value: '', label: t`None` },
            ...clauses.map((clause) => ({ value: clause.clauseId, label: `${clause.number} ${clause.title}` })),
          ]}
          value={form.values.clauseId}
          onChange={(clauseId) => form.set('clauseId', clauseId)}
        />
      )}
      <TextArea label={asked.reasonLabel} rows={3} maxLength={500} {...form.text('reason')} />
    </FormDialog>
  );
}
