import { t } from '@lingui/core/macro';
import IconSelector from '@tabler/icons-react/dist/esm/icons/IconSelector.mjs';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import { Link, useRouterState } from '@tanstack/react-router';
import { type DeskPart, useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useAccountEntries, workspaceEntries } from './account.tsx';

export type RailEntry = NonNullable<DeskPart['rail']>;

/** What belongs together, by the order that each part gives its place: from this number on, up to the next. */
const groups = () => [
  { name: t`Daily work`, from: 0, to: 40 },
  { name: t`What we promise`, from: 40, to: 60 },
  { name: t`What it shows`, from: 60, to: Number.POSITIVE_INFINITY },
];

/** The places this role may see, in their order. */
export function useRail(): RailEntry[] {
  const { can } = useSession();
  return useParts()
    .flatMap((part) => (part.rail ? [part.rail] : []))
    .filter((entry) => entry.visible?.(can) ?? true)
    .sort((a, b) => a.order - b.order);
}

/** Whether the page on screen is this place or lies below it. */
export function useIsAt(): (to: string) => boolean {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (to) => path === to || path.startsWith(`${to}/`);
}

function Place({ entry, isHere }: { entry: RailEntry; isHere: boolean }) {
  const { label, icon, to, Count, Views } = entry;
  return (
    <>
      <Link to={to} aria-current={isHere ? 'page' : undefined} activeProps={{}} title={label}>
        <Icon of={icon} />
        <span>{label}</span>
        {Count && <Count />}
      </Link>
      {isHere && Views && <Views />}
    </>
  );
}

function Brand() {
  const session = useSession();
  const entries = workspaceEntries(session);
  const { workspace } = session;
  const isPractice = workspace.kind === 'practice';
  const name = (
    <>
      <Mark className="mark" />
      <span className="grow cut" dir="auto">
        {workspace.name}
      </span>
    </>
  );
  if (entries.length === 0) return <div className="brand">{name}</div>;
  const button = (
    <button
      type="button"
      className="brand"
      aria-label={isPractice ? t`Workspace ${workspace.name}, practice` : t`Workspace ${workspace.name}`}
    >
      {name}
      <Icon of={IconSelector} small />
    </button>
  );
  return <Menu label={t`Workspace`} entries={entries} target={button} />;
}

/** The way around, at the side of the page. */
export function Rail({ showKeys }: { showKeys: () => void }) {
  const { person } = useSession();
  const isAt = useIsAt();
  const places = useRail();
  const account = useAccountEntries(showKeys);
  const Bell = useParts().find((part) => part.bell)?.bell?.Rail;
  return (
    <header className="rail">
      <Brand />
      <nav className="nav" aria-label={t`Main`}>
        {groups().map(({ name, from, to }) => {
          const own = places.filter(({ order }) => order >= from && order < to);
          return own.length === 0 ? null : (
            <section key={name} aria-label={name}>
              {own.map((entry) => (
                <Place key={entry.to} entry={entry} isHere={isAt(entry.to)} />
              ))}
            </section>
          );
        })}
      </nav>
      {Bell && (
        <div className="bell">
          <Bell />
        </div>
      )}
      <nav className="nav yours" aria-label={t`Yours`}>
        <Link to="/settings" aria-current={isAt('/settings') ? 'page' : undefined} activeProps={{}} title={t`Settings`}>
          <Icon of={IconSettings} />
          <span>{t`Settings`}</span>
        </Link>
        <Menu
          label={t`You`}
          entries={account}
          target={
            <button type="button" title={person.name}>
              <Face name={person.name} kind="staff" size="s" />
              <span className="cut" dir="auto">
                {person.name}
              </span>
            </button>
          }
        />
      </nav>
    </header>
  );
}
