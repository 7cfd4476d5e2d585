import './card.css';
import './table.css';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ScrollBox } from './ScrollBox.tsx';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures and money: aligned to the end. */
  numeric?: boolean | undefined;
  /** The cell that names the row. */
  names?: boolean | undefined;
};

type TableProps<Row> = {
  /** What the table lists, read aloud; shown above it with `showCaption`. */
  caption: string;
  showCaption?: boolean | undefined;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selectedKey?: string | undefined;
};

/** A table with tabular figures; one link a row. Scrolls sideways in its own box. */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey, selectedKey }: TableProps<Row>) {
  return (
    <ScrollBox className="card" label={caption}>
      <table className="t">
        <caption className={showCaption ? undefined : 'hide'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classNames(column.numeric && 'n') || undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowKey(row) === selectedKey ? 'on' : undefined}>
              {columns.map((column) => {
                const Cell = column.names ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    scope={column.names ? 'row' : undefined}
                    className={column.numeric ? 'n' : undefined}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
