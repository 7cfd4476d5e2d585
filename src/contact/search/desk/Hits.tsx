import { Trans } from '@lingui/react/macro';
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { State } from '#kernel/web/ui/State.tsx';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import { Marked } from './Marked.tsx';
import { type FoundConversation, type FoundMessage, kinds, type Person, plain, statuses } from './words.ts';

/** When, as lists say it; the whole of it on hover. */
function When({ at }: { at: string }) {
  const formats = useFormats();
  const now = useNow(60_000);
  return (
    <time dateTime={at} title={formats.full(at)}>
      {formats.when(at, now)}
    </time>
  );
}

/** The inside of a result: what stands before it, its line, and below it what is known about it. */
function Lines({ lead, line, below }: { lead: ReactNode; line: ReactNode; below: ReactNode }) {
  return (
    <>
      {lead}
      <span className="stack tight">
        <span className="line-of">{line}</span>
        <span className="meta line wrap">{below}</span>
      </span>
    </>
  );
}

export function PersonHit({ person }: { person: Person }) {
  return (
    <li>
      <Link to="/customers/$customerId" params={{ customerId: person.id }} className="hit">
        <Lines
          lead={<Face name={plain(person.name)} size="s" />}
          line={<Marked pieces={person.name} />}
          below={
            <>
              <span className="num">{person.reference}</span>
              {person.email && <bdi>{person.email}</bdi>}
              {person.phone && <bdi className="num">{person.phone}</bdi>}
              {person.lastContactAt && <When at={person.lastContactAt} />}
            </>
          }
        />
      </Link>
    </li>
  );
}

export function ConversationHit({ conversation }: { conversation: FoundConversation }) {
  const { state, word } = statuses[conversation.status];
  const params = { view: 'all', conversationId: conversation.id };
  return (
    <li>
      <Link to="/inbox/$view/$conversationId" params={params} className="hit" preload={false}>
        <Lines
          lead={<Icon of={IconMessages} />}
          line={<Marked pieces={conversation.subject} />}
          below={
            <>
              <span className="num">{conversation.reference}</span>
              <Marked pieces={conversation.customerName} />
              <State state={state}>{word}</State>
              <When at={conversation.lastMessageAt} />
            </>
          }
        />
      </Link>
    </li>
  );
}

export function MessageHit({ message }: { message: FoundMessage }) {
  const { icon, word } = kinds[message.kind];
  const params = { view: 'all', conversationId: message.conversationId };
  return (
    <li className={message.kind === 'note' ? 'is-note' : undefined}>
      <Link
        to="/inbox/$view/$conversationId"
        params={params}
        hash={`message-${message.number}`}
        className="hit"
        preload={false}
      >
        <Lines
          lead={<Icon of={icon} />}
          line={<Marked pieces={message.passage} />}
          below={
            <>
              <span>
                <bdi>{message.authorName}</bdi> {word}
              </span>
              {message.attachment && (
                <span className="line">
                  <Icon of={IconPaperclip} small />
                  <Marked pieces={message.attachment} />
                </span>
              )}
              <span className="num">{message.reference}</span>
              {message.kind !== 'customer' && (
                <span>
                  <Trans>
                    <VisuallyHidden>conversation </VisuallyHidden>
                    with <bdi>{message.customerName}</bdi>
                  </Trans>
                </span>
              )}
              <When at={message.at} />
            </>
          }
        />
      </Link>
    </li>
  );
}
