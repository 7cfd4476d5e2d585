import './search.css';
import type { Passage } from '../contract.ts';

/** A line with what was looked for marked in it. */
export function Marked({ pieces }: { pieces: Passage }) {
  let at = 0;
  return (
    <bdi>
      {pieces.map(({ text, isHit }) => {
        const key = at;
        at += text.length;
        return isHit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
      })}
    </bdi>
  );
}
