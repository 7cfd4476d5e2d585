import { Button } from '#kernel/web/ui/Button.tsx';
import { Field } from '#kernel/web/ui/Field.tsx';
import { isColour } from '../colour.ts';

type ColourFieldProps = {
  label: string;
  help?: string;
  /** '' is Heed's own, `own`. */
  value: string;
  own: string;
  error: string | undefined;
  onChange: (colour: string) => void;
};

/** One colour, chosen with the system's own picker; empty means Heed's own. */
export function ColourField({ label, help, value, own, error, onChange }: ColourFieldProps) {
  const shown = isColour(value) ? value : own;
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <span className="line">
          <input
            {...control}
            type="color"
            className="swatch"
            value={shown}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <span className="num code">{value === '' ? `${own} (Heed’s own)` : value}</span>
          {value !== '' && (
            <Button size="small" kind="quiet" onClick={() => onChange('')}>
              Use Heed’s own<span className="hide">: {label}</span>
            </Button>
          )}
        </span>
      )}
    </Field>
  );
}
