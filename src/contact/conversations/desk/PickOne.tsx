import { t } from '@lingui/core/macro';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { isTyping } from '#kernel/web/ui/hotkeys.ts';
import { type Glyph, Icon } from '#kernel/web/ui/Icon.tsx';
import { Kbd } from '#kernel/web/ui/Kbd.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';

export type PickOption = {
  id: string;
  label: string;
  /** What else to know, at the end of the line. */
  detail?: string | undefined;
  icon?: Glyph | undefined;
  chosen?: boolean | undefined;
};

type PickOneProps = {
  title: string;
  options: readonly PickOption[];
  /** Said where nothing can be picked. */
  empty?: ReactNode;
  onPick: (id: string) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Moves the focus among the entries with the arrow keys. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const entries: (Element | null)[] = [...event.currentTarget.querySelectorAll('.entry')];
  if (entries.length === 0) return;
  event.preventDefault();
  const at = entries.indexOf(document.activeElement);
  const next = at < 0 ? entries[0] : entries.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % entries.length);
  if (next instanceof HTMLElement) next.focus();
}

/** One of several, by digit, arrow keys or pointer. However often it is pressed, it is picked once. */
export function PickOne({ title, options, empty, onPick, onClose, children }: PickOneProps) {
  const [query, setQuery] = useState('');
  const isPicked = useRef(false);
  const wanted = query.trim().toLowerCase();
  const shown = wanted === '' ? options : options.filter((one) => one.label.toLowerCase().includes(wanted));
  const pick = (option: PickOption | undefined) => {
    if (!option || isPicked.current) return;
    isPicked.current = true;
    onClose();
    onPick(option.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    moveFocus(event);
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && wanted !== '') {
      event.preventDefault();
      pick(shown[0]);
    }
    const digit = Number(event.key);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !isTyping(event.target);
    if (isPlain && digit >= 1 && digit <= 9) pick(shown[digit - 1]);
  };
  return (
    <Dialog open onClose={onClose} title={title} actions={<Button onClick={onClose}>{t`Cancel`}</Button>}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside arrive here. */}
      <div className="stack tight menu-like" onKeyDown={onKeyDown}>
        {options.length > 9 && <SearchInput label={t`Find`} placeholder={t`Find`} onChange={setQuery} />}
        {shown.map((option, index) => (
          <button
            key={option.id}
            type="button"
            className="entry"
            aria-pressed={option.chosen}
            // biome-ignore lint/a11y/noAutofocus: a dialog begins where its keys act.
            autoFocus={options.length <= 9 && index === 0}
            onClick={() => pick(option)}
          >
            {option.icon && <Icon of={option.icon} />}
            <span className="grow" dir="auto">
              {option.label}
            </span>
            {option.detail && <span className="meta num">{option.detail}</span>}
            {index < 9 && <Kbd>{String(index + 1)}</Kbd>}
          </button>
        ))}
        {shown.length === 0 && <p className="quiet">{options.length === 0 ? empty : t`Nothing is called that.`}</p>}
      </div>
      {children}
    </Dialog>
  );
}
