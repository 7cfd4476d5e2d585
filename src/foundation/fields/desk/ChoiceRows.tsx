import { t } from '@lingui/core/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { StateMark } from '#kernel/web/ui/State.tsx';

/** A choice as it is typed; one without a key is new. `row` only tells the rows apart. */
export type ChoiceRow = { row: number; key?: string | undefined; label: string };

type ChoiceRowsProps = {
  rows: readonly ChoiceRow[];
  error: string | undefined;
  onChange: (rows: ChoiceRow[]) => void;
};

/** What can be chosen, one a line, in the order in which it is offered. */
export function ChoiceRows({ rows, error, onChange }: ChoiceRowsProps) {
  const add = () => onChange([...rows, { row: Math.max(0, ...rows.map((one) => one.row)) + 1, label: '' }]);
  return (
    <fieldset className="stack tight">
      <legend>{t`Choices`}</legend>
      <div className="choice-rows">
        {rows.map((choice, index) => (
          <div key={choice.row} className="line">
            <input
              className="input grow"
              aria-label={t`Choice ${index + 1}`}
              maxLength={80}
              value={choice.label}
              onChange={(event) => {
                const label = event.currentTarget.value;
                onChange(rows.map((one) => (one.row === choice.row ? { ...one, label } : one)));
              }}
            />
            <IconButton
              icon={IconX}
              size="small"
              label={choice.label === '' ? t`Remove choice ${index + 1}` : t`Remove ${choice.label}`}
              onClick={() => onChange(rows.filter((one) => one.row !== choice.row))}
            />
          </div>
        ))}
      </div>
      <div>
        <Button size="small" icon={IconPlus} onClick={add}>
          {t`Add a choice`}
        </Button>
      </div>
      {error && (
        <span className="err line" role="alert">
          <StateMark state="broken" small />
          <span>{error}</span>
        </span>
      )}
    </fieldset>
  );
}
