import { t } from '@lingui/core/macro';
import './inbox.css';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useBegin } from '#kernel/web/shell/begin.ts';
import { useTitle } from '#kernel/web/shell/Page.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import type { SavedView } from '../contract.ts';
import { ConversationList } from './ConversationList.tsx';
import { useOwnInbox } from './drafts.ts';
import { usePresence } from './presence.ts';
import { useTags } from './tags.ts';
import { useNext } from './use-next.ts';
import { useViews } from './ViewLinks.tsx';
import { labelOf } from './views.ts';

const NewConversation = lazy(() => import('./NewConversation.tsx').then((part) => ({ default: part.NewConversation })));
const ViewEditor = lazy(() => import('./ViewEditor.tsx').then((part) => ({ default: part.ViewEditor })));

/** The inbox: the list of a view, and beside it the conversation that is open. */
export function Inbox() {
  const { view = 'mine', conversationId } = useParams({ strict: false }) as { view?: string; conversationId?: string };
  const navigate = useNavigate();
  const [isStarting, setStarting] = useState(false);
  const [editing, setEditing] = useState<SavedView | 'new'>();
  const views = useViews();
  usePresence();
  useOwnInbox();
  const tags = useTags();
  const label = labelOf(view, views, tags.all);
  const next = useNext(view);
  const goTo = (name: string) => void navigate({ to: '/inbox/$view', params: { view: name } });
  useTitle(label);
  useBegin('new-conversation', () => setStarting(true));
  useActions([
    { label: t`New conversation`, key: 'c', group: t`Inbox`, run: () => setStarting(true) },
    { label: t`Open what is due next`, key: 'n', group: t`Inbox`, run: next },
    { label: t`New view`, group: t`Inbox`, run: () => setEditing('new') },
  ]);
  return (
    <>
      <h1 className="hide">{t`Inbox`}</h1>
      <div className={classNames('inbox', conversationId !== undefined && 'open')}>
        <ConversationList
          key={view}
          view={view}
          label={label}
          views={views}
          openId={conversationId}
          onNew={() => setStarting(true)}
          onNext={next}
          onEdit={setEditing}
        />
        <Outlet />
      </div>
      <Suspense fallback={null}>
        {isStarting && <NewConversation onClose={() => setStarting(false)} />}
        {editing && (
          <ViewEditor
            view={editing === 'new' ? undefined : editing}
            onSaved={(viewId) => goTo(`view-${viewId}`)}
            onClose={() => setEditing(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
