import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './mail.css';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Addressing } from './Addressing.tsx';
import { shown } from './addresses.ts';
import { SignatureLine } from './SignatureLine.tsx';

type Party = { name: string; address: string };
type Planned = OutputOf<'mail.recipients'>['recipients'][number];

const lacking = {
  recipient: t`This customer has no e-mail address; a reply cannot leave.`,
  address: t`No address for mail is set up; a reply cannot leave.`,
  relay: t`The address has no mail server to send by; a reply cannot leave.`,
};

function Proposed({ conversationId, party }: { conversationId: string; party: Party }) {
  const decide = useCommandOf('mail.decide-participant', { touches: () => [`conversation:${conversationId}`] });
  const say = (accepted: boolean) => void decide.run({ conversationId, address: party.address, accepted });
  return (
    <div className="mail-line">
      <State state="info">{t`Named by the customer`}</State>
      <span className="cut" dir="auto">
        {shown(party)}
      </span>
      <Button size="small" disabled={decide.busy} onClick={() => say(true)}>
        <Trans>
          Add to replies<span className="hide">: {party.address}</span>
        </Trans>
      </Button>
      <Button size="small" kind="quiet" disabled={decide.busy} onClick={() => say(false)}>
        <Trans>
          Leave out<span className="hide">: {party.address}</span>
        </Trans>
      </Button>
    </div>
  );
}

const hows: Record<Planned['how'], string> = { to: t`To`, cc: t`Copy to`, bcc: t`Hidden copy to` };

/** Those who are named in one way; whom Heed added is marked. */
function Named({ how, recipients }: { how: Planned['how']; recipients: readonly Planned[] }) {
  const some = recipients.filter((one) => one.how === how);
  if (some.length === 0) return null;
  return (
    <span className="meta" dir="auto">
      {hows[how]}{' '}
      {some.map((one, at) => (
        <span key={one.address}>
          {at > 0 && ', '}
          <b>{shown(one)}</b>
          {one.isAdded && <span className="meta mail-added">{t`added by Heed`}</span>}
        </span>
      ))}
    </span>
  );
}

/** Whom a reply will reach, before it is written, to be changed; somebody who was only named is asked about. */
export function Recipients({ conversationId }: { conversationId: string }) {
  const { can } = useSession();
  const [isEditing, setEditing] = useState(false);
  const { data } = useQueryOf('mail.recipients', { conversationId });
  if (!data) return <div className="mail-recipients" aria-hidden="true" />;
  const { recipients, proposed, isChanged } = data;
  const mayReply = can('conversations.reply');
  const everybody = [...recipients, ...proposed.map((one) => ({ ...one, how: 'cc' as const }))];
  if (isEditing) {
    return (
      <div className="mail-recipients">
        <Addressing
          conversationId={conversationId}
          recipients={recipients}
          everybody={everybody}
          isChanged={isChanged}
          onClose={() => setEditing(false)}
        />
      </div>
    );
  }
  return (
    <div className="mail-recipients">
      <div className="mail-line">
        {data.lacks && <State state="warn">{lacking[data.lacks]}</State>}
        <Named how="to" recipients={recipients} />
        <Named how="cc" recipients={recipients} />
        <Named how="bcc" recipients={recipients} />
        {data.from && !data.lacks && (
          <span className="meta">
            <Trans>from {data.from.address}</Trans>
          </span>
        )}
        {mayReply && data.from && (
          <Button size="small" kind="quiet" onClick={() => setEditing(true)}>
            {t`Change recipients`}
          </Button>
        )}
      </div>
      {data.from && !data.lacks && (
        <SignatureLine conversationId={conversationId} signature={data.signature} offered={data.signatures} />
      )}
      {mayReply &&
        proposed.map((party) => <Proposed key={party.address} conversationId={conversationId} party={party} />)}
    </div>
  );
}
