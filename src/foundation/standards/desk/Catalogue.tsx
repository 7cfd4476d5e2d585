import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { type Measure, unitWords } from './research-words.ts';

/** Every measure with its formula, how it misleads, and a worked number. */
export function Catalogue({ library, onClose }: { library: Measure[]; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`What can be measured`}
      actions={<Button onClick={onClose}>{t`Close`}</Button>}
    >
      <ul className="stack">
        {library.map((one) => (
          <li key={one.name} className="find">
            <h3>{told(one.words)}</h3>
            <p>{told(one.about)}</p>
            <code>{one.formula}</code> <span className="meta">{unitWords[one.unit]}</span>
            <p className="meta num">
              <Trans>For example: {one.worked}</Trans>
            </p>
            <p className="meta">
              <Trans>Beware: {told(one.pitfall)}</Trans>
            </p>
            <p className="meta">
              <Trans>Left out: {told(one.exclusions)}</Trans>
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
