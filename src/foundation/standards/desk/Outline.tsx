import { t } from '@lingui/core/macro';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { type Clause, sections, sectionWords } from './words.ts';

/** The sections with their clauses. Sections without one are left to the document, which offers to fill them. */
export function Outline({ clauses }: { clauses: readonly Clause[] }) {
  return (
    <ScrollBox className="std-outline" label={t`Outline`}>
      <ol>
        {sections.map((section, index) => (
          <li key={section}>
            <a href={`#${section}`}>
              <span className="num">{index + 1}</span>
              {sectionWords[section]}
            </a>
            <ol>
              {clauses
                .filter((clause) => clause.section === section)
                .map((clause) => (
                  <li key={clause.id}>
                    <a href={`#${clause.id}`}>
                      <span className="num">{clause.number}</span>
                      <span className="cut" dir="auto">
                        {clause.title}
                      </span>
                    </a>
                  </li>
                ))}
            </ol>
          </li>
        ))}
      </ol>
    </ScrollBox>
  );
}
