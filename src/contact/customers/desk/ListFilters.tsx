import { t } from '@lingui/core/macro';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';

export type Narrowed = { standing: 'all' | 'new' | 'returning'; tag: string };

const standings = [
  { value: 'all', label: t`All` },
  { value: 'new', label: t`New` },
  { value: 'returning', label: t`Returning` },
] as const;

type ListFiltersProps = { narrowed: Narrowed; onChange: (narrowed: Narrowed) => void };

/** Narrows the list to new or returning customers, and to those with a tag where there are tags. */
export function ListFilters({ narrowed, onChange }: ListFiltersProps) {
  const all = useQueryOf('customers.tags', {}).data?.tags ?? [];
  const tags = all.filter((tag) => !tag.isRetired || tag.id === narrowed.tag);
  return (
    <div className="line wrap">
      <Segments
        label={t`New or returning`}
        options={[...standings]}
        value={narrowed.standing}
        onChange={(standing) => onChange({ ...narrowed, standing })}
      />
      {tags.length > 0 && (
        <span className="unlabelled">
          <Select
            label={t`Tag`}
            options={[{ value: '', label: t`Any tag` }, ...tags.map(({ id, name }) => ({ value: id, label: name }))]}
            value={narrowed.tag}
            onChange={(tag) => onChange({ ...narrowed, tag })}
          />
        </span>
      )}
    </div>
  );
}
