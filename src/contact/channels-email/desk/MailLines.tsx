import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './mail.css';
import { useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { MailFacts } from '../contract-messages.ts';
import { Forward } from './Forward.tsx';
import { Original } from './Original.tsx';
import { deliveries, flags, flagTitles, kinds, leftOut } from './words.ts';

function SendAgain({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const send = useCommandOf('mail.send-again', { touches: () => [`conversation:${conversationId}`] });
  return (
    <Button size="small" disabled={send.busy} onClick={() => void send.run({ conversationId, messageId })}>
      {t`Send again`}
    </Button>
  );
}

function DeliveryLine({ conversationId, facts }: { conversationId: string; facts: MailFacts }) {
  const { can } = useSession();
  const { delivery } = facts;
  if (!delivery) return null;
  const { state, word } = deliveries[delivery.state];
  return (
    <div className="mail-line">
      <State state={state}>{word}</State>
      {delivery.reason !== '' && (
        <span className="meta" dir="auto">
          {delivery.reason}
        </span>
      )}
      {delivery.state === 'failed' && can('conversations.reply') && (
        <SendAgain conversationId={conversationId} messageId={facts.messageId} />
      )}
    </div>
  );
}

/** What passed for the sender, in the words of those who look after mail. */
function ChecksLine({ checks }: { checks: NonNullable<MailFacts['checks']> }) {
  const isForged = checks.dmarc === 'fail';
  const words = `SPF ${checks.spf} · DKIM ${checks.dkim} · DMARC ${checks.dmarc}`;
  return isForged ? <State state="warn">{words}</State> : <span className="meta">{words}</span>;
}

function Received({ conversationId, facts }: { conversationId: string; facts: MailFacts }) {
  const [isOpen, setOpen] = useState(false);
  const [isForwarding, setForwarding] = useState(false);
  const { can } = useSession();
  const kind = kinds[facts.kind];
  const names = facts.leftOut.map((file) => t`${file.name} (${leftOut[file.reason] ?? file.reason})`).join(', ');
  return (
    <>
      {facts.flag && (
        <div className="mail-line">
          <State state={facts.flag === 'consulted' ? 'info' : 'warn'}>{flagTitles[facts.flag]}</State>
          <span className="meta">{flags[facts.flag]}</span>
        </div>
      )}
      {names !== '' && (
        <div className="mail-line">
          <span className="meta" dir="auto">
            <Trans>Not kept beside it, but in the raw mail: {names}</Trans>
          </span>
        </div>
      )}
      <div className="mail-line">
        {kind && <State state="info">{kind}</State>}
        <span className="meta cut" dir="auto">
          {facts.from.address}
        </span>
        {facts.checks && <ChecksLine checks={facts.checks} />}
        {facts.hasMore && (
          <Button size="small" kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t`Hide the whole mail` : t`Show the whole mail`}
          </Button>
        )}
        {can('conversations.reply') && facts.flag !== 'consulted' && (
          <Button size="small" kind="quiet" onClick={() => setForwarding(true)}>
            {t`Forward`}
          </Button>
        )}
        {facts.mailId && <a className="meta" href={`/api/v1/mail/${facts.mailId}/raw`}>{t`Raw mail`}</a>}
      </div>
      {isOpen && <Original conversationId={conversationId} facts={facts} />}
      {isForwarding && <Forward conversationId={conversationId} facts={facts} onClose={() => setForwarding(false)} />}
    </>
  );
}

/** What a message was as a mail: how far it got, or where it came from. */
export function MailLines({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const query = useQueryOf('mail.of-conversation', { conversationId });
  const facts = query.data?.mails.find((one) => one.messageId === messageId);
  if (!facts) return null;
  if (facts.way === 'out') return <DeliveryLine conversationId={conversationId} facts={facts} />;
  return <Received conversationId={conversationId} facts={facts} />;
}
