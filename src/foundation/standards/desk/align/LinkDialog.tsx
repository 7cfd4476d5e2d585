import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { type AgreesWith, type AlignedClause, columns } from './words.ts';

type Props = {
  clause: AlignedClause;
  column: AgreesWith;
  clauses: readonly AlignedClause[];
  versionId: string;
  onClose: () => void;
};

/** Says with what a clause agrees, and, if wanted, all others that name nothing yet. */
export function LinkDialog({ clause, column, clauses, versionId, onClose }: Props) {
  const items = useQueryOf('library.list', { kind: column, limit: 200 }).data?.items;
  const link = useCommandOf('standards.link', { touches: () => ['standards'] });
  const own = clause.links.filter((one) => one.agreesWith === column);
  const others = clauses.filter((one) => one.clauseId !== clause.clauseId && one.gaps.includes(column));
  const form = useForm({
    initial: {
      itemIds: own.flatMap((one) => (one.itemId ? [one.itemId] : [])),
      words: own.find((one) => one.itemId === null)?.words ?? '',
      isForOthers: false,
    },
    fieldOf: { 'standard.unknown_link': 'itemIds' },
    send: async ({ itemIds, words, isForOthers }) => {
      const clauseIds = [clause, ...(isForOthers ? others : [])].map((one) => one.clauseId);
      const links = [...itemIds.map((itemId) => ({ itemId })), ...(words.trim() ? [{ words: words.trim() }] : [])];
      await link.send({ versionId, clauseIds, agreesWith: column, links });
      onClose();
    },
  });
  const { itemIds, isForOthers } = form.values;
  const label = columns.find((one) => one.value === column)?.label ?? '';
  const choose = (id: string, isIn: boolean) =>
    form.set('itemIds', isIn ? [...itemIds, id] : itemIds.filter((one) => one !== id));
  return (
    <FormDialog title={t`${label} of ${clause.number} ${clause.title}`} send={t`Save`} form={form} onClose={onClose}>
      <fieldset className="stack tight align-choices">
        <legend>{t`From the library`}</legend>
        {!items && <Skeleton label={t`Loading the library`} rows={3} />}
        {items?.length === 0 && (
          <p className="quiet">
            <Trans>
              There is nothing of this kind in the <Link to="/library">library</Link> yet.
            </Trans>
          </p>
        )}
        {items?.map((item) => (
          <Check
            key={item.id}
            label={<bdi>{item.title}</bdi>}
            checked={itemIds.includes(item.id)}
            onChange={(isIn) => choose(item.id, isIn)}
          />
        ))}
      </fieldset>
      {form.errorOf('itemIds') && <p className="err">{form.errorOf('itemIds')}</p>}
      <TextInput
        label={t`Or in words`}
        help={t`What it agrees with where there is no document, or why there is nothing.`}
        maxLength={300}
        {...form.text('words')}
      />
      {others.length > 0 && (
        <Check
          label={plural(others.length, {
            one: 'The same for # other clause that names nothing yet',
            other: 'The same for # other clauses that name nothing yet',
          })}
          checked={isForOthers}
          onChange={(isIn) => form.set('isForOthers', isIn)}
        />
      )}
    </FormDialog>
  );
}
