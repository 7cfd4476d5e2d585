import { useMentionable } from './colleagues.ts';
import { fitting, queryAt, withName } from './mention-text.ts';
import { type Typing, useCompletion } from './use-completion.ts';

const none = () => null;

/** The list of colleagues that opens after an @. Only notes name colleagues. */
export function useMentions({ isOn, ...typing }: Typing & { isOn: boolean }) {
  const all = useMentionable();
  const { area, text } = typing;
  const list = useCompletion({
    ...typing,
    queryAt: isOn ? queryAt : none,
    fitting: (query) => fitting(query, all),
    withChoice: (before, caret, one) => withName(before, caret, one.name),
  });
  /** Begins to name somebody where the caret is. */
  const begin = () => {
    const place = area.current?.selectionStart ?? text.length;
    const before = text.slice(0, place);
    const sign = /(?:^|[\s([])$/u.test(before) ? '@' : ' @';
    list.put({ text: `${before}${sign}${text.slice(place)}`, caret: place + sign.length });
    list.look(place + sign.length);
  };
  return { ...list, begin };
}

export type MentionsInUse = ReturnType<typeof useMentions>;
