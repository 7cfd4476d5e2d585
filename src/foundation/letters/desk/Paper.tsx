import { t } from '@lingui/core/macro';
import './letters.css';
import type { LetterBlock } from '../contract-render.ts';

type PaperProps = {
  sender: string;
  recipient: string;
  date: string;
  reference: string | undefined;
  subject: string;
  blocks: readonly LetterBlock[];
  language: string;
};

/** Parts of a letter have no name of their own: their place is their key. */
function keyed<T>(all: readonly T[]): { key: string; one: T }[] {
  return all.map((one, place) => ({ key: String(place), one }));
}

function Block({ block }: { block: LetterBlock }) {
  if (block.kind === 'heading') return <h3>{block.text}</h3>;
  if (block.kind === 'list')
    return (
      <ul>
        {keyed(block.items).map(({ key, one }) => (
          <li key={key}>{one}</li>
        ))}
      </ul>
    );
  return <p>{block.lines.join('\n')}</p>;
}

/** The letter as it will look, in the proportions of its PDF. White in every theme, as paper is. */
export function Paper({ sender, recipient, date, reference, subject, blocks, language }: PaperProps) {
  return (
    <article className="paper" lang={language} aria-label={t`Letter: ${subject}`}>
      <p className="paper-sender">{sender}</p>
      <div className="paper-head">
        <p className="grow">{recipient}</p>
        <p className="paper-facts">
          {date}
          {'\n'}
          {reference ? t`Reference ${reference}` : ''}
        </p>
      </div>
      {subject.trim() !== '' && <h2>{subject}</h2>}
      {keyed(blocks).map(({ key, one }) => (
        <Block key={key} block={one} />
      ))}
    </article>
  );
}
