/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { OutputOf } from '#kernel/contract/contract.ts';
import type { chatConversations } from '../contract.ts';
import { dress } from './dress.ts';
import type { EarlierProps } from './forms.ts';
import { formsStyle } from './forms-style.ts';
import { withLater } from './later-words.ts';

type Page = OutputOf<typeof chatConversations>;

const inStyle = dress(formsStyle);

/** The conversations of somebody for whom the shop vouches, from all their devices. */
export function Earlier({ ask, current, open, locale, ...props }: EarlierProps) {
  const words = withLater(props.words);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const [pages, setPages] = useState<Page[]>([]);
  const [failed, setFailed] = useState(false);
  const last = pages.at(-1);
  const load = async (after: string | null | undefined) => {
    setFailed(false);
    const query = after ? `?after=${encodeURIComponent(after)}` : '';
    const answer = await ask<Page>({ method: 'GET', path: `/chat/conversations${query}` });
    if (answer.ok) setPages((old) => (after ? [...old, answer.data] : [answer.data]));
    else setFailed(true);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is opened
  useEffect(() => void load(null), []);
  const conversations = pages.flatMap((page) => page.conversations);
  return (
    <div class="earlier" ref={inStyle}>
      <h3>{words.earlier}</h3>
      <button type="button" class="btn wide" onClick={() => open(null)}>
        {words.newChat}
      </button>
      {!last && !failed && <p role="status">{words.earlierLoading}</p>}
      {failed && (
        <p role="alert">
          {words.earlierFailed}{' '}
          <button type="button" class="btn small" onClick={() => void load(last?.next)}>
            {words.retry}
          </button>
        </p>
      )}
      {last && conversations.length === 0 && <p>{words.earlierNone}</p>}
      <ul>
        {conversations.map((one) => (
          <li key={one.id}>
            <button type="button" aria-current={one.id === current} onClick={() => open(one.id)}>
              <span dir="auto">{one.subject}</span>
              <span class="meta">
                <time dateTime={one.lastAt}>{day.format(new Date(one.lastAt))}</time>
                {one.isUnread && <b> · {words.newAnswer}</b>}
                {one.isResolved && ` · ${words.isDone}`}
                {one.id === current && ` · ${words.openNow}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {last?.next && !failed && (
        <button type="button" class="btn wide" onClick={() => void load(last.next)}>
          {words.earlierMore}
        </button>
      )}
    </div>
  );
}
