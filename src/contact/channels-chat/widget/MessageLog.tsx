/** @jsxImportSource preact */
import { type ComponentChildren, h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Styled, styled } from '#kernel/contract/styled.ts';
import { Attached } from './Attached.tsx';
import type { AskProps } from './ask.ts';
import type { Chat, ChatState } from './chat.ts';
import type { Frame } from './frame.ts';
import { BrokenIcon } from './icons.tsx';
import { dayWords, timeWords } from './language.ts';
import type { Later } from './later.ts';
import { type Row, rowsOf } from './rows.ts';
import { panelWords as words } from './strings.ts';

type MessageRow = Extract<Row, { kind: 'message' }>;

interface LogProps {
  state: ChatState;
  chat: Chat;
  frame: Frame;
  shop: string;
  greeting: string;
  /** What the widget showed by itself: the last word, until it is answered. */
  nudge: string | undefined;
  /** Whether the panel is shown: a hidden log cannot be scrolled. */
  open: boolean;
  retry: (id: string) => void;
  remove: (id: string) => void;
  answer: AskProps['answer'];
  part: Later;
}

/** A box that scrolls must be in reach of the keyboard. */
const reachable = { tabIndex: 0 };

/** How near the end (px) the reader must be for the log to follow new messages. */
const nearPx = 80;

export function MessageLog(props: LogProps) {
  const { state, chat, frame, shop, greeting, nudge, open, retry, remove, answer, part } = props;
  // Until it is there, and without it, the text of the message stands.
  const Ask = state.messages.some((one) => one.ask) ? part('ask') : null;
  const [, filled] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const before = useRef('');
  const rows = rowsOf(state.messages, state.pending, state.seen);
  const moment = `${open} ${state.pending.length}`;
  useLayoutEffect(() => {
    const log = box.current;
    // Who opens the panel or writes wants to see the end, wherever they had scrolled to.
    if (moment !== before.current) follow.current = true;
    before.current = moment;
    if (log && follow.current) log.scrollTop = log.scrollHeight;
  });
  const onScroll = () => {
    const log = box.current;
    if (log) follow.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx;
  };
  return (
    <div
      ref={box}
      class="log"
      role="log"
      // The conversation so far is not news; what comes after it is.
      aria-live={state.ready ? 'polite' : 'off'}
      aria-relevant="additions"
      aria-busy={!state.ready}
      aria-label={words.messages}
      {...reachable}
      onScroll={onScroll}
    >
      {greeting && state.ready && <Greeting shop={shop} text={greeting} />}
      {state.ready || rows.length > 0 ? null : <Skeleton />}
      {rows.map((row) =>
        row.kind === 'day' ? (
          <p class="wday" key={row.key}>
            <bdi>{dayWords(row.at, words)}</bdi>
          </p>
        ) : (
          <Message key={row.key} row={row} offline={state.line === 'offline'} retry={retry} remove={remove}>
            {row.files.length > 0 && (
              <Attached files={row.files} chat={chat} frame={frame} filled={() => filled((n) => n + 1)} />
            )}
            {row.ask && Ask && <Ask id={row.key} ask={row.ask} answered={row.answered} answer={answer} words={words} />}
          </Message>
        ),
      )}
      {nudge && <Greeting shop={shop} text={nudge} />}
    </div>
  );
}

function Greeting({ shop, text }: { shop: string; text: string }) {
  return (
    <div class="m">
      <span class="by">
        <b>
          <bdi>{shop}</bdi>
        </b>
      </span>
      <p dir="auto">{text}</p>
    </div>
  );
}

function Skeleton() {
  return (
    <div class="skel">
      <span class="hide">{words.loading}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

const tags = { pre: 'code', li: 'span', code: 'code', b: 'b', i: 'i' };

/** What somebody wrote, with its emphasis, code, lists and addresses. */
const drawn = (pieces: Styled[]): ComponentChildren =>
  pieces.map(({ at, as, text, inner }) => {
    if (as === 'a') {
      return (
        <a key={at} href={text} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      );
    }
    return as ? h(tags[as], { key: at, class: as }, inner ? drawn(inner) : text) : text;
  });

interface MessageProps {
  row: MessageRow;
  offline: boolean;
  retry: (id: string) => void;
  remove: (id: string) => void;
  children?: ComponentChildren;
}

function Message({ row, offline, retry, remove, children }: MessageProps) {
  const { by, state, at } = row;
  const word =
    state === 'sending' && offline ? words.kept : state === 'none' || state === 'refused' ? '' : words[state];
  return (
    <div class={by === 'me' ? 'm me' : 'm'}>
      {by === 'me' ? <span class="hide">{words.you}: </span> : <StaffName row={row} />}
      {row.text && (
        <p dir="auto" id={`t-${row.key}`}>
          {drawn(styled(row.text))}
        </p>
      )}
      {children}
      {state === 'refused' ? (
        <Refused row={row} retry={retry} remove={remove} />
      ) : (
        <small>
          <time dir="auto" dateTime={at.toISOString()}>
            {timeWords(at)}
          </time>
          {word && (
            <>
              {' · '}
              <bdi>{word}</bdi>
            </>
          )}
        </small>
      )}
    </div>
  );
}

function StaffName({ row }: { row: MessageRow }) {
  if (!row.first) return <span class="hide">{row.name}: </span>;
  return (
    <span class="by">
      <span class="face" aria-hidden="true">
        {Array.from(row.name)[0]?.toUpperCase()}
      </span>
      <b>
        <bdi>{row.name}</bdi>
      </b>
    </span>
  );
}

function Refused({ row, retry, remove }: Omit<MessageProps, 'offline' | 'children'>) {
  return (
    <div class="refused">
      <span class="why" role="alert">
        <BrokenIcon />
        <span>
          <b>{words.notSent}</b> <bdi>{row.refusal?.words || words.notSentReason}</bdi>
        </span>
      </span>
      <button type="button" class="btn small" onClick={() => retry(row.key)}>
        {words.retry}
      </button>
      <button type="button" class="btn small" onClick={() => remove(row.key)}>
        {words.remove}
      </button>
    </div>
  );
}
