import { t } from '@lingui/core/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useRef } from 'react';
import { useQueryOf, useTopic } from '#kernel/web/hooks.tsx';
import { Cards } from '#kernel/web/shell/Cards.tsx';
import { useTitle } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { type ConversationActions, useConversationActions } from './actions.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { ConversationHead } from './ConversationHead.tsx';
import { HandOverPin } from './HandOverPin.tsx';
import { Thread } from './Thread.tsx';
import { useThread } from './thread.ts';
import type { Conversation as Shown } from './use-changes.ts';

/** Marks what is on screen as read, as soon as somebody looks at the page. */
function useReading({ id, lastNumber, readNumber }: Shown, markRead: ConversationActions['markRead']): void {
  const latest = useRef(markRead);
  useEffect(() => {
    latest.current = markRead;
  });
  const marked = useRef({ id, number: 0 });
  useEffect(() => {
    const read = () => {
      const last = marked.current.id === id ? marked.current.number : 0;
      if (document.hidden || lastNumber <= readNumber || lastNumber <= last) return;
      marked.current = { id, number: lastNumber };
      void latest.current(lastNumber);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [id, lastNumber, readNumber]);
}

function Open({ conversation }: { conversation: Shown }) {
  const actions = useConversationActions(conversation);
  const composer = useRef<ComposerHandle>(null);
  const typers = useTopic(`conversation:${conversation.id}`);
  // A dozen cards are more than the thread itself: they come after its picture, and a key goes before them.
  const hasTime = useDeferredValue(true, false);
  useTitle(`${conversation.customerName}, ${conversation.reference}`);
  useReading(conversation, actions.markRead);
  return (
    <>
      <section className="col conv" id="conversation" aria-label={t`Conversation with ${conversation.customerName}`}>
        <ConversationHead conversation={conversation} actions={actions} composer={composer} />
        <HandOverPin conversation={conversation} />
        <Thread
          conversation={conversation}
          typers={typers}
          onPutBack={(kind, text, files) => composer.current?.put(kind, text, files)}
        />
        {conversation.abilities.includes('reply') && <Composer ref={composer} conversation={conversation} />}
      </section>
      <aside className="col aside" aria-label={t`About this conversation`}>
        {hasTime && (
          <ScrollBox className="cards" label={t`Cards`}>
            <Cards place="conversation" customerId={conversation.customerId} conversationId={conversation.id} />
          </ScrollBox>
        )}
      </aside>
    </>
  );
}

/** The address of a conversation that was merged leads to the one that goes on. */
function useLeadOn(conversation: Shown | undefined): void {
  const { view = 'all' } = useParams({ strict: false }) as { view?: string };
  const navigate = useNavigate();
  const intoId = conversation?.mergedIntoId;
  const reference = conversation?.reference;
  useEffect(() => {
    if (!intoId) return;
    showToast({ text: t`${reference ?? ''} was merged; this is the conversation that goes on` });
    void navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: intoId }, replace: true });
  }, [intoId, reference, navigate, view]);
}

/** The open conversation: head, messages, composer, cards. */
export function Conversation() {
  const { conversationId = '' } = useParams({ strict: false }) as { conversationId?: string };
  const query = useQueryOf('conversations.get', { conversationId });
  // Asked for here too, so that the messages do not wait for the head.
  useThread(conversationId);
  // An answer from before a merge was undone must not lead away; the new one is on its way.
  useLeadOn(query.isFetching ? undefined : query.data);
  if (query.data && !query.data.mergedIntoId) return <Open key={conversationId} conversation={query.data} />;
  return (
    <section className="col conv span" aria-label={t`Conversation`}>
      {query.error ? (
        <Trouble problem={query.error} again={() => void query.refetch()} />
      ) : (
        <>
          <div className="head" />
          <div className="thread">
            <Skeleton label={t`Loading the conversation`} rows={6} />
          </div>
        </>
      )}
    </section>
  );
}
