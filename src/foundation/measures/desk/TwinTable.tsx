import { t } from '@lingui/core/macro';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { type Group, intervalWords, type Unit, valueWords } from './words.ts';

type TwinTableProps = {
  caption: string;
  /** What a row is: “Week of”, “Team”. */
  head: string;
  unit: Unit;
  groups: readonly Group[];
  labelOf?: (group: Group) => string;
  /** Opens the rows behind a group. */
  onOpen?: ((group: Group) => void) | undefined;
};

/** The numbers of a picture as a table. */
export function TwinTable({ caption, head, unit, groups, labelOf = (group) => group.label, onOpen }: TwinTableProps) {
  const formats = useFormats();
  const hasInterval = groups.some((group) => group.low !== null);
  const columns: Column<Group>[] = [
    {
      key: 'label',
      head,
      names: true,
      cell: (group) =>
        onOpen && group.n > 0 ? (
          <button type="button" className="as-link" onClick={() => onOpen(group)}>
            <bdi>{labelOf(group)}</bdi>
          </button>
        ) : (
          <bdi>{labelOf(group)}</bdi>
        ),
    },
    {
      key: 'value',
      head: t`Value`,
      numeric: true,
      cell: (group) => (
        <span className="num nowrap" title={group.words ?? undefined}>
          {group.value === null ? t`No rows` : valueWords(formats, unit, group.value)}
        </span>
      ),
    },
    ...(unit === 'count'
      ? []
      : [
          {
            key: 'n',
            head: 'n',
            numeric: true,
            cell: (group: Group) => <span className="num">{formats.number(group.n)}</span>,
          },
        ]),
    ...(hasInterval
      ? [
          {
            key: 'interval',
            head: t`95 % interval`,
            numeric: true,
            cell: (group: Group) => <span className="num nowrap">{intervalWords(formats, unit, group)}</span>,
          },
        ]
      : []),
  ];
  return <Table caption={caption} rows={groups} rowKey={(group) => group.key} columns={columns} />;
}
