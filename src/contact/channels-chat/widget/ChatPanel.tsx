/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { Composer } from './Composer.tsx';
import type { Chat, ChatState } from './chat.ts';
import type { Frame, OpenOptions } from './frame.ts';
import { CloseIcon, PausedIcon, SoundIcon } from './icons.tsx';
import { MessageLog } from './MessageLog.tsx';
import type { More } from './outbox.ts';
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
}

export function ChatPanel(props: PanelProps) {
  const { chat, state, frame, nudge, open, full, stays, offered, box, close, sound, send, redraw } = props;
  const { config } = frame;
  const toggle = () => {
    sound.toggle();
    redraw();
  };
  return (
    <div class="panel" role="dialog" aria-labelledby="heed-title" aria-modal={full && !stays} hidden={!open}>
      <div class="ph">
        <div class="grow">
          <h2 id="heed-title">
            <bdi>{config.name}</bdi>
          </h2>
          <p>
            <bdi>{words.answer}</bdi>
          </p>
        </div>
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
      />
      {/* Seen, not spoken: who listens hears the message itself. */}
      <p class="typing" aria-hidden="true">
        <bdi>{state.typing && state.line === 'fine' ? words.typing(state.typing) : ''}</bdi>
      </p>
      <div class="notice" role="status" hidden={state.line === 'fine'}>
        <PausedIcon />
        <bdi>{state.line === 'offline' ? words.offline : words.again}</bdi>
      </div>
      <Composer box={box} chat={chat} frame={frame} offered={offered} send={send} />
    </div>
  );
}
