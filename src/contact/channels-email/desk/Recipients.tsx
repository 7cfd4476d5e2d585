import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './mail.css';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';

type Party = { name: string; address: string };
const shown = ({ name, address }: Party) => (name === '' ? address : `${name} <${address}>`);

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

/** Whom a reply will reach, before it is written; somebody who was only named is asked about. */
export function Recipients({ conversationId }: { conversationId: string }) {
  const { can } = useSession();
  const { data } = useQueryOf('mail.recipients', { conversationId });
  if (!data) return <div className="mail-recipients" aria-hidden="true" />;
  const to = data.recipients
    .filter((one) => one.how === 'to')
    .map(shown)
    .join(', ');
  const cc = data.recipients
    .filter((one) => one.how === 'cc')
    .map(shown)
    .join(', ');
  return (
    <div className="mail-recipients">
      <div className="mail-line">
        {data.lacks ? (
          <State state="warn">{lacking[data.lacks]}</State>
        ) : (
          <span className="meta" dir="auto">
            <Trans>
              To <b>{to}</b>
            </Trans>
            {cc !== '' && (
              <>
                {' · '}
                <Trans>
                  copy to <b>{cc}</b>
                </Trans>
              </>
            )}
            {data.from && (
              <>
                {' · '}
                <Trans>from {data.from.address}</Trans>
              </>
            )}
          </span>
        )}
      </div>
      {can('conversations.reply') &&
        data.proposed.map((party) => <Proposed key={party.address} conversationId={conversationId} party={party} />)}
    </div>
  );
}
