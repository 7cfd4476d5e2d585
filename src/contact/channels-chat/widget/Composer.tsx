/** @jsxImportSource preact */
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Draft } from './draft.ts';
import { SendIcon } from './icons.tsx';
import { panelWords as words } from './strings.ts';

/** Characters in one message, as the server counts them. */
const limit = 10_000;
/** From here on the words say how many are left. */
const warnAt = 9_500;

interface ComposerProps {
  box: RefObject<HTMLTextAreaElement | null>;
  kept: Draft;
  /** Text to begin with, from `heed('open', { text })`. */
  offered: string;
  send: (text: string) => void;
  typed: () => void;
  ended: () => void;
}

export function Composer({ box, kept, offered, send, typed, ended }: ComposerProps) {
  const [draft, setDraft] = useState(kept.get);
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
  });

  const submit = () => {
    box.current?.focus();
    if (!text || tooLong) return;
    setDraft('');
    send(text);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter chooses a word (229: browsers that end composing first).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const onInput = (value: string) => {
    setDraft(value);
    if (value.trim()) typed();
    else ended();
  };
  return (
    <>
      <form
        class="say"
        onSubmit={(event) => {
          event.preventDefault();
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
        />
        <button type="submit" class="btn primary" aria-label={words.send}>
          <SendIcon />
        </button>
      </form>
      <p id="heed-left" class={tooLong ? 'left over' : 'left'} role="status">
        {tooLong
          ? words.tooLong(text.length - limit, limit)
          : text.length >= warnAt
            ? words.left(limit - text.length)
            : ''}
      </p>
    </>
  );
}
