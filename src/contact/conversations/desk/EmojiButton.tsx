import { t } from '@lingui/core/macro';
import IconMoodSmile from '@tabler/icons-react/dist/esm/icons/IconMoodSmile.mjs';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { Popover } from '#kernel/web/ui/Popover.tsx';
import type { EmojiInUse } from './use-emoji.ts';

const EmojiPanel = lazy(() => import('./EmojiPanel.tsx').then((one) => ({ default: one.EmojiPanel })));

/** Chooses an emoji; `:name` in the text does the same without the mouse. */
export function EmojiButton({ emoji }: { emoji: EmojiInUse }) {
  const [isOpen, setOpen] = useState(false);
  const pick = (sign: string) => {
    setOpen(false);
    // A moment after it closed, the panel gives the focus back to its button; the text is to have it after that.
    setTimeout(() => emoji.insert(sign), 50);
  };
  return (
    <Popover
      label={t`Emoji`}
      opened={isOpen}
      onChange={setOpen}
      target={<IconButton icon={IconMoodSmile} label={t`Emoji`} keys=":" onClick={() => setOpen(!isOpen)} />}
    >
      <Suspense fallback={<div className="emojis" />}>{isOpen && <EmojiPanel onPick={pick} />}</Suspense>
    </Popover>
  );
}

/** Emoji that fit what was typed after the colon. The text box keeps the focus and points to the choice. */
export function EmojiList({ id, emoji }: { id: string; emoji: EmojiInUse }) {
  const { found, at, pick } = emoji;
  if (found.length === 0) return null;
  return (
    <div className="mentions menu" role="listbox" id={id} aria-label={t`Emoji`}>
      {found.map((one, index) => (
        // The keys of a choice are those of the text box, which keeps the focus.
        <div
          key={one.sign}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={classNames('entry', index === at && 'on')}
          onPointerDown={(event) => {
            event.preventDefault();
            pick(one);
          }}
        >
          <span aria-hidden="true">{one.sign}</span>
          <span className="grow cut">{one.name.replaceAll('_', ' ')}</span>
        </div>
      ))}
    </div>
  );
}
