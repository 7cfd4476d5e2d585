import { t } from '@lingui/core/macro';
import './emoji.css';
import { type KeyboardEvent, useState } from 'react';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { type Emoji, emojiFor, emojiGroups } from './emoji-data.ts';

type PanelProps = { onPick: (sign: string) => void };

function Grid({ all, onPick }: PanelProps & { all: readonly Emoji[] }) {
  return (
    <div className="emoji-grid">
      {all.map(({ sign, name }) => (
        <button
          key={sign}
          type="button"
          className="emoji"
          aria-label={name.replaceAll('_', ' ')}
          title={name.replaceAll('_', ' ')}
          onClick={() => onPick(sign)}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}

const columns = 8;
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };

/** Arrows go from emoji to emoji, and up from the first line into the search. */
function step(event: KeyboardEvent<HTMLElement>): void {
  const panel = event.currentTarget;
  const buttons = [...panel.querySelectorAll<HTMLElement>('.emoji')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const by = steps[event.key];
  // In the search the arrows to the sides belong to the text.
  if (by === undefined || (at < 0 && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  const next = at < 0 ? buttons[0] : buttons[at + by];
  if (next) next.focus();
  else if (by < 0) panel.querySelector('input')?.focus();
}

/** All emoji by group, or those that fit what is searched for. Enter takes the first. */
export function EmojiPanel({ onPick }: PanelProps) {
  const [query, setQuery] = useState('');
  const found = query.trim() === '' ? undefined : emojiFor(query.trim());
  const [first] = found ?? [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys go from one button in it to another
    <div className="emojis" onKeyDown={step}>
      <SearchInput
        label={t`Search emoji`}
        placeholder={t`Search emoji`}
        value={query}
        onChange={setQuery}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !first) return;
          event.preventDefault();
          onPick(first.sign);
        }}
      />
      <div className="emoji-all">
        {found === undefined ? (
          emojiGroups.map(({ label, all }) => (
            <section key={label} aria-label={label}>
              <h3 className="meta">{label}</h3>
              <Grid all={all} onPick={onPick} />
            </section>
          ))
        ) : found.length > 0 ? (
          <Grid all={found} onPick={onPick} />
        ) : (
          <p className="meta">{t`No emoji is called that. Your keyboard may have it.`}</p>
        )}
      </div>
    </div>
  );
}
