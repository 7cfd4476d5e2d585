import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '#kernel/web/ui/Button.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import type { Look } from '../contract-look.ts';
import { type Unreadable, unreadableIn } from './readability.ts';

type ReadabilityProps = {
  accent: string;
  look: Look;
  onAccent: (accent: string) => void;
  onLook: (changes: Partial<Look>) => void;
};

/** The part of a look that an unreadable colour is set by. */
const keyOf = {
  light: { surface: 'surface', text: 'text' },
  dark: { accent: 'darkAccent', surface: 'darkSurface', text: 'darkText' },
} as const;

/** Says, while colours are chosen, what cannot be read, and puts it right at a touch. */
export function Readability({ accent, look, onAccent, onLook }: ReadabilityProps) {
  const found = unreadableIn(accent || null, look);
  const mend = ({ scheme, part, better }: Unreadable) => {
    if (scheme === 'light' && part === 'accent') onAccent(better);
    else onLook({ [keyOf[scheme][part as 'text']]: better });
  };
  return (
    <div className="stack tight" role="status">
      {found.length === 0 && <State state="kept">{t`Everything can be read.`}</State>}
      {found.map((one) => (
        <span className="line wrap" key={`${one.scheme} ${one.part}`}>
          <State state="warn">
            <Trans>
              {one.what}, {one.scheme}: {one.ratio.toFixed(1)} to 1, and {one.needed} is needed
            </Trans>
          </State>
          <Button size="small" onClick={() => mend(one)}>
            <Trans>
              Use {one.better} instead
              <span className="hide">
                {' '}
                for {one.part}, {one.scheme}
              </span>
            </Trans>
          </Button>
        </span>
      ))}
    </div>
  );
}
