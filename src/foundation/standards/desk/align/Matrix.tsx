import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { type AgreesWith, type AlignedClause, type Alignment, columns } from './words.ts';

function CellWords({ clause, column }: { clause: AlignedClause; column: AgreesWith }) {
  const links = clause.links.filter((link) => link.agreesWith === column);
  if (links.length === 0) return <State state="warn">{t`missing`}</State>;
  return links.map((link) => (
    <span key={`${link.itemId}${link.words}`} dir="auto">
      {link.words}
      {link.isDoubtful && (
        <>
          {' '}
          <State state="warn">{t`check again`}</State>
        </>
      )}
    </span>
  ));
}

type Linking = { clause: AlignedClause; column: AgreesWith };

/** Each clause with what it agrees with; gaps stand out. */
export function Matrix({ alignment, versionId }: { alignment: Alignment; versionId: string }) {
  const [linking, setLinking] = useState<Linking>();
  const mayLink = alignment.abilities.includes('link');
  const { standardId, clauses } = alignment;
  return (
    <>
      <ScrollBox className="card" label={t`Alignment matrix`}>
        <table className="t align-matrix">
          <caption className="hide">{t`Alignment matrix`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`Clause`}</th>
              {columns.map((column) => (
                <th key={column.value} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {clauses.map((clause) => (
              <tr key={clause.clauseId}>
                <th scope="row">
                  <Link
                    to="/standards/$standardId/$versionId"
                    params={{ standardId, versionId }}
                    hash={clause.clauseId}
                  >
                    <span className="num">{clause.number}</span> <bdi>{clause.title}</bdi>
                  </Link>
                </th>
                {columns.map(({ value, label }) => (
                  <td key={value}>
                    {mayLink ? (
                      <button
                        type="button"
                        className="align-cell"
                        onClick={() => setLinking({ clause, column: value })}
                      >
                        <span className="hide">{t`${label} of ${clause.number} ${clause.title}`} </span>
                        <CellWords clause={clause} column={value} />
                      </button>
                    ) : (
                      <span className="align-cell">
                        <CellWords clause={clause} column={value} />
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {linking && (
        <LinkDialog {...linking} clauses={clauses} versionId={versionId} onClose={() => setLinking(undefined)} />
      )}
    </>
  );
}
