import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Empty } from '#kernel/web/ui/Waiting.tsx';

const words: Record<string, [title: string, text: string]> = {
  mine: [
    t`Nothing is yours just now`,
    t`Take one from Unassigned: open it and press a. New messages of yours appear here.`,
  ],
  unassigned: [t`Everything has somebody`, t`A new message that nobody has taken yet appears here at once.`],
  mentions: [
    t`Nobody has mentioned you yet`,
    t`When a colleague writes @ and your name or team in a note, the conversation appears here.`,
  ],
  open: [t`Nothing is owed`, t`Conversations in which a customer waits for us appear here.`],
  waiting: [t`Nobody is waited for`, t`After a reply a conversation waits here for the customer’s answer.`],
  snoozed: [
    t`Nothing is snoozed`,
    t`Press s in a conversation to put it away until a time. It comes back then, or when the customer writes.`,
  ],
  resolved: [
    t`Nothing is resolved yet`,
    t`Press e in a conversation and say what it was about. It can be reopened from here.`,
  ],
};

function Welcome({ onNew }: { onNew: () => void }) {
  const { can } = useSession();
  return (
    <Empty
      icon={IconInbox}
      title={t`Ready for your first customer`}
      action={
        <span className="line wrap">
          {can('chat.change_widget') && (
            <Link to="/settings/chat-widget" className="btn primary">
              {t`Put the widget on your page`}
            </Link>
          )}
          {can('conversations.start') && <Button onClick={onNew}>{t`Start a conversation`}</Button>}
        </span>
      }
    >
      <Trans>As soon as somebody writes in the chat widget, it appears here, without reloading.</Trans>
    </Empty>
  );
}

/** An empty list, which says what would appear in it. */
export function EmptyView({ view, onNew }: { view: string; onNew: () => void }) {
  const any = useQueryOf('conversations.list', { view: 'all', limit: 1 });
  if (!any.data) return <div className="list" />;
  const [title, text] = words[view] ?? [t`Nothing here`, t`What fits this view appears here at once.`];
  return (
    <div className="list empty-list">
      {any.data.conversations.length === 0 ? (
        <Welcome onNew={onNew} />
      ) : (
        <Empty icon={IconInbox} title={title}>
          {text}
        </Empty>
      )}
    </div>
  );
}
