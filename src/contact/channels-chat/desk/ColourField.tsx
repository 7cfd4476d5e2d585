import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { isColour } from '#kernel/contract/colour.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Field } from '#kernel/web/ui/Field.tsx';

type ColourFieldProps = {
  label: string;
  help?: string;
  /** '' is what stands without one of one's own: `own`, which is called `ownIs`. */
  value: string;
  own: string;
  ownIs?: string;
  error: string | undefined;
  onChange: (colour: string) => void;
};

/** One colour, chosen with the system's own picker; empty means what stands without it. */
export function ColourField({ label, help, value, own, ownIs = t`Heed’s own`, error, onChange }: ColourFieldProps) {
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
          <span className="num code">{value === '' ? `${own} (${ownIs})` : value}</span>
          {value !== '' && (
            <Button size="small" kind="quiet" onClick={() => onChange('')}>
              <Trans>
                Use {ownIs}
                <span className="hide">: {label}</span>
              </Trans>
            </Button>
          )}
        </span>
      )}
    </Field>
  );
}
