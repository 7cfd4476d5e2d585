import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useState } from 'react';
import { useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';
import { keyName } from '../ui/KeySheet.tsx';
import { Palette, type PaletteGroup, type PaletteOption } from '../ui/Palette.tsx';
import { useOfferedActions } from './actions.ts';
import { useRail } from './Rail.tsx';

const mostFound = 8;

function useEverything(): PaletteGroup[] {
  const navigate = useNavigate();
  const { can } = useSession();
  const places = useRail();
  const actions = useOfferedActions();
  const settings = useParts()
    .flatMap((part) => part.settings ?? [])
    .filter((one) => one.visible?.(can) ?? true)
    .sort((a, b) => a.order - b.order);
  const goTo = (label: string, to: string, icon = IconArrowRight): PaletteOption => ({
    id: `go ${to}`,
    label,
    icon,
    onPick: () => void navigate({ to }),
  });
  const groups = [...new Set(actions.map((action) => action.group))];
  return [
    ...groups.map((group) => ({
      label: group,
      options: actions
        .filter((action) => action.group === group)
        .map(({ label, icon, key, run }) => ({
          id: `do ${group} ${label}`,
          label,
          icon: icon ?? IconArrowRight,
          keys: key === undefined ? undefined : keyName(key),
          onPick: run,
        })),
    })),
    {
      label: 'Go to',
      options: [
        ...places.map(({ label, to, icon }) => goTo(label, to, icon)),
        ...settings.map(({ label, to, icon }) => goTo(`Settings: ${label}`, to, icon ?? IconSettings)),
      ],
    },
  ];
}

/** The options whose words begin with every word of the query. */
function narrowed(groups: PaletteGroup[], query: string): PaletteGroup[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (option: PaletteOption) => {
    const words = String(option.label).toLocaleLowerCase();
    return wanted.every((word) => words.includes(word));
  };
  const left = groups.map((group) => ({ ...group, options: group.options.filter(fits).slice(0, mostFound) }));
  return left.filter((group) => group.options.length > 0);
}

/** The command palette: what can be done here, every screen, and records found by their names. */
export function Commands({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const parts = useParts();
  const everything = useEverything();
  const [found, setFound] = useState<Readonly<Record<string, PaletteGroup | null>>>({});
  const tell = useCallback(
    (name: string, group: PaletteGroup | null) => setFound((old) => ({ ...old, [name]: group })),
    [],
  );
  const close = () => {
    setQuery('');
    onClose();
  };
  const records = asked === '' ? [] : Object.values(found).filter((group) => group !== null);
  const groups = [...narrowed(everything, query), ...records];
  return (
    <>
      {open &&
        asked !== '' &&
        parts.map(({ name, Find }) => Find && <Finder key={name} name={name} Find={Find} query={asked} tell={tell} />)}
      <Palette
        open={open}
        onClose={close}
        label="Find or do"
        placeholder="Find a customer, a screen or an action"
        query={query}
        onQuery={setQuery}
        groups={groups}
        status={groups.length === 0 ? 'Nothing of that name. Try the beginning of a name or address.' : undefined}
      />
    </>
  );
}

type FinderProps = {
  name: string;
  Find: NonNullable<ReturnType<typeof useParts>[number]['Find']>;
  query: string;
  tell: (name: string, group: PaletteGroup | null) => void;
};

function Finder({ name, Find, query, tell }: FinderProps) {
  const onFound = useCallback((group: PaletteGroup | null) => tell(name, group), [name, tell]);
  return <Find query={query} onFound={onFound} />;
}
