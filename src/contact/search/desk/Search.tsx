import { t } from '@lingui/core/macro';
import './search.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSettled } from '#kernel/web/settled.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { Results } from './Results.tsx';
import { Teach } from './Teach.tsx';
import { Understood } from './Understood.tsx';

/** What stands in the box, and the same in the address so that a search can be kept and passed on. */
function useAsked() {
  const { q = '' } = useSearch({ strict: false }) as { q?: string };
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const settled = useSettled(text, 150);
  const told = useRef(q);
  useEffect(() => {
    if (settled === told.current) return;
    told.current = settled;
    void navigate({ to: '/search', search: settled.trim() === '' ? {} : { q: settled }, replace: true });
  }, [settled, navigate]);
  useEffect(() => {
    // Somebody came here from the palette, or went back: the address leads, not the box.
    if (q === told.current || (q === '' && told.current.trim() === '')) return;
    told.current = q;
    setText(q);
  }, [q]);
  return { text, setText, asked: settled.trim() === '' ? null : settled };
}

/** Moves the focus along the results; before the first one lies the box. */
function useMoving() {
  const place = useRef<HTMLDivElement>(null);
  const move = (by: 1 | -1) => {
    const stops = [...(place.current?.querySelectorAll<HTMLElement>('input, a.hit') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  };
  return { place, move, onKeyDown };
}

/** Search over people, conversations and messages. */
export function Search() {
  const { text, setText, asked } = useAsked();
  const { place, move, onKeyDown } = useMoving();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const group = t`Search`;
  useActions([
    { label: t`To the search box`, key: '/', group, keyOnly: true, run: () => box.current?.select() },
    { label: t`Next result`, key: 'j', group, keyOnly: true, run: () => move(1) },
    { label: t`Previous result`, key: 'k', group, keyOnly: true, run: () => move(-1) },
  ]);
  const ask = (words: string) => {
    setText(words);
    box.current?.focus();
  };
  return (
    <Page title={t`Search`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the box and the links inside. */}
      <div ref={place} className="stack loose searching" onKeyDown={onKeyDown}>
        <div className="stack tight">
          <SearchInput
            ref={box}
            label={t`Search people, conversations and messages`}
            placeholder={t`Words, a name, an address, H-1234`}
            keys="/"
            maxLength={300}
            value={text}
            onChange={setText}
          />
          <Understood text={text} onChange={ask} />
        </div>
        {asked === null ? <Teach onPick={ask} /> : <Results text={asked} />}
      </div>
    </Page>
  );
}
