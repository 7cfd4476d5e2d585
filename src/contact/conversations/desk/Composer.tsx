import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { useData } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { keyName } from '#kernel/web/ui/KeySheet.tsx';
import { SplitButton } from '#kernel/web/ui/SplitButton.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import type { Conversation } from './actions.ts';
import { type DraftKind, draftOwner, keepDraft, readDraft, useDraft } from './drafts.ts';
import { sendText } from './outbox.ts';
import { useTypingOut } from './typing-out.ts';
import { channels } from './words.tsx';

export type ComposerHandle = {
  focus: (kind: DraftKind) => void;
  /** Puts a text back, before what is being written. */
  put: (kind: DraftKind, text: string) => void;
};

type WriterProps = {
  conversation: Conversation;
  kind: DraftKind;
  wantsFocus: boolean;
  onKind: (kind: DraftKind) => void;
};

const longest = 10_000;

/** Why this text cannot be sent; undefined when it can. */
function refusalOf(text: string): string | undefined {
  const { length } = text.trim();
  if (length === 0) return 'Write something first';
  return length > longest ? `${length - longest} characters too long for one message; send it in two` : undefined;
}

function useGrowing(text: string) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || element.value !== text) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  return area;
}

function Writer({ conversation, kind, wantsFocus, onKind }: WriterProps) {
  const data = useData();
  const { person } = useSession();
  const { text, write } = useDraft(draftOwner(person.id, conversation.id), kind);
  const typing = useTypingOut(conversation.id, kind === 'reply');
  const area = useGrowing(text);
  useEffect(() => {
    const element = area.current;
    if (!element || !wantsFocus) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [area, wantsFocus]);
  const isEmpty = text.trim() === '';
  const refusal = refusalOf(text);
  const send = (status: 'waiting' | 'open') => {
    if (refusal !== undefined) return;
    typing.ended();
    void sendText(data, { personId: person.id, conversationId: conversation.id, kind, text: text.trim(), status });
    write('');
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send('waiting');
    else if (event.key === 'Escape') area.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const channel = channels[conversation.channel];
  const keys = keyName('mod+⏎');
  return (
    <div className={classNames('composer', kind === 'note' && 'as-note')}>
      <div className="top">
        <Segments
          label="Kind of message"
          value={kind}
          onChange={onKind}
          options={[
            { value: 'reply', label: 'Reply' },
            { value: 'note', label: 'Note' },
          ]}
        />
        <span className="meta cut" dir="auto">
          {kind === 'reply'
            ? `to ${conversation.customerName} ${channel.sends}`
            : 'colleagues only, never shown to customers'}
        </span>
        {!isEmpty && <span className="end meta wide nowrap">Draft kept in this browser</span>}
      </div>
      <textarea
        ref={area}
        className="write"
        rows={3}
        aria-label={kind === 'reply' ? 'Reply' : 'Note'}
        placeholder={kind === 'reply' ? 'Write a reply' : 'Write a note for colleagues'}
        dir="auto"
        value={text}
        onKeyDown={onKeyDown}
        onBlur={typing.ended}
        onChange={(event) => {
          write(event.currentTarget.value);
          typing.typed();
        }}
      />
      <div className="foot">
        <span className="grow" />
        {kind === 'reply' && refusal === undefined ? (
          <SplitButton
            kind="primary"
            keys={keys}
            moreLabel="More ways to send"
            more={[
              { label: 'Send and wait for the customer', onPick: () => send('waiting') },
              { label: 'Send and keep open', onPick: () => send('open') },
            ]}
            onClick={() => send('waiting')}
          >
            Send
          </SplitButton>
        ) : (
          <Button
            kind="primary"
            keys={keys}
            onClick={() => send('waiting')}
            {...(refusal && { disabledReason: refusal })}
          >
            {kind === 'reply' ? 'Send' : 'Add note'}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Where replies and notes are written; each keeps its own draft. */
export function Composer({ conversation, ref }: { conversation: Conversation; ref: Ref<ComposerHandle> }) {
  const [state, setState] = useState<{ kind: DraftKind; turn: number; wantsFocus: boolean }>({
    kind: 'reply',
    turn: 0,
    wantsFocus: false,
  });
  const { person } = useSession();
  const owner = draftOwner(person.id, conversation.id);
  const show = (kind: DraftKind) => setState((old) => ({ kind, turn: old.turn + 1, wantsFocus: true }));
  useImperativeHandle(ref, () => ({
    focus: show,
    put: (kind, text) => {
      const kept = readDraft(owner, kind);
      keepDraft(owner, kind, kept === '' ? text : `${text}\n\n${kept}`);
      show(kind);
    },
  }));
  return (
    <Writer
      key={`${state.kind} ${state.turn}`}
      conversation={conversation}
      kind={state.kind}
      wantsFocus={state.wantsFocus}
      onKind={show}
    />
  );
}
