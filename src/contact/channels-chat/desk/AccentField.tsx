import { Button } from '#kernel/web/ui/Button.tsx';
import { Field } from '#kernel/web/ui/Field.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { contrast, isColour, readable, readableUnderWhite } from './colour.ts';

const standard = '#822e61';

type AccentFieldProps = { value: string; error: string | undefined; onChange: (accent: string) => void };

/** The shop's colour, with a word on whether white can be read on it. Empty means Heed's own. */
export function AccentField({ value, error, onChange }: AccentFieldProps) {
  const shown = isColour(value) ? value : standard;
  const ratio = contrast(shown, '#ffffff');
  const better = readableUnderWhite(shown);
  return (
    <div className="stack tight">
      <Field label="Accent colour" help="Of the button and of the customer’s messages, with white on it." error={error}>
        {(control) => (
          <span className="line">
            <input
              {...control}
              type="color"
              className="swatch"
              value={shown}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
            <span className="num code">{value === '' ? `${standard} (Heed’s own)` : value}</span>
            {value !== '' && (
              <Button size="small" kind="quiet" onClick={() => onChange('')}>
                Use Heed’s own
              </Button>
            )}
          </span>
        )}
      </Field>
      <span className="line wrap" role="status">
        {ratio >= readable ? (
          <State state="kept">White can be read on it ({ratio.toFixed(1)} to 1)</State>
        ) : (
          <>
            <State state="warn">White is hard to read on it ({ratio.toFixed(1)} to 1, 4.5 needed)</State>
            <Button size="small" onClick={() => onChange(better)}>
              Use {better} instead
            </Button>
          </>
        )}
      </span>
    </div>
  );
}
