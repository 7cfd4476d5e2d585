import './gallery.css';
import { useState } from 'react';
import { useAppearance } from '#kernel/web/ui/appearance.ts';
import { useHotkeys } from '#kernel/web/ui/hotkeys.ts';
import { KeySheet } from '#kernel/web/ui/KeySheet.tsx';
import { Mark } from '#kernel/web/ui/Mark.tsx';
import { currentMillis } from '#kernel/web/ui/now.ts';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Controls } from './controls.tsx';
import { Floating } from './floating.tsx';
import { Foundations } from './foundations.tsx';
import { Lists } from './lists.tsx';

function Switches() {
  const { theme, contrast, density, setAppearance } = useAppearance();
  const [direction, setDirection] = useState<'ltr' | 'rtl'>(document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr');
  return (
    <div className="line wrap">
      <Segments
        label="Theme"
        value={theme}
        onChange={(chosen) => setAppearance({ theme: chosen })}
        options={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <Segments
        label="Contrast"
        value={contrast}
        onChange={(chosen) => setAppearance({ contrast: chosen })}
        options={[
          { value: 'system', label: 'Normal' },
          { value: 'high', label: 'High contrast' },
        ]}
      />
      <Segments
        label="Density"
        value={density}
        onChange={(chosen) => setAppearance({ density: chosen })}
        options={[
          { value: 'compact', label: 'Compact' },
          { value: 'comfortable', label: 'Comfortable' },
        ]}
      />
      <Segments
        label="Direction"
        value={direction}
        onChange={(chosen) => {
          document.documentElement.dir = chosen;
          setDirection(chosen);
        }}
        options={[
          { value: 'ltr', label: 'Left to right' },
          { value: 'rtl', label: 'Right to left' },
        ]}
      />
    </div>
  );
}

/** Every part in its states, with switches for theme, contrast, density and direction. Needs a UiProvider and a Toaster. */
export function Gallery() {
  const [now] = useState(currentMillis);
  const [keysShown, setKeysShown] = useState(false);
  useHotkeys([{ key: '?', label: 'all keys', group: 'Everywhere', run: () => setKeysShown(true) }]);
  return (
    <main className="gallery">
      <div className="specimens">
        <header className="gallery-head">
          <div className="line">
            <Mark />
            <h1>Parts</h1>
          </div>
          <p className="quiet">Every part the desk is made of, in its states. Press Tab to see the focus ring.</p>
          <Switches />
        </header>
        <div className="gallery-grid">
          <Foundations />
          <Controls />
          <Lists now={now} />
          <Floating />
        </div>
      </div>
      <KeySheet open={keysShown} onClose={() => setKeysShown(false)} />
    </main>
  );
}
