import { plural, t } from '@lingui/core/macro';
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import { standingWords } from './standing-words.ts';

type Known = OutputOf<'customers.standing'>;
type OneContact = Known['recent'][number];

function ContactLine({ contact }: { contact: OneContact }) {
  const formats = useFormats();
  return (
    <li>
      <Link to={contact.link} dir="auto">
        {contact.title}
      </Link>
      <span className="meta">
        {contact.reference} · <time>{formats.when(contact.at)}</time>
        {contact.isOpen && t` · open`}
        {contact.about && (
          <>
            {' · '}
            <bdi>{contact.about}</bdi>
          </>
        )}
      </span>
    </li>
  );
}

/** Why: how many contacts since when, the last one and what it was about, what is open, and what else speaks for it. */
function Reason({ known, conversationId }: { known: Known; conversationId: string | undefined }) {
  const formats = useFormats();
  const last = known.recent.find((contact) => contact.id !== conversationId);
  const open = known.open.filter((contact) => contact.id !== conversationId && contact.id !== last?.id);
  const since = formats.date(known.knownSince);
  return (
    <div className="stack why-known">
      <p>
        {plural(known.contacts, {
          0: `No contact yet, known since ${since}.`,
          one: `One contact, known since ${since}.`,
          other: `# contacts, known since ${since}.`,
        })}
      </p>
      {known.reasons.length > 0 && (
        <ul className="stack tight">
          {known.reasons.map((reason) => (
            <li key={reason.words} dir="auto">
              {reason.words}
            </li>
          ))}
        </ul>
      )}
      {last && (
        <section className="stack tight">
          <b>{t`Last contact`}</b>
          <ul className="told">
            <ContactLine contact={last} />
          </ul>
        </section>
      )}
      {open.length > 0 && (
        <section className="stack tight">
          <b>{last?.isOpen ? t`Also open` : t`Open`}</b>
          <ul className="told">
            {open.map((contact) => (
              <ContactLine key={contact.id} contact={contact} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type StandingBadgeProps = { customerId: string; conversationId?: string | undefined };

/** New or returning at a glance; the reason is one key away. */
export function StandingBadge({ customerId, conversationId }: StandingBadgeProps) {
  const [isOpen, setOpen] = useState(false);
  const known = useQueryOf('customers.standing', { customerId }, { keep: true }).data;
  useActions(known ? [{ label: t`Why new or returning`, key: 'y', group: t`Customer`, run: () => setOpen(true) }] : []);
  if (!known) return null;
  return (
    <Popover
      label={t`Why new or returning`}
      opened={isOpen}
      onChange={setOpen}
      target={
        <button
          type="button"
          className={known.standing === 'new' ? 'badge' : 'badge accent'}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon of={known.standing === 'new' ? IconUserPlus : IconUsers} small />
          {standingWords(known.standing, known.contacts)}
        </button>
      }
    >
      <Reason known={known} conversationId={conversationId} />
    </Popover>
  );
}
