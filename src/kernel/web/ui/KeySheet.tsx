import { t } from '@lingui/core/macro';
import './small.css';
import { useAppearance } from './appearance.ts';
import { Button } from './Button.tsx';
import { Switch } from './Check.tsx';
import { Dialog } from './Dialog.tsx';
import { type Hotkey, useHotkeySheet } from './hotkeys.ts';
import { Kbd } from './Kbd.tsx';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** A key as printed: `mod+k` is `Ctrl K`, or `⌘ K` on a Mac. */
export function keyName(key: string): string {
  const printed = key.startsWith('mod+') ? `${isMac ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}` : key;
  return printed.replace('Enter', '⏎').replace('Escape', 'Esc');
}

/** Keys with what they do, in columns. */
export function Keys({ keys }: { keys: readonly Pick<Hotkey, 'key' | 'label'>[] }) {
  return (
    <ul className="keys">
      {keys.map((each) => (
        <li key={`${each.key} ${each.label}`}>
          <Kbd>{keyName(each.key)}</Kbd> {each.label}
        </li>
      ))}
    </ul>
  );
}

/** Heading of what acts on every screen; it stands last, what is nearest to the reader first. */
const everywhere = t`Everywhere`;

/** The keys that act here: where two parts ask for the same one, the nearer has it and the other is not shown. */
function acting(keys: readonly Hotkey[]): { group: string; keys: Hotkey[] }[] {
  const shown = keys.filter((each, index) => !keys.slice(index + 1).some((later) => later.key === each.key));
  const names = [...new Set(shown.map((each) => each.group))].sort(
    (a, b) => Number(a === everywhere) - Number(b === everywhere),
  );
  return names.map((group) => ({ group, keys: shown.filter((each) => each.group === group) }));
}

/** Apart from the dialog, so that nothing is gathered while it is closed: keys come and go with every part of a page. */
function Sheet() {
  const keys = useHotkeySheet();
  const { singleKeys, setAppearance } = useAppearance();
  return (
    <>
      <div className="key-groups">
        {acting(keys).map(({ group, keys: each }) => (
          <section key={group} className="stack tight">
            <h3>{group}</h3>
            <Keys keys={each} />
          </section>
        ))}
      </div>
      <Switch
        label={t`Single letters act as keys`}
        checked={singleKeys}
        onChange={(on) => setAppearance({ singleKeys: on })}
      />
    </>
  );
}

/** The sheet of every key that acts on this screen (`?`), with the switch that turns single letters off. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t`Keys`} wide actions={<Button onClick={onClose}>{t`Close`}</Button>}>
      <Sheet />
    </Dialog>
  );
}
