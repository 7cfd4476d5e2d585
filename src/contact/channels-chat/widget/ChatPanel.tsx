/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { Composer } from './Composer.tsx';
import type { Chat, ChatState } from './chat.ts';
import type { Frame, OpenOptions } from './frame.ts';
import { CloseIcon, ListIcon, PausedIcon, SoundIcon } from './icons.tsx';
import type { Later } from './later.ts';
import { MessageLog } from './MessageLog.tsx';
import type { More } from './outbox.ts';
import { serviceWords } from './service-words.ts';
import type { Sound } from './sound.ts';
import { panelWords as words } from './strings.ts';

interface PanelProps {
  chat: Chat;
  state: ChatState;
  frame: Frame;
  open: boolean;
  /** Full screen on a phone: the page behind is out of reach. */
  full: boolean;
  /** It cannot be closed: it fills a frame of the page. */
  stays: boolean;
  sound: Sound;
  send: (text: string, more?: More) => void;
  /** What the widget showed by itself, and the customer is about to answer. */
  nudge: OpenOptions['nudge'];
  redraw: () => void;
  offered: string;
  box: RefObject<HTMLTextAreaElement | null>;
  close: () => void;
  part: Later;
}

export function ChatPanel(props: PanelProps) {
  const { chat, state, frame, nudge, open, full, stays, offered, box, close, sound, part, send, redraw } = props;
  const { config } = frame;
  const [listed, list] = useState(false);
  const { service, before, feedback, goesOn, isVerified, conversationId } = state;
  const isNew = state.ready && !conversationId && state.pending.length === 0;
  // Whoever has begun to write goes on; the questions come too late for them.
  const hasBegun = Boolean(box.current?.value || chat.draft.get());
  const isFresh = isNew && !hasBegun && (service?.questions.length || !service?.isOpen);
  const asks = service && !isVerified && (service.onlyVerified || isFresh);
  const forms = open && (asks || listed) ? part('forms') : null;
  const toggle = () => {
    sound.toggle();
    redraw();
  };
  // What was used goes away, and would take the focus with it.
  const goOn = () => setTimeout(() => box.current?.focus());
  return (
    <div class="panel" role="dialog" aria-labelledby="heed-title" aria-modal={full && !stays} hidden={!open}>
      <div class="ph">
        <div class="grow">
          <h2 id="heed-title">
            <bdi>{config.name}</bdi>
          </h2>
          <p>
            <bdi>{serviceWords(service)}</bdi>
          </p>
        </div>
        {isVerified && (
          <button
            type="button"
            class="btn quiet"
            aria-label={words.earlier}
            title={words.earlier}
            aria-pressed={listed}
            onClick={() => list(!listed)}
          >
            <ListIcon />
          </button>
        )}
        <button
          type="button"
          class="btn quiet"
          aria-label={words.sound}
          title={words.sound}
          aria-pressed={sound.isOn()}
          onClick={toggle}
        >
          <SoundIcon on={sound.isOn()} />
        </button>
        {!stays && (
          <button type="button" class="btn quiet" aria-label={words.closeChat} onClick={close}>
            <CloseIcon />
          </button>
        )}
      </div>
      {listed && forms ? (
        <forms.Earlier
          ask={chat.ask}
          current={conversationId}
          open={(id) => {
            list(false);
            void chat.go(id);
            goOn();
          }}
          words={words}
          locale={config.locale}
        />
      ) : (
        <>
          <MessageLog
            state={state}
            chat={chat}
            frame={frame}
            shop={config.name}
            greeting={nudge ? '' : config.greeting}
            nudge={nudge?.text}
            open={open}
            retry={chat.retry}
            remove={chat.remove}
            answer={(text, answer) => send(text, { answer })}
            part={part}
          />
          {/* Seen, not spoken: who listens hears the message itself. */}
          <p class="typing" aria-hidden="true">
            <bdi>{state.typing && state.line === 'fine' ? words.typing(state.typing) : ''}</bdi>
          </p>
          <div class="notice" role="status" hidden={state.line === 'fine'}>
            <PausedIcon />
            <bdi>{state.line === 'offline' ? words.offline : words.again}</bdi>
          </div>
          {feedback && (
            <a class="rate" href={feedback} target="_blank" rel="noopener noreferrer">
              {words.rate}
            </a>
          )}
          {before !== null && (
            <p class="place" role="status">
              <bdi>{before === 0 ? words.next : words.before(before)}</bdi>
            </p>
          )}
          {goesOn && (
            <p class="place">
              <bdi>{config.words[goesOn]}</bdi>
            </p>
          )}
          {asks && forms ? (
            <forms.Start
              service={service}
              offered={offered}
              send={(text, opening) => {
                send(text, { opening });
                goOn();
              }}
              words={words}
            />
          ) : (
            forms !== undefined && <Composer box={box} chat={chat} frame={frame} offered={offered} send={send} />
          )}
        </>
      )}
    </div>
  );
}
