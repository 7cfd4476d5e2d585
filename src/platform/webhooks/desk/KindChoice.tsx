import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './webhooks.css';
import { useId, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Check, Radio } from '#kernel/web/ui/Check.tsx';
import { SearchInput } from '#kernel/web/ui/SearchInput.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

type KindChoiceProps = {
  /** Null is every kind. */
  kinds: string[] | null;
  error: string | undefined;
  onChange: (kinds: string[] | null) => void;
};

/** The sentence of the audit log without its facts: `changed a team`. */
function withoutFacts(sentence: string): string {
  return sentence.replace(/ ?\(\{\w+\}\)/g, '').replace(/\{\w+\}/g, '…');
}

function KindList({ chosen, onChange }: { chosen: readonly string[]; onChange: (kinds: string[]) => void }) {
  const query = useQueryOf('webhooks.kinds', {});
  const [wanted, setWanted] = useState('');
  const words = wanted.trim().toLowerCase();
  const fitting = query.data?.kinds.filter(({ type, sentence }) => `${type} ${sentence}`.toLowerCase().includes(words));
  const toggle = (type: string, on: boolean) =>
    onChange(on ? [...chosen, type] : chosen.filter((each) => each !== type));
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  if (!fitting) return <Skeleton label={t`Loading kinds of events`} shape="rows" />;
  return (
    <>
      <SearchInput label={t`Find a kind of event`} value={wanted} onChange={setWanted} />
      <div className="webhook-kinds">
        {fitting.map(({ type, sentence }) => (
          <Check
            key={type}
            label={<span className="code">{type}</span>}
            help={withoutFacts(sentence)}
            checked={chosen.includes(type)}
            onChange={(on) => toggle(type, on)}
          />
        ))}
        {fitting.length === 0 && <p className="quiet">{t`No kind of event is called that.`}</p>}
      </div>
    </>
  );
}

/** Every kind of event, or some. */
export function KindChoice({ kinds, error, onChange }: KindChoiceProps) {
  const name = useId();
  return (
    <fieldset className="stack tight">
      <legend>{t`What it is told`}</legend>
      <Radio name={name} label={t`Every kind of event`} checked={kinds === null} onChange={() => onChange(null)} />
      <Radio name={name} label={t`These kinds`} checked={kinds !== null} onChange={() => onChange(kinds ?? [])} />
      {error && (
        <span className="err" role="alert">
          <Trans>Choose one kind or more.</Trans>
        </span>
      )}
      {kinds && <KindList chosen={kinds} onChange={onChange} />}
    </fieldset>
  );
}
