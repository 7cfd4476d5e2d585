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

/** The sheet of every key that acts on this screen (`?`), with the switch that turns single letters off. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const keys = useHotkeySheet();
  const { singleKeys, setAppearance } = useAppearance();
  const groups = [...new Set(keys.map((each) => each.group))];
  return (
    <Dialog open={open} onClose={onClose} title="Keys" actions={<Button onClick={onClose}>Close</Button>}>
      {groups.map((group) => (
        <section key={group} className="stack tight">
          <h3>{group}</h3>
          <Keys keys={keys.filter((each) => each.group === group)} />
        </section>
      ))}
      <Switch
        label="Single letters act as keys"
        checked={singleKeys}
        onChange={(on) => setAppearance({ singleKeys: on })}
      />
    </Dialog>
  );
}
