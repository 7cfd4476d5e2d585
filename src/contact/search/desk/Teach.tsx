import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type FilterKey, filterKeys } from '../contract-words.ts';

const examples: { words: string; what: string }[] = [
  { words: t`kettle lid`, what: t`Messages with both words, the newest first` },
  { words: t`"not delivered"`, what: t`These words one after the other` },
  { words: t`invoice has:attachment`, what: t`Messages with a file; its name may hold the word` },
  { words: 'H-1234', what: t`A conversation by its reference; P-1001 is a customer` },
  { words: t`refund status:open assignee:me`, what: t`The word in my open conversations` },
];

const narrowing: Record<FilterKey, string> = {
  from: t`Written by a customer or colleague of this name`,
  status: t`In conversations that are open, waiting or resolved`,
  assignee: t`In conversations of a colleague; me and nobody work too`,
  channel: t`By one channel, such as chat or call`,
  tag: t`In conversations with this tag`,
  has: t`has:attachment, for messages that carry a file`,
  on: t`On this day, such as on:2026-05-01`,
  after: t`On this day or later`,
  before: t`Before this day`,
};

type WordsProps = { lines: { words: string; what: string }[]; onPick: (words: string) => void };

/** Words that can be put into the box, and what each does. */
function Words({ lines, onPick }: WordsProps) {
  return (
    <ul className="stack tight">
      {lines.map(({ words, what }) => (
        <li key={words} className="taught">
          <button type="button" className="chip" onClick={() => onPick(words)}>
            <bdi>{words}</bdi>
          </button>
          <span className="quiet">{what}</span>
        </li>
      ))}
    </ul>
  );
}

/** What can be searched and how, before anything was typed. */
export function Teach({ onPick }: { onPick: (words: string) => void }) {
  return (
    <div className="stack loose teach">
      <p className="quiet">
        <Trans>
          Finds customers by name, e-mail address or phone, and conversations by what was written in them. The last word
          may be the beginning of one; capitals and accents do not matter; a misspelt name finds similar ones.
        </Trans>
      </p>
      <section className="stack tight" aria-labelledby="search-examples">
        <h2 id="search-examples">{t`For example`}</h2>
        <Words lines={examples} onPick={onPick} />
      </section>
      <section className="stack tight" aria-labelledby="search-filters">
        <h2 id="search-filters">{t`Words that narrow it`}</h2>
        <Words lines={filterKeys.map((key) => ({ words: `${key}:`, what: narrowing[key] }))} onPick={onPick} />
      </section>
    </div>
  );
}
