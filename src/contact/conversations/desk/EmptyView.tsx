import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Empty } from '#kernel/web/ui/Waiting.tsx';

const words: Record<string, [title: string, text: string]> = {
  mine: [
    'Nothing is yours just now',
    'Take one from Unassigned: open it and press a. New messages of yours appear here.',
  ],
  unassigned: ['Everything has somebody', 'A new message that nobody has taken yet appears here at once.'],
  mentions: [
    'Nobody has mentioned you yet',
    'When a colleague writes @ and your name or team in a note, the conversation appears here.',
  ],
  open: ['Nothing is owed', 'Conversations in which a customer waits for us appear here.'],
  waiting: ['Nobody is waited for', 'After a reply a conversation waits here for the customer’s answer.'],
  snoozed: [
    'Nothing is snoozed',
    'Press s in a conversation to put it away until a time. It comes back then, or when the customer writes.',
  ],
  resolved: [
    'Nothing is resolved yet',
    'Press e in a conversation and say what it was about. It can be reopened from here.',
  ],
};

function Welcome({ onNew }: { onNew: () => void }) {
  const { can } = useSession();
  return (
    <Empty
      icon={IconInbox}
      title="Ready for your first customer"
      action={
        <span className="line wrap">
          {can('chat.change_widget') && (
            <Link to="/settings/chat-widget" className="btn primary">
              Put the widget on your page
            </Link>
          )}
          {can('conversations.start') && <Button onClick={onNew}>Start a conversation</Button>}
        </span>
      }
    >
      As soon as somebody writes in the chat widget, it appears here, without reloading.
    </Empty>
  );
}

/** An empty list, which says what would appear in it. */
export function EmptyView({ view, onNew }: { view: string; onNew: () => void }) {
  const any = useQueryOf('conversations.list', { view: 'all', limit: 1 });
  if (!any.data) return <div className="list" />;
  const [title, text] = words[view] ?? ['Nothing here', 'What fits this view appears here at once.'];
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
