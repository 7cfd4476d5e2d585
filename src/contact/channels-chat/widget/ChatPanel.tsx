/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { Composer } from './Composer.tsx';
import type { Chat, ChatState } from './chat.ts';
import type { WidgetConfig } from './frame.ts';
import { CloseIcon, PausedIcon } from './icons.tsx';
import { MessageLog } from './MessageLog.tsx';
import { panelWords as words } from './strings.ts';

interface PanelProps {
  chat: Chat;
  state: ChatState;
  config: WidgetConfig;
  open: boolean;
  /** Full screen on a phone: the page behind is out of reach. */
  modal: boolean;
  offered: string;
  box: RefObject<HTMLTextAreaElement | null>;
  close: () => void;
}

export function ChatPanel({ chat, state, config, open, modal, offered, box, close }: PanelProps) {
  const send = (text: string) => chat.send(text, location.origin + location.pathname.slice(0, 400));
  return (
    <div class="panel" role="dialog" aria-labelledby="heed-title" aria-modal={modal} hidden={!open}>
      <div class="ph">
        <div class="grow">
          <h2 id="heed-title">
            <bdi>{config.name}</bdi>
          </h2>
          <p>
            <bdi>{words.answer}</bdi>
          </p>
        </div>
        <button type="button" class="btn quiet" aria-label={words.closeChat} onClick={close}>
          <CloseIcon />
        </button>
      </div>
      <MessageLog
        state={state}
        shop={config.name}
        greeting={config.greeting}
        open={open}
        retry={chat.retry}
        remove={chat.remove}
      />
      {/* Seen, not spoken: who listens hears the message itself. */}
      <p class="typing" aria-hidden="true">
        <bdi>{state.typing && state.line === 'fine' ? words.typing(state.typing) : ''}</bdi>
      </p>
      <div class="notice" role="status" hidden={state.line === 'fine'}>
        <PausedIcon />
        <bdi>{state.line === 'offline' ? words.offline : words.again}</bdi>
      </div>
      <Composer box={box} offered={offered} send={send} typed={chat.typed} ended={chat.typingEnded} />
    </div>
  );
}
