import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { accepted, apart, type FilterKey, filterKeys, understand } from '../contract-words.ts';

const sentences: Record<FilterKey, (value: string) => string> = {
  from: (value) => t`written by ${value}`,
  status: (value) => t`in ${value} conversations`,
  assignee: (value) =>
    value === 'me' ? t`assigned to me` : value === 'nobody' ? t`assigned to nobody` : t`assigned to ${value}`,
  channel: (value) => t`by ${value}`,
  tag: (value) => t`tagged ${value}`,
  has: () => t`with a file`,
  on: (value) => t`on ${value}`,
  after: (value) => t`from ${value} on`,
  before: (value) => t`before ${value}`,
};

/** What a filter takes, as a line. */
function takes(unclear: string): string {
  return accepted[apart(unclear).filter]?.join(', ') ?? t`a name`;
}

/** The text without a filter, whichever way its value was written. */
function without(text: string, key: FilterKey): string {
  return text
    .replace(new RegExp(`${key}:(?:"[^"]*"?|\\S+)`, 'gi'), ' ')
    .replace(/\s+/g, ' ')
    .trimStart();
}

/** What the filters in the box were taken for, each with a way to take it out. */
export function Understood({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { filters, unclear } = understand(text);
  const set = filterKeys.filter((key) => filters[key] !== undefined);
  if (set.length === 0 && unclear.length === 0) return null;
  return (
    <div className="line wrap">
      {set.map((key) => {
        const words = sentences[key](filters[key] ?? '');
        return (
          <button
            key={key}
            type="button"
            className="chip on"
            aria-label={t`Take away: ${words}`}
            onClick={() => onChange(without(text, key))}
          >
            <bdi>{words}</bdi>
            <Icon of={IconX} small />
          </button>
        );
      })}
      {unclear.map((word) => (
        <span key={word} className="meta" role="status">
          <Trans>
            <bdi>{word}</bdi> says nothing yet, so it is left out. It takes: {takes(word)}.
          </Trans>
        </span>
      ))}
    </div>
  );
}
