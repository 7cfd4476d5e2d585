import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './fields.css';
import { Link } from '@tanstack/react-router';
import type { CardPlace } from '#kernel/web/desk-part.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Card } from '#kernel/web/ui/Card.tsx';
import { type SaveValue, ValueLine } from './ValueLine.tsx';

type About = { subject: 'customer' | 'conversation'; id: string };
type DetailsProps = About & { title: string; level: 2 | 3; teach?: boolean };

/** Sets one value with the version that is on screen. */
function useSave({ subject, id }: About, version: number): SaveValue {
  const customers = useCommandOf('customers.set-fields', {
    touches: ({ customerId }) => [`customer:${customerId}`, 'customers'],
  });
  const conversations = useCommandOf('conversations.set-fields', {
    touches: ({ conversationId }) => [`conversation:${conversationId}`, 'inbox'],
  });
  return (key, value) => {
    const values = { [key]: value };
    return subject === 'customer'
      ? customers.send({ customerId: id, version, values })
      : conversations.send({ conversationId: id, version, values });
  };
}

function Details({ subject, id, title, level, teach = false }: DetailsProps) {
  const query = useQueryOf('fields.values', { subject, subjectId: id }, { keep: true });
  const save = useSave({ subject, id }, query.data?.version ?? 1);
  const fields = query.data?.fields;
  if (!fields || (fields.length === 0 && !teach)) return null;
  return (
    <Card title={title} level={level}>
      {fields.length === 0 ? (
        <p className="quiet">
          <Trans>
            What else do you need to know? <Link to="/settings/fields">Add fields of your own</Link>
          </Trans>
        </p>
      ) : (
        <ul className="values">
          {fields.map((field) => (
            <ValueLine key={field.id} field={field} onSave={query.data?.mayChange ? save : undefined} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type DetailsCardProps = { customerId: string; conversationId?: string | undefined; place: CardPlace };

/** The fields of the workspace's own, each changed where it stands. */
export function DetailsCard({ customerId, conversationId, place }: DetailsCardProps) {
  const { can } = useSession();
  if (place === 'customer' || !conversationId)
    return <Details subject="customer" id={customerId} title={t`Details`} level={2} teach={can('fields.keep')} />;
  return (
    <>
      <Details
        key={conversationId}
        subject="conversation"
        id={conversationId}
        title={t`Conversation details`}
        level={3}
      />
      <Details key={customerId} subject="customer" id={customerId} title={t`Customer details`} level={3} />
    </>
  );
}
