import { t } from '@lingui/core/macro';
import './calls.css';

/** Says that nothing written below goes anywhere, and what does. */
export function NothingSent(_: { conversationId: string }) {
  return (
    <p className="nothing-sent meta">
      {t`Nothing leaves from here: it is only kept. Call them and write it down, or begin a conversation by mail.`}
    </p>
  );
}
