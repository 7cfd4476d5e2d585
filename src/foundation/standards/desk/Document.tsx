import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Inserts, useInserts } from '#kernel/web/shell/Inserts.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Carried } from './Carried.tsx';
import type { Editing } from './ClauseEditor.tsx';
import { type Clause, type Section, type Standard, sections, sectionWords } from './words.ts';

type OnEdit = ((editing: Editing) => void) | undefined;

function Foot({ clause }: { clause: Clause }) {
  const formats = useFormats();
  const people = useQueryOf('people.list', clause.ownerId ? {} : null).data?.people;
  const owner = people?.find((person) => person.id === clause.ownerId)?.name;
  if (!owner && !clause.reviewOn && !clause.reason) return null;
  return (
    <p className="meta std-src">
      {owner && (
        <span>
          <Trans>
            Owner: <bdi>{owner}</bdi>
          </Trans>
        </span>
      )}
      {clause.reviewOn && (
        <span>
          <Trans>to be reviewed by {formats.date(clause.reviewOn)}</Trans>
        </span>
      )}
      {clause.reason && (
        <span dir="auto">
          <Trans>changed because: {clause.reason}</Trans>
        </span>
      )}
    </p>
  );
}

/** Where other parts may say what became of a clause in force. */
const clausePlace = 'standards.clause';

type OneClauseProps = { clause: Clause; isInForce: boolean; onEdit: OnEdit };

function OneClause({ clause, isInForce, onEdit }: OneClauseProps) {
  const edit = onEdit && (() => onEdit({ clause, section: clause.section }));
  const inserts = useInserts(clausePlace);
  const isMeasured = isInForce && clause.body?.does !== 'procedure' && inserts.length > 0;
  // Whoever measures shows the goal with what was reached.
  const isShownThere = isMeasured && clause.body?.does === 'metric';
  return (
    <section className="cl" id={clause.id} aria-labelledby={`${clause.id}-title`}>
      <div className="pen num">{clause.number}</div>
      <div>
        <div className="line">
          <h3 id={`${clause.id}-title`} className="grow" dir="auto">
            {clause.title}
          </h3>
          {edit && <IconButton icon={IconPencil} size="small" label={t`Edit ${clause.title}`} onClick={edit} />}
        </div>
        {clause.text && (
          <p className="std-text" dir="auto">
            {clause.text}
          </p>
        )}
        {clause.body && !isShownThere && <Carried body={clause.body} onEdit={edit} />}
        {clause.body && isMeasured && <Inserts place={clausePlace} about={{ clauseId: clause.id }} />}
        <Foot clause={clause} />
      </div>
    </section>
  );
}

type OneSectionProps = { section: Section; clauses: Clause[]; isInForce: boolean; onEdit: OnEdit };

function OneSection({ section, clauses, isInForce, onEdit }: OneSectionProps) {
  if (clauses.length === 0 && !onEdit) return null;
  return (
    <section className="std-section" id={section} aria-labelledby={`${section}-title`}>
      <h2 className="sec" id={`${section}-title`}>
        <span className="num">{sections.indexOf(section) + 1}</span> {sectionWords[section]}
      </h2>
      {clauses.length === 0 && <p className="quiet lead">{t`Nothing here yet.`}</p>}
      {clauses.map((clause) => (
        <OneClause key={clause.id} clause={clause} isInForce={isInForce} onEdit={onEdit} />
      ))}
      {onEdit && (
        <p className="std-add">
          <Button size="small" kind="quiet" icon={IconPlus} onClick={() => onEdit({ section })}>
            <Trans>
              Add a clause<span className="hide"> to {sectionWords[section]}</span>
            </Trans>
          </Button>
        </p>
      )}
    </section>
  );
}

/** The document from top to bottom. */
export function Document({ standard, onEdit }: { standard: Standard; onEdit: (editing: Editing) => void }) {
  const mayEdit = standard.abilities.includes('edit');
  return (
    <article className="doc">
      {standard.about && (
        <p className="lead" dir="auto">
          {standard.about}
        </p>
      )}
      {sections.map((section) => (
        <OneSection
          key={section}
          section={section}
          clauses={standard.clauses.filter((clause) => clause.section === section)}
          isInForce={standard.version.state === 'published'}
          onEdit={mayEdit ? onEdit : undefined}
        />
      ))}
    </article>
  );
}
