import { t } from '@lingui/core/macro';
import { told } from '#kernel/web/language/told.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { OneMetric } from './Metrics.tsx';
import { type Review, type Section, sectionTitle } from './words.ts';

type PackTable = Section['tables'][number];

function Rows({ table }: { table: PackTable }) {
  const columns: Column<PackTable['rows'][number]>[] = table.head.map((head, place) => ({
    key: `${place}`,
    head: told(head),
    names: place === 0,
    numeric: place > 0,
    cell: (row) => (typeof row[place] === 'string' ? told(row[place]) : row[place]),
  }));
  return (
    <Table
      caption={told(table.caption)}
      showCaption
      columns={columns}
      rows={table.rows}
      rowKey={(row) => row.join('\u0000')}
    />
  );
}

function Quotes({ quotes }: { quotes: Section['quotes'] }) {
  const formats = useFormats();
  return (
    <ul className="review-quotes" aria-label={t`Examples`}>
      {quotes.map(({ id, words, about, at, link }) => (
        <li key={id}>
          {words ? <blockquote dir="auto">{words}</blockquote> : <p className="quiet">{t`Erased since.`}</p>}
          {link ? (
            <a className="meta" href={`/desk${link}`}>
              {about}
            </a>
          ) : (
            <span className="meta">{about}</span>
          )}{' '}
          <span className="meta">{formats.date(at)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What assembled itself: a part for each section, with its numbers, tables and examples. */
export function Pack({ review }: { review: Review }) {
  return review.pack.sections.map((section) => (
    <section key={section.name} className="stack" aria-labelledby={`section-${section.name}`}>
      <h2 id={`section-${section.name}`}>{sectionTitle(section)}</h2>
      {section.empty && <p className="quiet">{told(section.empty)}</p>}
      {section.metrics.length > 0 && (
        <ul className="review-metrics" aria-label={sectionTitle(section)}>
          {section.metrics.map((metric) => (
            <OneMetric key={metric.key} review={review} metric={metric} />
          ))}
        </ul>
      )}
      {section.tables.map((table) => (
        <Rows key={table.caption} table={table} />
      ))}
      {section.quotes.length > 0 && <Quotes quotes={section.quotes} />}
    </section>
  ));
}
