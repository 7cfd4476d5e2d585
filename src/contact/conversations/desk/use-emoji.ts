import { useEffect, useState } from 'react';
import type { Emoji } from './emoji-data.ts';
import { emojiQueryAt, withEmoji } from './emoji-text.ts';
import { type Typing, useCompletion } from './use-completion.ts';

const most = 7;

/** The list of emoji that opens after a colon and two letters. The emoji themselves come with the first such. */
export function useEmoji(typing: Typing) {
  const [find, setFind] = useState<(query: string) => Emoji[]>();
  const list = useCompletion({
    ...typing,
    queryAt: emojiQueryAt,
    fitting: (query) => find?.(query).slice(0, most) ?? [],
    withChoice: (text, caret, one) => withEmoji(text, caret, one.sign),
  });
  const isAsked = list.query !== null;
  useEffect(() => {
    if (isAsked) void import('./emoji-data.ts').then(({ emojiFor }) => setFind(() => emojiFor));
  }, [isAsked]);
  /** Writes an emoji where the caret is. */
  const insert = (sign: string) => {
    const element = typing.area.current;
    if (!element) return;
    const { value: text, selectionStart: start, selectionEnd: end } = element;
    list.put({ text: text.slice(0, start) + sign + text.slice(end), caret: start + sign.length });
  };
  return { ...list, insert };
}

export type EmojiInUse = ReturnType<typeof useEmoji>;
