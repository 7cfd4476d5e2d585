import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconArrowMerge from '@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs';
import { Fragment, useLayoutEffect, useRef } from 'react';
import type { Typer } from '#kernel/web/live-state.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { DayLine, SystemLine } from '#kernel/web/ui/Message.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { DeskMessage } from '../contract.ts';
import type { Attachment } from '../contract-files.ts';
import type { DraftKind } from './drafts.ts';
import { messageHash, useFoundMessage } from './found-message.ts';
import { useUnsent } from './outbox.ts';
import { PresenceLines } from './PresenceLines.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import { useLookers } from './presence.ts';
import { ThreadMessage } from './ThreadMessage.tsx';
import { useThread } from './thread.ts';
import { UnsentMessages } from './UnsentMessages.tsx';
import type { Conversation } from './use-changes.ts';

type ThreadProps = {
  conversation: Conversation;
  typers: readonly Typer[];
  onPutBack: (kind: DraftKind, text: string, files?: readonly Attachment[]) => void;
};

const nearEnd = 120;

/** Keeps the newest in sight while the reader is at the end, and the place while earlier messages come in above. */
function useScroll(first: number | undefined, last: string | undefined) {
  const box = useRef<HTMLElement>(null);
  const before = useRef({ first, height: 0, atEnd: true });
  useLayoutEffect(() => {
    const element = box.current;
    // `last` names what stands at the end: when it changes, the reader at the end is taken along.
    if (!element || last === undefined) return;
    const old = before.current;
    const grewAbove = first !== undefined && old.first !== undefined && first < old.first;
    if (grewAbove) element.scrollTop += element.scrollHeight - old.height;
    else if (old.atEnd) element.scrollTop = element.scrollHeight;
    before.current = { ...old, first, height: element.scrollHeight };
    const note = () => {
      before.current.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    };
    // The composer grows while somebody writes; the last message stays above it.
    const observer = new ResizeObserver(() => {
      if (before.current.atEnd) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    element.addEventListener('scroll', note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, [first, last]);
  return box;
}

type MessagesProps = {
  conversation: Conversation;
  messages: readonly DeskMessage[];
  /** The number of the one that somebody looked for. */
  found: number | undefined;
};

function Messages({ conversation, messages, found }: MessagesProps) {
  const formats = useFormats();
  const now = useNow(60_000);
  let day = '';
  let from: string | null = null;
  return messages.map((message) => {
    const itsDay = formats.day(message.at, now);
    const isNewDay = itsDay !== day;
    day = itsDay;
    const comesFrom = message.movedFrom !== from ? message.movedFrom : null;
    from = message.movedFrom;
    return (
      <Fragment key={message.id}>
        {comesFrom && (
          <SystemLine icon={IconArrowMerge}>
            <Trans>From {comesFrom}, which was merged into this</Trans>
          </SystemLine>
        )}
        {isNewDay && <DayLine>{itsDay}</DayLine>}
        <div
          id={messageHash(message.number)}
          tabIndex={-1}
          className={message.number === found ? 'found-message' : undefined}
        >
          <ThreadMessage
            message={message}
            conversationId={conversation.id}
            isSeen={message.number <= conversation.customerSeen}
            answer={message.ask ? messages.find((one) => one.answersId === message.id) : undefined}
          />
        </div>
      </Fragment>
    );
  });
}

/** What was written, oldest first, then what is on its way, then who is here. */
export function Thread({ conversation, typers, onPutBack }: ThreadProps) {
  const { thread, problem, again, earlier, farther, isLoadingEarlier } = useThread(conversation.id);
  const messages = thread?.messages ?? [];
  const lookers = useLookers(conversation.id);
  const box = useScroll(messages[0]?.number, `${messages.at(-1)?.id} ${typers.length} ${lookers.length}`);
  const found = useFoundMessage(box, {
    has: (number) => messages.some((message) => message.number === number),
    first: messages[0]?.number,
    hasEarlier: thread?.hasEarlier ?? false,
    isLoading: isLoadingEarlier,
    earlier: farther,
  });
  const arrived = new Set(messages.map((message) => message.id));
  const unsent = useUnsent().filter((one) => one.conversationId === conversation.id && !arrived.has(one.id));
  const files = [messages.map((message) => message.attachments), unsent.map((one) => one.files ?? [])].flat(2);
  return (
    <ScrollBox ref={box} className="thread" label={t`Messages`}>
      {!thread && problem && <Trouble problem={problem} again={again} />}
      {!thread && !problem && <Skeleton label={t`Loading messages`} rows={6} />}
      {thread?.hasEarlier && (
        <Button size="small" kind="quiet" disabled={isLoadingEarlier} onClick={() => void earlier()}>
          {isLoadingEarlier ? t`Loading…` : t`Show earlier messages`}
        </Button>
      )}
      <div className="messages" role="log" aria-label={t`Messages`}>
        <Messages conversation={conversation} messages={messages} found={found} />
        <UnsentMessages conversation={conversation} arrived={arrived} onPutBack={onPutBack} />
      </div>
      <PreviewDialog files={files} />
      <PresenceLines conversationId={conversation.id} typers={typers} customerName={conversation.customerName} />
    </ScrollBox>
  );
}
