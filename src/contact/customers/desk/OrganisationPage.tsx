import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './customers.css';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Card, KeyValues } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { isolated } from '../contract-words.ts';
import { OrganisationDialog } from './OrganisationDialog.tsx';
import { PairSide } from './PairSide.tsx';

type Organisation = OutputOf<'organisations.get'>;

function usePeople(organisationId: string) {
  const touches = () => [`organisation:${organisationId}`, 'organisations', 'customers'];
  const add = useCommandOf('organisations.add-people', { touches });
  const remove = useCommandOf('organisations.remove-person', { touches });
  const take = async (person: { id: string; name: string }) => {
    if (!(await remove.run({ organisationId, customerId: person.id }))) return;
    const undo = () => void add.run({ organisationId, customerIds: [person.id] });
    showToast({ state: 'kept', text: t`${isolated(person.name)} is not one of its people any more`, undo });
  };
  const give = (ids: string[]) => void add.run({ organisationId, customerIds: ids });
  return { give, take, busy: add.busy || remove.busy };
}

function People({ organisation }: { organisation: Organisation }) {
  const people = usePeople(organisation.id);
  return (
    <section className="stack" aria-labelledby="people">
      <h2 id="people">{t`People`}</h2>
      {organisation.people.length === 0 && (
        <p className="quiet">
          <Trans>Nobody yet. Add customers on their own page, or those who write from its domains.</Trans>
        </p>
      )}
      <ul className="lines" aria-labelledby="people">
        {organisation.people.map((person) => (
          <li key={person.id}>
            <div className="grow">
              <PairSide side={person} />
            </div>
            {organisation.mayChange && (
              <IconButton
                icon={IconX}
                size="small"
                label={t`Take ${person.name} out`}
                disabled={people.busy}
                onClick={() => void people.take(person)}
              />
            )}
          </li>
        ))}
      </ul>
      {organisation.people.length === 100 && <p className="meta">{t`The 100 with the latest contact.`}</p>}
    </section>
  );
}

function Suggested({ organisation }: { organisation: Organisation }) {
  const people = usePeople(organisation.id);
  const { suggested } = organisation;
  if (suggested.length === 0 || !organisation.mayChange) return null;
  const all = suggested.length === 20 ? t`Add these 20` : t`Add all`;
  return (
    <Card
      title={t`They write from its domains`}
      level={2}
      action={
        suggested.length > 1 && (
          <Button size="small" disabled={people.busy} onClick={() => people.give(suggested.map((one) => one.id))}>
            {all}
          </Button>
        )
      }
    >
      <ul className="stack">
        {suggested.map((person) => (
          <li key={person.id} className="line top">
            <div className="grow">
              <PairSide side={person} />
            </div>
            <Button size="small" disabled={people.busy} onClick={() => people.give([person.id])}>
              <Trans>
                Add<span className="hide"> {person.name}</span>
              </Trans>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Contacts({ organisation }: { organisation: Organisation }) {
  const formats = useFormats();
  return (
    <Card title={t`Conversations of its people`} level={2}>
      {organisation.contacts.length === 0 && <p className="quiet">{t`None yet.`}</p>}
      <ul className="told">
        {organisation.contacts.map((contact) => (
          <li key={contact.id}>
            <Link to={contact.link} dir="auto">
              {contact.title}
            </Link>
            <span className="line wrap meta">
              <span className="num">{contact.reference}</span>
              {contact.isOpen ? <State state="running">{t`Open`}</State> : <State state="kept">{t`Resolved`}</State>}
              <time className="end">{formats.when(contact.at)}</time>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Known({ organisation }: { organisation: Organisation }) {
  const [isChanging, setChanging] = useState(false);
  return (
    <Page
      title={organisation.name}
      back={{ to: '/organisations', label: t`Back to organisations` }}
      actions={
        organisation.mayChange && (
          <Button icon={IconPencil} onClick={() => setChanging(true)}>
            {t`Change`}
          </Button>
        )
      }
    >
      <div className="customer">
        <div className="stack loose">
          <KeyValues items={[{ key: t`Domains`, value: organisation.domains.join(', ') || t`none` }]} />
          {organisation.notes && (
            <p className="note-strip as-written" dir="auto">
              {organisation.notes}
            </p>
          )}
          <People organisation={organisation} />
        </div>
        <div className="stack">
          <Suggested organisation={organisation} />
          <Contacts organisation={organisation} />
        </div>
      </div>
      {isChanging && <OrganisationDialog known={organisation} onClose={() => setChanging(false)} />}
    </Page>
  );
}

/** One organisation: its people and their conversations. */
export function OrganisationPage() {
  const { organisationId = '' } = useParams({ strict: false }) as { organisationId?: string };
  const query = useQueryOf('organisations.get', { organisationId });
  if (query.data) return <Known key={organisationId} organisation={query.data} />;
  return (
    <Page title={t`Organisation`} back={{ to: '/organisations', label: t`Back to organisations` }}>
      {query.error ? (
        <Trouble problem={query.error} again={() => void query.refetch()} />
      ) : (
        <Skeleton label={t`Loading the organisation`} rows={6} />
      )}
    </Page>
  );
}
