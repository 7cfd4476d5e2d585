import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { memo } from 'react';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Message } from '#kernel/web/ui/Message.tsx';
import type { DeskMessage } from '../contract.ts';
import { Asked } from './Asked.tsx';
import { Attachments } from './Attachments.tsx';
import { Beneath } from './ChannelPlace.tsx';
import { NoteText } from './NoteText.tsx';
import { Written } from './Written.tsx';
import { channels } from './words.tsx';

type ThreadMessageProps = {
  message: DeskMessage;
  /** Where it stands in its thread; absent where it is only quoted. */
  conversationId?: string;
  isSeen: boolean;
  /** What answers it, where it asks something. */
  answer?: DeskMessage | undefined;
};

/** One message, note or reply. Line breaks stay as they were written. */
export const ThreadMessage = memo(function ThreadMessage(props: ThreadMessageProps) {
  const { message, conversationId, isSeen, answer } = props;
  const formats = useFormats();
  const time = <time title={formats.full(message.at)}>{formats.time(message.at)}</time>;
  const channel = channels[message.channel];
  const words = message.text && (
    <p className="written">
      <Written text={message.text} />
    </p>
  );
  const files = (
    <>
      <Attachments files={message.attachments} />
      {conversationId && <Beneath channel={message.channel} conversationId={conversationId} messageId={message.id} />}
    </>
  );
  if (message.kind === 'note') {
    return (
      <Message
        from="note"
        name={message.authorName}
        icon={IconLock}
        meta={<Trans>note, colleagues only · {time}</Trans>}
      >
        {message.text && (
          <p className="written">
            <NoteText text={message.text} />
          </p>
        )}
        {files}
      </Message>
    );
  }
  if (message.kind === 'reply') {
    return (
      <Message
        from="staff"
        name={message.authorName}
        meta={
          <>
            {time}
            {isSeen && t` · seen`}
          </>
        }
      >
        {words}
        {files}
        {message.ask && <Asked ask={message.ask} answer={answer} />}
      </Message>
    );
  }
  return (
    <Message
      from="customer"
      name={message.authorName}
      icon={channel.icon}
      meta={
        <>
          {inSentence(channel.label)} · {time}
        </>
      }
    >
      {words}
      {files}
    </Message>
  );
});
