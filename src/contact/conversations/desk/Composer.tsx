import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { Kbd } from '#kernel/web/ui/Kbd.tsx';
import { keyName } from '#kernel/web/ui/KeySheet.tsx';
import { SplitButton } from '#kernel/web/ui/SplitButton.tsx';
import type { DeskMessage } from '../contract.ts';
import type { Attachment } from '../contract-files.ts';
import { AnsweredMeanwhile } from './AnsweredMeanwhile.tsx';
import { AskButton } from './AskButton.tsx';
import { AttachButton, DropArea } from './AttachButton.tsx';
import { AttachTray } from './AttachTray.tsx';
import { Above } from './ChannelPlace.tsx';
import { ComposerTop } from './ComposerTop.tsx';
import { useMentionable } from './colleagues.ts';
import { type DraftKind, keeperOf, useDraft } from './drafts.ts';
import { EmojiButton, EmojiList } from './EmojiButton.tsx';
import { MentionList } from './MentionList.tsx';
import { useMarking } from './marking.ts';
import { namedIn } from './mention-text.ts';
import { sendText } from './outbox.ts';
import { useThread } from './thread.ts';
import { useTypingOut } from './typing-out.ts';
import { useAttach } from './use-attach.ts';
import type { Conversation } from './use-changes.ts';
import { useEmoji } from './use-emoji.ts';
import { useMentions } from './use-mentions.ts';

export type ComposerHandle = {
  focus: (kind: DraftKind) => void;
  /** Puts a text back, before what is being written. */
  put: (kind: DraftKind, text: string, files?: readonly Attachment[]) => void;
};

type WriterProps = {
  conversation: Conversation;
  kind: DraftKind;
  /** Asked for the focus so many times. */
  focused: number;
  onKind: (kind: DraftKind) => void;
};

type Standing = 'waiting' | 'open';

const longest = 10_000;
const noAnswers: readonly DeskMessage[] = [];
/** Until the reader's own choice is known. */
const usualUndo = 5;

/** Why this cannot be sent; undefined when it can. */
function refusalOf(text: string, files: readonly Attachment[]): string | undefined {
  const { length } = text.trim();
  if (length === 0 && files.length === 0) return t`Write something first`;
  return length > longest ? t`${length - longest} characters too long for one message; send it in two` : undefined;
}

/** Whether the sheet lets a text box grow by itself: measuring it lays the page out twice with every letter. */
const growsAlone = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

function useGrowing(text: string) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (growsAlone || !element || element.value !== text) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  return area;
}

/** The newest message that is here. */
function useLastNumber({ id, lastNumber }: Conversation): number {
  const { thread } = useThread(id);
  return Math.max(lastNumber, thread?.messages.at(-1)?.number ?? 0);
}

/** What colleagues answered since a draft was begun; undefined seenNumber asks nothing. */
function useAnswersSince(conversation: Conversation) {
  const { thread } = useThread(conversation.id);
  const { person } = useSession();
  return (seenNumber: number) =>
    thread?.messages.filter(
      (one) => one.kind === 'reply' && one.number > seenNumber && one.authorId !== null && one.authorId !== person.id,
    ) ?? noAnswers;
}

