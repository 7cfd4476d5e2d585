import { t } from '@lingui/core/macro';
import '../ui/layout.css';
import './shell.css';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useParts } from '../desk-part.ts';
import { fetchWhenIdle } from '../later.ts';
import { WayOn } from '../refusals.tsx';
import { useSession } from '../session.ts';
import { FormatsProvider } from '../ui/formats.tsx';
import { useHotkeys } from '../ui/hotkeys.ts';
import { KeySheet } from '../ui/KeySheet.tsx';
import { SkipLink } from '../ui/VisuallyHidden.tsx';
import { Banner } from './Banner.tsx';
import { Commands, useDeskCommands } from './Commands.tsx';
import { Rail } from './Rail.tsx';
import { TabBar } from './TabBar.tsx';

/** The desk around its pages: rail, tab bar on a phone, palette, keys. */
export function Shell() {
  const { workspace } = useSession();
  const navigate = useNavigate();
  const [keysShown, setKeysShown] = useState(false);
  const [paletteShown, setPaletteShown] = useState(false);
  const group = t`Everywhere`;
  const commands = useDeskCommands();
  useHotkeys([
    { key: 'mod+k', label: t`Find or do`, group, whileTyping: true, run: () => setPaletteShown(true) },
    { key: '?', label: t`All keys`, group, run: () => setKeysShown(true) },
    { key: ',', label: t`Settings`, group, run: () => void navigate({ to: '/settings' }) },
    ...commands.flatMap(({ command: { key, label, group }, run }) => (key ? [{ key, label, group, run }] : [])),
  ]);
  const parts = useParts();
  useEffect(() => {
    fetchWhenIdle(parts.flatMap((part) => [...(part.soon ?? []), ...(part.cards ?? []).map(({ Card }) => Card)]));
  }, [parts]);
  const Watch = parts.find((part) => part.bell)?.bell?.Watch;
  const showKeys = () => setKeysShown(true);
  return (
    <FormatsProvider timeZone={workspace.timeZone}>
      <SkipLink to="main">{t`Skip to the page`}</SkipLink>
      <div className="desk">
        <Rail showKeys={showKeys} />
        <main className="page" id="main" tabIndex={-1}>
          <Banner />
          <Outlet />
        </main>
        <TabBar showKeys={showKeys} showPalette={() => setPaletteShown(true)} />
      </div>
      {Watch && <Watch />}
      <WayOn />
      <Commands open={paletteShown} onClose={() => setPaletteShown(false)} showKeys={showKeys} />
      <KeySheet open={keysShown} onClose={() => setKeysShown(false)} />
    </FormatsProvider>
  );
}
