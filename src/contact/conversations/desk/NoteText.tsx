import { Fragment } from 'react';
import { useMentionable } from './colleagues.ts';
import { type Mentionable, piecesOf } from './mention-text.ts';
import { Written } from './Written.tsx';

/** What a note says, with the names of those whom it mentions. */
export function NoteText({ text }: { text: string }) {
  const all = useMentionable();
  return <Written text={text} plain={(words) => named(words, all)} />;
}

function named(words: string, all: readonly Mentionable[]) {
  let at = 0;
  return piecesOf(words, all).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.named ? <b key={key}>{piece.text}</b> : <Fragment key={key}>{piece.text}</Fragment>;
  });
}
