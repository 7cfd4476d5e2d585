import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { useEffect } from 'react';
import { useData } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Message } from '#kernel/web/ui/Message.tsx';
import { currentMillis, useNow } from '#kernel/web/ui/now.ts';
import { State } from '#kernel/web/ui/State.tsx';
import type { Attachment } from '../contract-files.ts';
import { Attachments } from './Attachments.tsx';
import type { DraftKind } from './drafts.ts';
import { answeredMeanwhile, dropUnsent, sendAgain, takeBack, type Unsent, useUnsent } from './outbox.ts';
import type { Conversation } from './use-changes.ts';
import { Written } from './Written.tsx';

type UnsentMessagesProps = {
  conversation: Conversation;
  /** Ids of messages that the server gave back. */
  arrived: ReadonlySet<string>;
  onPutBack: (kind: DraftKind, text: string, files?: readonly Attachment[]) => void;
};

function Failed({ unsent, onPutBack }: { unsent: Unsent; onPutBack: UnsentMessagesProps['onPutBack'] }) {
  const data = useData();
  const putBack = () => {
    dropUnsent(unsent.id);
    onPutBack(unsent.kind, unsent.text, unsent.files);
  };
  return (
    <div className="unsent" role="alert">
      <State state="broken">{t`Not sent`}</State>
      <span className="meta">{unsent.why}</span>
      <span className="line wrap">
        <Button size="small" onClick={() => sendAgain(data, unsent)}>
          {unsent.code === answeredMeanwhile ? t`Send mine too` : t`Try again`}
        </Button>
        <Button size="small" kind="quiet" onClick={putBack}>
          {t`Back into the text box`}
        </Button>
      </span>
    </div>
  );
}

/** Whole seconds until it leaves; 0 once it is on its way. */
function useSecondsLeft(leavesAt: string): number {
  useNow(1_000);
  return Math.max(0, Math.ceil((Date.parse(leavesAt) - currentMillis()) / 1_000));
}

function Held({ unsent, onPutBack }: { unsent: Unsent; onPutBack: UnsentMessagesProps['onPutBack'] }) {
  const data = useData();
  const left = useSecondsLeft(unsent.leavesAt ?? unsent.at);
  const undo = async () => {
    if (await takeBack(data, unsent)) onPutBack(unsent.kind, '');
  };
  if (left === 0) return <div className="unsent meta">{t`Sending…`}</div>;
  return (
    <div className="unsent">
      <span className="line wrap">
        <span className="meta">
          <Trans>Not sent yet: leaves in {left} s</Trans>
        </span>
        <Button size="small" onClick={() => void undo()}>
          {t`Undo`}
        </Button>
      </span>
    </div>
  );
}

const metaWords: Record<Unsent['state'], string> = { sending: 'sending…', held: '', sent: 'sent', failed: '' };

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
        meta={metaWords[one.state]}
      >
        {one.text && (
          <p className="written">
            <Written text={one.text} />
          </p>
        )}
        <Attachments files={one.files ?? []} />
        {one.state === 'held' && <Held unsent={one} onPutBack={onPutBack} />}
        {one.state === 'failed' && <Failed unsent={one} onPutBack={onPutBack} />}
      </Message>
    ));
}
