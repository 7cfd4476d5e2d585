import { t } from '@lingui/core/macro';
import IconDeviceDesktop from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs';
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs';
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs';
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import { type Session, useSession } from '../session.ts';
import { type Appearance, useAppearance } from '../ui/appearance.ts';
import type { MenuEntry } from '../ui/Menu.tsx';

const themes = [
  { value: 'system', label: t`As the system`, icon: IconDeviceDesktop },
  { value: 'light', label: t`Light`, icon: IconSun },
  { value: 'dark', label: t`Dark`, icon: IconMoon },
] as const;

/** What can be chosen about the look, as entries of a menu. */
export function lookEntries(look: Appearance, set: (change: Partial<Appearance>) => void): MenuEntry[] {
  return [
    { group: t`Look` },
    ...themes.map(({ value, label, icon }) => ({
      label,
      icon,
      chosen: look.theme === value,
      onPick: () => set({ theme: value }),
    })),
    'line',
    {
      label: t`High contrast`,
      chosen: look.contrast === 'high',
      onPick: () => set({ contrast: look.contrast === 'high' ? 'system' : 'high' }),
    },
    {
      label: t`More room between lines`,
      chosen: look.density === 'comfortable',
      onPick: () => set({ density: look.density === 'comfortable' ? 'compact' : 'comfortable' }),
    },
  ];
}

/** The workspaces to work in; none when there is only one. */
export function workspaceEntries(session: Session): MenuEntry[] {
  if (session.workspaces.length < 2) return [];
  return [
    { group: t`Workspace` },
    ...session.workspaces.map((one) => ({
      label: one.kind === 'practice' ? t`${one.name} (practice)` : one.name,
      icon: one.kind === 'practice' ? IconSchool : IconWorld,
      chosen: one.id === session.workspace.id,
      onPick: () => {
        if (one.id !== session.workspace.id) session.switchTo(one.id);
      },
    })),
  ];
}

/** Everything of the account menu: look, keys, sign out. */
export function useAccountEntries(showKeys: () => void): MenuEntry[] {
  const { setAppearance, ...look } = useAppearance();
  const session = useSession();
  return [
    ...lookEntries(look, setAppearance),
    'line',
    { label: t`All keys`, icon: IconKeyboard, keys: '?', onPick: showKeys },
    { label: t`Sign out`, icon: IconLogout, onPick: session.signOut },
  ];
}
