import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './social.css';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { services } from './words.ts';

/** With whom a conversation by messenger is, before an answer is written; and whether it would reach them. */
export function WithWhom({ conversationId }: { conversationId: string }) {
  const { data } = useQueryOf('social.of-conversation', { conversationId });
  const formats = useFormats();
  if (!data) return <div className="social-line" aria-hidden="true" />;
  const { contact } = data;
  if (!contact) {
    return (
      <div className="social-line">
        <State state="warn">{t`Nobody wrote here by messenger; a reply stays here.`}</State>
      </div>
    );
  }
  const { handle, name, account, connector, blockedAt } = contact;
  return (
    <div className="social-line">
      {blockedAt && <State state="broken">{t`Blocked since ${formats.due(blockedAt)}; nothing reaches them`}</State>}
      <span className="meta" dir="auto">
        <Trans>
          To <b>{handle || name}</b> on {services[connector]}, from {account}
        </Trans>
      </span>
    </div>
  );
}
