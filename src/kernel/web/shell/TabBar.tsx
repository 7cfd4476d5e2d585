import { t } from '@lingui/core/macro';
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useAccountEntries, workspaceEntries } from './account.tsx';
import { useIsAt, useRail } from './Rail.tsx';

const shown = 3;

/** The way around on a phone, under the thumb. */
export function TabBar({ showKeys, showPalette }: { showKeys: () => void; showPalette: () => void }) {
  const places = useRail();
  const session = useSession();
  const isAt = useIsAt();
  const navigate = useNavigate();
  const account = useAccountEntries(showKeys);
  const workspaces = workspaceEntries(session);
  const rest = places.slice(shown);
  // Five entries are as many as a thumb tells apart, so the bell takes the place of the settings.
  const Bell = useParts().find((part) => part.bell)?.bell?.Tab;
  return (
    <nav className="tabbar" aria-label={t`Main, phone`}>
      {places.slice(0, shown).map((entry) => (
        <Link key={entry.to} to={entry.to} aria-current={isAt(entry.to) ? 'page' : undefined} activeProps={{}}>
          <Icon of={entry.icon} />
          {entry.label}
        </Link>
      ))}
      {Bell ? (
        <Bell />
      ) : (
        <Link to="/settings" aria-current={isAt('/settings') ? 'page' : undefined} activeProps={{}}>
          <Icon of={IconSettings} />
          {t`Settings`}
        </Link>
      )}
      <Menu
        label={t`More`}
        entries={[
          { label: t`Find or do`, onPick: showPalette },
          ...rest.map(({ label, icon, to }) => ({ label, icon, onPick: () => void navigate({ to }) })),
          ...(Bell
            ? [{ label: t`Settings`, icon: IconSettings, onPick: () => void navigate({ to: '/settings' }) }]
            : []),
          ...workspaces,
          ...account,
        ]}
        target={
          <button type="button">
            <Icon of={IconMenu2} />
            {t`More`}
          </button>
        }
      />
    </nav>
  );
}