function Writer({ conversation, kind, focused, onKind }: WriterProps) {
  const data = useData();
  const { person } = useSession();
  const lastNumber = useLastNumber(conversation);
  const answersSince = useAnswersSince(conversation);
  const draft = useDraft({ personId: person.id, conversationId: conversation.id, kind }, lastNumber);
  const { text, files, keeper } = draft;
  const undoSeconds = useQueryOf('conversations.writing', {}).data?.undoSeconds ?? usualUndo;
  const typing = useTypingOut(conversation.id, kind === 'reply');
  const [asked, setAsked] = useState<{ answers: readonly DeskMessage[]; status: Standing }>();
  const area = useGrowing(text);
  useEffect(() => {
    const element = area.current;
    if (!element || focused === 0) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [area, focused]);
  const mentionable = useMentionable();
  const mentions = useMentions({ area, text, isOn: kind === 'note', write: draft.write });
  useMarking({ area, write: draft.write });
  const emoji = useEmoji({ area, text, write: draft.write });
  const listId = useId();
  const place = `${person.id}.${conversation.id}.${kind}`;
  const attaching = useAttach({ place, keeper, files, lastNumber });
  const box = useRef<HTMLDivElement>(null);
  const refusal = attaching.refusal ?? refusalOf(text, files);
  const sendNow = (status: Standing, seenNumber: number) => {
    typing.ended();
    const own = { personId: person.id, conversationId: conversation.id, kind, text: text.trim(), files, status };
    const asReply = { undoSeconds, seenNumber };
    const asNote = { undoSeconds: 0, mentions: namedIn(own.text, mentionable) };
    void sendText(data, { ...own, ...(kind === 'reply' ? asReply : asNote) });
    keeper.sent();
    area.current?.focus();
  };
  const send = (status: Standing) => {
    if (refusal !== undefined) return;
    const answers = kind === 'reply' ? answersSince(draft.seenNumber) : noAnswers;
    if (answers.length > 0) setAsked({ answers, status });
    else sendNow(status, draft.seenNumber);
  };
  const answerAsked = (sends: boolean) => {
    setAsked(undefined);
    keeper.saw(lastNumber);
    if (sends && asked) sendNow(asked.status, lastNumber);
    else area.current?.focus();
  };
  const isOwnKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send('waiting');
    else if (event.key === 'Escape') area.current?.blur();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mentions.onKeyDown(event) && !emoji.onKeyDown(event) && !isOwnKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={box} className={classNames('composer', kind === 'note' && 'as-note')}>
      <ComposerTop conversation={conversation} kind={kind} draft={draft} onKind={onKind} />
      {kind === 'reply' && <Above channel={conversation.channel} conversationId={conversation.id} />}
      <MentionList id={listId} mentions={mentions} />
      <EmojiList id={listId} emoji={emoji} />
      <textarea
        ref={area}
        className="write"
        rows={3}
        aria-label={kind === 'reply' ? t`Reply` : t`Note`}
        placeholder={kind === 'reply' ? t`Write a reply` : t`Write a note for colleagues`}
        dir="auto"
        value={text}
        onKeyDown={onKeyDown}
        onPaste={attaching.onPaste}
        onBlur={() => {
          typing.ended();
          mentions.close();
          emoji.close();
          keeper.saveNow();
        }}
        onChange={(event) => {
          draft.write(event.currentTarget.value);
          typing.typed();
          mentions.look();
          emoji.look();
        }}
        {...(mentions.found.length + emoji.found.length > 0 && {
          'aria-controls': listId,
          'aria-activedescendant': `${listId}-${mentions.found.length > 0 ? mentions.at : emoji.at}`,
        })}
      />
      <AttachTray attaching={attaching} />
      <div className="foot">
        <AttachButton attaching={attaching} />
        <EmojiButton emoji={emoji} />
        {kind === 'note' && (
          <Button size="small" kind="quiet" onClick={mentions.begin}>
            <Trans>
              <Kbd>@</Kbd> colleague
            </Trans>
          </Button>
        )}
        {kind === 'reply' && <AskButton conversation={conversation} />}
        <span className="grow" />
        <SendButton kind={kind} refusal={refusal} onSend={send} />
      </div>
      <DropArea
        within={box}
        attaching={attaching}
        words={
          kind === 'reply' ? t`Drop files to attach them to your reply` : t`Drop files to attach them to your note`
        }
      />
      <AnsweredMeanwhile
        answers={asked?.answers ?? noAnswers}
        onSend={() => answerAsked(true)}
        onKeep={() => answerAsked(false)}
      />
    </div>
  );
}

type SendButtonProps = { kind: DraftKind; refusal: string | undefined; onSend: (status: Standing) => void };

function SendButton({ kind, refusal, onSend }: SendButtonProps) {
  const keys = keyName('mod+⏎');
  const send = () => onSend('waiting');
  if (kind === 'note' || refusal !== undefined) {
    return (
      <Button kind="primary" keys={keys} onClick={send} {...(refusal && { disabledReason: refusal })}>
        {kind === 'reply' ? t`Send` : t`Add note`}
      </Button>
    );
  }
  return (
    <SplitButton
      kind="primary"
      keys={keys}
      moreLabel={t`More ways to send`}
      more={[
        { label: t`Send and wait for the customer`, onPick: send },
        { label: t`Send and keep open`, onPick: () => onSend('open') },
      ]}
      onClick={send}
    >
      {t`Send`}
    </SplitButton>
  );
}

/** Where replies and notes are written; each keeps its own draft. */
export function Composer({ conversation, ref }: { conversation: Conversation; ref: Ref<ComposerHandle> }) {
  const [{ kind, focused }, setState] = useState<{ kind: DraftKind; focused: number }>({ kind: 'reply', focused: 0 });
  const data = useData();
  const { person } = useSession();
  const lastNumber = useLastNumber(conversation);
  const show = (kind: DraftKind) => setState((old) => ({ kind, focused: old.focused + 1 }));
  useImperativeHandle(ref, () => ({
    focus: show,
    put: (kind, text, files = []) => {
      const keeper = keeperOf(data, { personId: person.id, conversationId: conversation.id, kind });
      if (text !== '' || files.length > 0) keeper.put(text, lastNumber, files);
      show(kind);
    },
  }));
  return <Writer key={kind} conversation={conversation} kind={kind} focused={focused} onKind={show} />;
}
