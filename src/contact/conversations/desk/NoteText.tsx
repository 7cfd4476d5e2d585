import { Fragment } from 'react';
import { useMentionable } from './colleagues.ts';
import { piecesOf } from './mention-text.ts';

/** What a note says, with the names of those whom it mentions. */
export function NoteText({ text }: { text: string }) {
  let at = 0;
  return piecesOf(text, useMentionable()).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.named ? <b key={key}>{piece.text}</b> : <Fragment key={key}>{piece.text}</Fragment>;
  });
}
