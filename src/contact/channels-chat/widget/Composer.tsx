/** @jsxImportSource preact */
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { bringAttaching, type Tray } from './attaching.ts';
import type { Chat } from './chat.ts';
import type { Frame } from './frame.ts';
import { ClipIcon, SendIcon } from './icons.tsx';
import type { More } from './outbox.ts';
import { panelWords as words } from './strings.ts';

/** Characters in one message, as the server counts them. */
const limit = 10_000;
/** From here on the words say how many are left. */
const warnAt = 9_500;

interface ComposerProps {
  box: RefObject<HTMLTextAreaElement | null>;
  /** Text to begin with, from `heed('open', { text })`. */
  offered: string;
  send: (text: string, more?: More) => void;
  chat: Chat;
  frame: Frame;
}

/** Files to go with the message; the part that knows them comes with the first. */
function useFiles(chat: Chat, frame: Frame) {
  const box = useRef<HTMLDivElement>(null);
  const [tray, setTray] = useState<Tray>();
  const [, redraw] = useState(0);
  const [failed, setFailed] = useState(false);
  const add = async (list: FileList | undefined | null) => {
    const files = [...(list ?? [])];
    if (files.length === 0 || !box.current) return;
    try {
      const it = tray ?? (await bringAttaching(frame)).tray(box.current, chat, () => redraw((n) => n + 1));
      setTray(it);
      setFailed(false);
      it.add(files);
    } catch {
      setFailed(true);
    }
  };
  return { box, tray, failed, add };
}

export function Composer({ box, offered, send, chat, frame }: ComposerProps) {
  const { draft: kept, typed, typingEnded: ended } = chat;
  const files = useFiles(chat, frame);
  const chosen = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(kept.get);
  /** Sent, but for a file that is not there yet. Whoever goes on writing sends anew. */
  const [waits, setWaits] = useState(false);
  const text = draft.trim();
  const tooLong = text.length > limit;
  useLayoutEffect(() => kept.listen(setDraft), [kept]);
  useLayoutEffect(() => kept.set(draft), [kept, draft]);
  useLayoutEffect(() => {
    if (offered) setDraft((old) => old || offered);
  }, [offered]);
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    // The sheet limits it to five lines; from there it scrolls.
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
    const panel = area.closest<HTMLElement>('.panel');
    if (!panel) return;
    // Words that are dragged go where they always go.
    panel.ondragover = panel.ondrop = (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      void files.add(event.dataTransfer.files);
    };
    if (waits && !files.tray?.isBusy()) submit();
  });

  const submit = () => {
    const { tray } = files;
    setWaits(!!tray?.isBusy());
    if ((!text && !tray?.count()) || tooLong || tray?.isBusy()) return;
    setDraft('');
    const taken = tray?.take() ?? [];
    send(text, taken.length > 0 ? { files: taken } : undefined);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter chooses a word (229: browsers that end composing first).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const onInput = (value: string) => {
    setDraft(value);
    setWaits(false);
    if (value.trim()) typed();
    else ended();
  };
  return (
    <>
      <div ref={files.box} class="tray" />
      <form
        class="say"
        onSubmit={(event) => {
          event.preventDefault();
          box.current?.focus();
          submit();
        }}
      >
        <label class="hide" for="heed-text">
          {words.yourMessage}
        </label>
        <textarea
          ref={box}
          id="heed-text"
          rows={1}
          // Empty, it goes with the page: "auto" would put the placeholder at the left.
          dir={draft ? 'auto' : undefined}
          value={draft}
          placeholder={words.write}
          enterkeyhint="send"
          aria-describedby="heed-left"
          aria-invalid={tooLong}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={ended}
          onPaste={(event) => {
            const { files: pasted, types } = event.clipboardData as DataTransfer;
            // A table copied from a spreadsheet comes as a picture too; its text is meant.
            if (!pasted.length || types.includes('text/plain')) return;
            event.preventDefault();
            void files.add(pasted);
          }}
        />
        <input
          ref={chosen}
          type="file"
          multiple
          hidden
          aria-label={words.attach}
          onChange={({ currentTarget }) => {
            void files.add(currentTarget.files);
            currentTarget.value = '';
          }}
        />
        <button type="button" class="btn quiet" aria-label={words.attach} onClick={() => chosen.current?.click()}>
          <ClipIcon />
        </button>
        <button type="submit" class="btn primary" aria-label={words.send}>
          <SendIcon />
        </button>
      </form>
      <p id="heed-left" class={tooLong ? 'left over' : 'left'} role="status">
        {files.failed
          ? words.notAttached
          : waits
            ? words.waits
            : tooLong
              ? words.tooLong(text.length - limit, limit)
              : text.length >= warnAt
                ? words.left(limit - text.length)
                : ''}
      </p>
    </>
  );
}
