import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './customers.css';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconUserQuestion from '@tabler/icons-react/dist/esm/icons/IconUserQuestion.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { useTimeThere } from './Facts.tsx';
import { languageName } from './languages.ts';
import { StandingBadge } from './StandingBadge.tsx';
import { VerifiedBadge } from './VerifiedBadge.tsx';

/** Says that this may be somebody whom we know under another record; what speaks for it stands on their page. */
function MaybeAnother({ customerId }: { customerId: string }) {
  const pairs = useQueryOf('customers.duplicates-of', { customerId }).data?.pairs ?? [];
  const [first] = pairs;
  if (!first) return null;
  return (
    <p className="line">
      <Icon of={IconUserQuestion} small />
      <Link to="/customers/$customerId" params={{ customerId }} className="cut">
        {pairs.length > 1 ? (
          <Trans>
            Maybe also <bdi>{first.other.name}</bdi> and {pairs.length - 1} more
          </Trans>
        ) : (
          <Trans>
            Maybe also <bdi>{first.other.name}</bdi>
          </Trans>
        )}
      </Link>
    </p>
  );
}

/** Who this is, beside a conversation. */
export function CustomerCard({
  customerId,
  conversationId,
}: {
  customerId: string;
  conversationId?: string | undefined;
}) {
  const formats = useFormats();
  const customer = useQueryOf('customers.get', { customerId }).data;
  const there = useTimeThere(customer?.timeZone ?? null);
  if (!customer) return null;
  const place = customer.timeZone?.split('/').at(-1)?.replaceAll('_', ' ');
  const note = customer.notes.at(-1);
  return (
    <section className="card" aria-label={t`Customer`}>
      <div className="card-b who-card">
        <div className="line">
          <Face name={customer.name} size="l" />
          <div className="grow">
            <h3 className="cut">
              <Link to="/customers/$customerId" params={{ customerId }} dir="auto">
                {customer.name}
              </Link>
            </h3>
            <div className="meta cut">
              {customer.reference}
              {place && ` · ${place}`}
              {there && t` · ${there} there`}
            </div>
          </div>
        </div>
        <div className="line wrap">
          <StandingBadge customerId={customerId} conversationId={conversationId} />
          <VerifiedBadge identities={customer.identities} />
          {customer.isVisitor && <Badge icon={IconUsers}>{t`Visitor of the website`}</Badge>}
          {customer.tags.map((tag) => (
            <Tag key={tag.id}>{tag.name}</Tag>
          ))}
        </div>
        <MaybeAnother customerId={customerId} />
        {customer.addresses.length > 0 && (
          <ul className="stack tight">
            {customer.addresses.map((address) => (
              <li key={address.id} className="line">
                <Icon of={address.kind === 'email' ? IconMail : IconPhone} small />
                <bdi className="cut">{address.value}</bdi>
              </li>
            ))}
          </ul>
        )}
        <KeyValues
          items={[
            ...customer.organisations.slice(0, 3).map((one) => ({
              key: one.isPrimary ? t`Organisation` : t`Also`,
              value: (
                <Link to="/organisations/$organisationId" params={{ organisationId: one.id }}>
                  {one.name}
                </Link>
              ),
            })),
            ...(customer.locale ? [{ key: t`Language`, value: languageName(customer.locale) }] : []),
            { key: t`Known since`, value: formats.date(customer.createdAt) },
          ]}
        />
        {note && (
          <p className="note-strip as-written" dir="auto">
            <span className="meta">{note.authorName}: </span>
            {note.text}
          </p>
        )}
      </div>
    </section>
  );
}
