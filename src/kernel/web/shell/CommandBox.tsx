import { t } from '@lingui/core/macro';
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import { type Finding, useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';
import { useSettled } from '../settled.ts';
import { keyName } from '../ui/KeySheet.tsx';
import type { MenuEntry } from '../ui/Menu.tsx';
import { PaletteBox, type PaletteGroup, type PaletteOption } from '../ui/Palette.tsx';
import { useAccountEntries, workspaceEntries } from './account.tsx';
import { type Action, useOfferedActions } from './actions.ts';
import { useDeskCommands } from './desk-commands.ts';
import { useRail } from './Rail.tsx';
import { ranked } from './ranking.ts';
import { recentPicks, rememberPick } from './recent.ts';

/** Records are asked for once somebody has stopped typing for so long. */
const settleMs = 120;

/** The entries of a menu that can be picked, as options; each says under which heading it stands there. */
function optionsOf(entries: readonly MenuEntry[]): PaletteOption[] {
  let heading = '';
  return entries.flatMap((entry) => {
    if (entry === 'line') {
      heading = '';
      return [];
    }
    if ('group' in entry) {
      heading = `${entry.group}: `;
      return [];
    }
    const label = `${heading}${entry.label}`;
    return [{ id: `you ${label}`, label, icon: entry.icon, keys: entry.keys, onPick: entry.onPick }];
  });
}

function useEverything(showKeys: () => void): PaletteGroup[] {
  const navigate = useNavigate();
  const session = useSession();
  const places = useRail();
  const actions = useOfferedActions();
  const account = useAccountEntries(showKeys);
  const commands = useDeskCommands();
  const settings = useParts()
    .flatMap((part) => part.settings ?? [])
    .filter((one) => one.visible?.(session.can) ?? true)
    .sort((a, b) => a.order - b.order);
  const goTo = (label: string, to: string, icon = IconArrowRight): PaletteOption => ({
    id: `go ${to}`,
    label,
    icon,
    onPick: () => void navigate({ to }),
  });
  // What the page on screen offers itself is nearer than the way to it from elsewhere.
  const isOffered = (label: string) => actions.some((action) => action.label === label);
  const elsewhere = commands.filter(({ command }) => !isOffered(command.label));
  const all: Action[] = [...actions, ...elsewhere.map(({ command, run }) => ({ ...command, run }))];
  const groups = [...new Set(all.map((action) => action.group))];
  return [
    ...groups.map((group) => ({
      label: group,
      options: all
        .filter((action) => action.group === group)
        .map(({ label, icon, key, run }) => ({
          id: `do ${label}`,
          label,
          icon: icon ?? IconArrowRight,
          keys: key === undefined ? undefined : keyName(key),
          onPick: run,
        })),
    })),
    {
      label: t`Go to`,
      options: [
        ...places.map(({ label, to, icon }) => goTo(label, to, icon)),
        ...settings.map(({ label, to, icon }) => goTo(t`Settings: ${label}`, to, icon ?? IconSettings)),
      ],
    },
    { label: t`You`, options: [...optionsOf(workspaceEntries(session)), ...optionsOf(account)] },
  ];
}

/** An option that is remembered when it is picked. */
const remembered = (option: PaletteOption): PaletteOption => ({
  ...option,
  onPick: () => {
    rememberPick(option.id);
    option.onPick();
  },
});

/** The inside of the palette: what can be done, every screen, and records as somebody types. */
export function CommandBox({ onClose, showKeys }: { onClose: () => void; showKeys: () => void }) {
  const everything = useEverything(showKeys).map((group) => ({ ...group, options: group.options.map(remembered) }));
  return <Search everything={everything} onClose={onClose} />;
}

/** Apart from what lists everything, so that a typed letter does not list it anew. */
function Search({ everything, onClose }: { everything: readonly PaletteGroup[]; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const typed = query.trim();
  const asked = useSettled(typed, settleMs);
  const parts = useParts();
  // Read anew each time it opens, not while somebody types.
  const [recent] = useState(recentPicks);
  const [found, setFound] = useState<Readonly<Record<string, Finding>>>({});
  const tell = useCallback((name: string, finding: Finding) => setFound((old) => ({ ...old, [name]: finding })), []);
  const findings = typed === '' || asked === '' ? [] : Object.values(found);
  const records = findings.flatMap((finding) => finding.groups);
  const groups = [...ranked(everything, query, recent), ...records];
  const isLooking = typed !== asked || findings.some((finding) => finding.isLooking);
  const nothing = isLooking ? t`Looking…` : t`Nothing of that name. Try the beginning of a name or address.`;
  return (
    <>
      {asked !== '' && (
        <Suspense fallback={null}>
          {parts.map(
            ({ name, Find }) => Find && <Finder key={name} name={name} Find={Find} query={asked} tell={tell} />,
          )}
        </Suspense>
      )}
      <PaletteBox
        onClose={onClose}
        label={t`Find or do`}
        placeholder={t`Find a customer, a message, a screen or an action`}
        query={query}
        onQuery={setQuery}
        groups={groups}
        status={groups.length === 0 ? nothing : undefined}
        takesFocus
      />
    </>
  );
}

type FinderProps = {
  name: string;
  Find: NonNullable<ReturnType<typeof useParts>[number]['Find']>;
  query: string;
  tell: (name: string, finding: Finding) => void;
};

function Finder({ name, Find, query, tell }: FinderProps) {
  const onFound = useCallback((finding: Finding) => tell(name, finding), [name, tell]);
  return <Find query={query} onFound={onFound} />;
}
