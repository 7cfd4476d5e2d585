import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { useEffect } from 'react';
import { useData } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Message } from '#kernel/web/ui/Message.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { Conversation } from './actions.ts';
import type { DraftKind } from './drafts.ts';
import { dropUnsent, sendAgain, type Unsent, useUnsent } from './outbox.ts';

type UnsentMessagesProps = {
  conversation: Conversation;
  /** Ids of messages that the server gave back. */
  arrived: ReadonlySet<string>;
  onPutBack: (kind: DraftKind, text: string) => void;
};

function Failed({ unsent, onPutBack }: { unsent: Unsent; onPutBack: UnsentMessagesProps['onPutBack'] }) {
  const data = useData();
  const putBack = () => {
    dropUnsent(unsent.id);
    onPutBack(unsent.kind, unsent.text);
  };
  return (
    <div className="unsent" role="alert">
      <State state="broken">Not sent</State>
      <span className="meta">{unsent.why}</span>
      <span className="line wrap">
        <Button size="small" onClick={() => sendAgain(data, unsent)}>
          Try again
        </Button>
        <Button size="small" kind="quiet" onClick={putBack}>
          Back into the text box
        </Button>
      </span>
    </div>
  );
}

/** What was written here and is on its way, or could not be sent. Its text stays until the server has it. */
export function UnsentMessages({ conversation, arrived, onPutBack }: UnsentMessagesProps) {
  const { person } = useSession();
  const unsent = useUnsent().filter((one) => one.conversationId === conversation.id && one.personId === person.id);
  const done = unsent.filter((one) => arrived.has(one.id)).map((one) => one.id);
  useEffect(() => {
    for (const id of done) dropUnsent(id);
  });
  return unsent
    .filter((one) => !arrived.has(one.id))
    .map((one) => (
      <Message
        key={one.id}
        from={one.kind === 'note' ? 'note' : 'staff'}
        name={person.name}
        icon={one.kind === 'note' ? IconLock : undefined}
        meta={one.state === 'failed' ? '' : one.state === 'sending' ? 'sending…' : 'sent'}
      >
        <p className="written">{one.text}</p>
        {one.state === 'failed' && <Failed unsent={one} onPutBack={onPutBack} />}
      </Message>
    ));
}
