import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './social.css';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { deliveries, leftOut } from './words.ts';

/** How far an answer has got; of what came in, whether it changes something earlier, and what is not here. */
export function SocialLine({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const { can } = useSession();
  const { data } = useQueryOf('social.of-conversation', { conversationId });
  const send = useCommandOf('social.send-again', { touches: () => [`conversation:${conversationId}`] });
  const facts = data?.messages.find((one) => one.messageId === messageId);
  if (!facts) return null;
  const { delivery, editsId } = facts;
  const names = facts.leftOut.map((file) => t`${file.name} (${leftOut[file.reason] ?? file.reason})`).join(', ');
  if (!delivery && !editsId && names === '') return null;
  return (
    <div className="social-line">
      {editsId && <State state="info">{t`They changed an earlier message; this is how it reads now`}</State>}
      {names !== '' && (
        <span className="meta" dir="auto">
          <Trans>Not here: {names}</Trans>
        </span>
      )}
      {delivery && <State state={deliveries[delivery.state].state}>{deliveries[delivery.state].word}</State>}
      {delivery && delivery.reason !== '' && (
        <span className="meta" dir="auto">
          {delivery.reason}
        </span>
      )}
      {delivery?.state === 'failed' && can('conversations.reply') && (
        <Button size="small" disabled={send.busy} onClick={() => void send.run({ conversationId, messageId })}>
          {t`Send again`}
        </Button>
      )}
    </div>
  );
}
