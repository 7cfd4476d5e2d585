import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { showToast } from '#kernel/web/ui/toasts.ts';

import { useThread } from './thread.ts';
import { type Conversation, touches, useChanges } from './use-changes.ts';

/** Makes a conversation of its own of a message and all that follow. */
export function SplitDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { view = 'all' } = useParams({ strict: false }) as { view?: string };
  const navigate = useNavigate();
  const formats = useFormats();
  const now = useNow(60_000);
  const { thread } = useThread(conversation.id);
  const [fromNumber, setFromNumber] = useState<number>();
  const [subject, setSubject] = useState('');
  const { change } = useChanges(conversation);
  const split = useCommandOf('conversations.split', { touches });
  const messages = thread?.messages.filter((one) => one.number > 1) ?? [];
  const send = async () => {
    if (fromNumber === undefined) return;
    const named = subject.trim() === '' ? {} : { subject };
    const done = await change((at) => split.run({ ...at, fromNumber, ...named }));
    if (!done) return;
    onClose();
    const params = { view, conversationId: done.newConversationId };
    await navigate({ to: '/inbox/$view/$conversationId', params });
    showToast({ state: 'kept', text: t`${done.reference} is a conversation of its own, linked to this one` });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Split ${conversation.reference} into two`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            disabled={split.busy}
            onClick={() => void send()}
            {...(fromNumber === undefined && { disabledReason: t`Choose the first message of the new one` })}
          >
            {split.busy ? t`Splitting…` : t`Split`}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">
          <Trans>
            The message you choose and all after it move into a new conversation with the same customer. Merging it back
            undoes this.
          </Trans>
        </p>
        <fieldset className="choice">
          <legend>{t`First message of the new conversation`}</legend>
          {messages.map((message) => (
            <label key={message.id} className="entry">
              <input
                type="radio"
                name="first"
                checked={fromNumber === message.number}
                onChange={() => setFromNumber(message.number)}
              />
              <span className="grow cut" dir="auto">
                <b>{message.authorName}</b> {message.text}
              </span>
              <time className="meta">{formats.when(message.at, now)}</time>
            </label>
          ))}
        </fieldset>
        <TextInput
          label={t`Subject of the new conversation`}
          help={t`Optional; its first words otherwise.`}
          maxLength={200}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  );
}
