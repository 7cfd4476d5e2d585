import './inbox.css';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useBegin } from '#kernel/web/shell/begin.ts';
import { useTitle } from '#kernel/web/shell/Page.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { ConversationList } from './ConversationList.tsx';
import { NewConversation } from './NewConversation.tsx';
import { useViews } from './ViewLinks.tsx';

/** The inbox: the list of a view, and beside it the conversation that is open. */
export function Inbox() {
  const { view = 'mine', conversationId } = useParams({ strict: false }) as { view?: string; conversationId?: string };
  const navigate = useNavigate();
  const [isStarting, setStarting] = useState(false);
  const views = useViews();
  const label = views.find((one) => one.name === view)?.label ?? 'All';
  useTitle(label);
  useBegin('new-conversation', () => setStarting(true));
  useActions([
    { label: 'New conversation', key: 'c', group: 'Inbox', run: () => setStarting(true) },
    ...views.map((one) => ({
      label: `View ${one.label}`,
      group: 'Inbox',
      run: () => void navigate({ to: '/inbox/$view', params: { view: one.name } }),
    })),
  ]);
  return (
    <>
      <h1 className="hide">Inbox</h1>
      <div className={classNames('inbox', conversationId !== undefined && 'open')}>
        <ConversationList
          key={view}
          view={view}
          label={label}
          views={views}
          openId={conversationId}
          onNew={() => setStarting(true)}
        />
        <Outlet />
      </div>
      {isStarting && <NewConversation onClose={() => setStarting(false)} />}
    </>
  );
}
