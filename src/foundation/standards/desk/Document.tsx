import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Inserts, useInserts } from '#kernel/web/shell/Inserts.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Carried } from './Carried.tsx';
import type { Editing } from './ClauseEditor.tsx';
import { ResponseTimes } from './ResponseTimes.tsx';
import type { Figure } from './research-words.ts';
import { SuggestDialog } from './SuggestDialog.tsx';
import { type Clause, checklistLanguage, type Section, type Standard, sections, sectionWords } from './words.ts';

type OnEdit = ((editing: Editing) => void) | undefined;

function Foot({ clause }: { clause: Clause }) {
  const formats = useFormats();
  const people = useQueryOf('people.list', clause.ownerId ? {} : null).data?.people;
  const owner = people?.find((person) => person.id === clause.ownerId)?.name;
  if (!owner && !clause.reviewOn && !(clause.isChanged && clause.reason)) return null;
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
      {clause.isChanged && clause.reason && (
        <span dir="auto">
          <Trans>changed because: {clause.reason}</Trans>
        </span>
      )}
    </p>
  );
}

/** Clauses of this version with words that take away a right, by their id. */
function useFlags(standard: Standard): Map<string, string> {
  const versionId = standard.version.id;
  const { data } = useQueryOf(
    'standards.alignment',
    standard.abilities.includes('edit') ? { versionId, language: checklistLanguage() } : null,
  );
  const open = data?.wording.filter((one) => one.isOpen) ?? [];
  return new Map(open.map((one) => [one.clauseId, t`“${one.found}”: ${one.rule}`]));
}

/** Where other parts may say what became of a clause in force. */
const clausePlace = 'standards.clause';

function Suggest({ clause, versionId }: { clause: Clause; versionId: string }) {
  const [isOpen, setOpen] = useState(false);
  const { id: clauseId, number, title } = clause;
  return (
    <>
      <IconButton
        icon={IconMessagePlus}
        size="small"
        label={t`Suggest a change of ${title}`}
        onClick={() => setOpen(true)}
      />
      {isOpen && <SuggestDialog clause={{ versionId, clauseId, number, title }} onClose={() => setOpen(false)} />}
    </>
  );
}

type OneProps = {
  clause: Clause;
  onEdit: OnEdit;
  standard: Standard;
  figures: readonly Figure[];
  flags: Map<string, string>;
};

function OneClause({ clause, onEdit, standard, figures, flags }: OneProps) {
  const { can } = useSession();
  const flag = flags.get(clause.id);
  const inserts = useInserts(clausePlace);
  const isInForce = standard.version.state === 'published';
  const isMeasured = isInForce && clause.body?.does !== 'procedure' && inserts.length > 0;
  // Whoever measures shows the goal with what was reached.
  const isShownThere = isMeasured && clause.body?.does === 'metric';
  const edit = onEdit && (() => onEdit({ clause, section: clause.section }));
  return (
    <section className="cl" id={clause.id} aria-labelledby={`${clause.id}-title`}>
      <div className="pen num">{clause.number}</div>
      <div>
        <div className="line">
          <h3 id={`${clause.id}-title`} className="grow" dir="auto">
            {clause.title}
          </h3>
          {can('standards.suggest') && !standard.isRetired && (
            <Suggest clause={clause} versionId={standard.version.id} />
          )}
          {edit && <IconButton icon={IconPencil} size="small" label={t`Edit ${clause.title}`} onClick={edit} />}
        </div>
        {clause.text && (
          <p className="std-text" dir="auto">
            {clause.text}
          </p>
        )}
        {flag && (
          <p>
            <State state="warn">{flag}</State>
          </p>
        )}
        {clause.body && !isShownThere && (
          <Carried body={clause.body} onEdit={edit} figures={figures.filter((one) => one.id === clause.id)} />
        )}
        {clause.body && isMeasured && <Inserts place={clausePlace} about={{ clauseId: clause.id }} />}
        <Foot clause={clause} />
      </div>
    </section>
  );
}

/** Where what a section speaks of is kept as data. */
const kept: Partial<Record<Section, { to: string; ability: string; label: string }>> = {
  touchpoints: { to: '/settings/touchpoints', ability: 'touchpoints.list', label: t`Touchpoints as they are now` },
  roles: { to: '/staffing', ability: 'staffing.list', label: t`People needed and people there` },
};

function KeptElsewhere({ section }: { section: Section }) {
  const { can } = useSession();
  const place = kept[section];
  if (!place || !can(place.ability)) return null;
  return (
    <p className="meta std-src">
      <Link to={place.to}>{place.label}</Link>
    </p>
  );
}

type SectionProps = Omit<OneProps, 'clause'> & { section: Section };

function OneSection({ section, ...all }: SectionProps) {
  const { standard, onEdit } = all;
  const clauses = standard.clauses.filter((clause) => clause.section === section);
  if (clauses.length === 0 && !onEdit) return null;
  return (
    <section className="std-section" id={section} aria-labelledby={`${section}-title`}>
      <h2 className="sec" id={`${section}-title`}>
        <span className="num">{sections.indexOf(section) + 1}</span> {sectionWords[section]}
      </h2>
      {section === 'response_times' && <ResponseTimes clauses={standard.clauses} />}
      {clauses.length === 0 && <p className="quiet lead">{t`Nothing here yet.`}</p>}
      {clauses.map((clause) => (
        <OneClause key={clause.id} clause={clause} {...all} />
      ))}
      <KeptElsewhere section={section} />
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
  const flags = useFlags(standard);
  const { can } = useSession();
  // In force the targets are measured as they are; before, by what they would have given.
  const isProposed = !['published', 'retired'].includes(standard.version.state);
  const asked = isProposed && can('standards.figures') ? { versionId: standard.version.id } : null;
  const figures = useQueryOf('standards.figures', asked).data?.figures ?? [];
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
          flags={flags}
          standard={standard}
          figures={figures}
          onEdit={mayEdit ? onEdit : undefined}
        />
      ))}
    </article>
  );
}
