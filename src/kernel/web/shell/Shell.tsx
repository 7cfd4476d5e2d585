import { t } from '@lingui/core/macro';
import '../ui/layout.css';
import './shell.css';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { memo, useEffect, useState } from 'react';
import { useParts } from '../desk-part.ts';
import { fetchWhenIdle } from '../later.ts';
import { WayOn } from '../refusals.tsx';
import { useSession } from '../session.ts';
import { FormatsProvider } from '../ui/formats.tsx';
import { useHotkeys } from '../ui/hotkeys.ts';
import { KeySheet } from '../ui/KeySheet.tsx';
import { OpenedMenu } from '../ui/Menu.tsx';
import { OpenedPopover } from '../ui/Popover.tsx';
import { Tip } from '../ui/Tooltip.tsx';
import { SkipLink } from '../ui/VisuallyHidden.tsx';
import { Banner } from './Banner.tsx';
import { CommandBox, Commands } from './Commands.tsx';
import { useDeskCommands } from './desk-commands.ts';
import { Rail } from './Rail.tsx';
import { TabBar } from './TabBar.tsx';

/** The desk around its pages: rail, tab bar on a phone, palette, keys. */
export function Shell() {
  const { workspace } = useSession();
  const [shown, setShown] = useState<Shown>();
  const parts = useParts();
  useEffect(() => {
    const ofParts = parts.flatMap((part) => [...(part.soon ?? []), ...(part.cards ?? []).map(({ Card }) => Card)]);
    fetchWhenIdle([OpenedMenu, OpenedPopover, Tip, CommandBox, ...ofParts]);
  }, [parts]);
  const Watch = parts.find((part) => part.bell)?.bell?.Watch;
  return (
    <FormatsProvider timeZone={workspace.timeZone}>
      <SkipLink to="main">{t`Skip to the page`}</SkipLink>
      <Around show={setShown} />
      {Watch && <Watch />}
      <WayOn />
      <Keys show={setShown} />
      <Commands open={shown === 'palette'} onClose={() => setShown(undefined)} showKeys={() => setShown('keys')} />
      <KeySheet open={shown === 'keys'} onClose={() => setShown(undefined)} />
    </FormatsProvider>
  );
}

type Shown = 'palette' | 'keys' | undefined;
type Show = { show: (what: Shown) => void };

/** The page and the ways around it. Kept as they are while the palette or the sheet of keys opens over them. */
const Around = memo(function Around({ show }: Show) {
  const showKeys = () => show('keys');
  return (
    <div className="desk">
      <Rail showKeys={showKeys} />
      <main className="page" id="main" tabIndex={-1}>
        <Banner />
        <Outlet />
      </main>
      <TabBar showKeys={showKeys} showPalette={() => show('palette')} />
    </div>
  );
});

/** The keys that act everywhere. */
const Keys = memo(function Keys({ show }: Show) {
  const navigate = useNavigate();
  const group = t`Everywhere`;
  const commands = useDeskCommands();
  useHotkeys([
    { key: 'mod+k', label: t`Find or do`, group, whileTyping: true, run: () => show('palette') },
    { key: '?', label: t`All keys`, group, run: () => show('keys') },
    { key: ',', label: t`Settings`, group, run: () => void navigate({ to: '/settings' }) },
    ...commands.flatMap(({ command: { key, label, group }, run }) => (key ? [{ key, label, group, run }] : [])),
  ]);
  return null;
});
