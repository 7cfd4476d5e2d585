import { t } from '@lingui/core/macro';
import './menu.css';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { Modal } from './Dialog.tsx';
import { type Glyph, Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { SearchInput } from './SearchInput.tsx';

export type PaletteOption = {
  id: string;
  label: ReactNode;
  icon?: Glyph | undefined;
  /** Stands where the icon would: a face. */
  lead?: ReactNode;
  keys?: string | undefined;
  onPick: () => void;
};

export type PaletteGroup = { label: string; options: PaletteOption[] };

type PaletteProps = {
  open: boolean;
  onClose: () => void;
  label: string;
  placeholder?: string | undefined;
  query: string;
  onQuery: (query: string) => void;
  groups: PaletteGroup[];
  /** Said when nothing is found or something is still being looked for. */
  status?: string | undefined;
};

type ResultsProps = {
  id: string;
  groups: PaletteGroup[];
  active: string | undefined;
  onHover: (id: string) => void;
  pick: (option: PaletteOption) => void;
};

/** A name without blanks, as an element's id must be. */
const idOf = (list: string, option: PaletteOption) => `${list}-${option.id.replace(/\s+/g, '_')}`;

function Results({ id, groups, active, onHover, pick }: ResultsProps) {
  return (
    <div role="listbox" id={id} aria-label={t`Results`} className="results">
      {groups.map((group) => (
        <fieldset key={group.label} aria-label={group.label}>
          <span className="meta pg" aria-hidden="true">
            {group.label}
          </span>
          {group.options.map((option) => (
            <button
              key={option.id}
              type="button"
              id={idOf(id, option)}
              role="option"
              tabIndex={-1}
              aria-selected={option.id === active}
              className={option.id === active ? 'entry on' : 'entry'}
              onPointerMove={() => onHover(option.id)}
              onClick={() => pick(option)}
            >
              {option.icon ? <Icon of={option.icon} /> : option.lead}
              <span className="grow cut">{option.label}</span>
              {option.id === active ? <Kbd>⏎</Kbd> : option.keys && <Kbd>{option.keys}</Kbd>}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** The inside of the palette: a search box that steers the options below it. Also usable without the dialog. */
export function PaletteBox({
  label,
  placeholder,
  query,
  onQuery,
  groups,
  status,
  onClose,
}: Omit<PaletteProps, 'open'>) {
  const id = useId();
  const options = groups.flatMap((group) => group.options);
  const [chosen, setChosen] = useState<string>();
  const active = options.some((option) => option.id === chosen) ? chosen : options[0]?.id;
  const current = options.find((option) => option.id === active);
  const activeId = current && idOf(id, current);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const pick = (option: PaletteOption) => {
    onClose();
    option.onPick();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = options.findIndex((option) => option.id === active);
    const option = options[at];
    if (event.key === 'ArrowDown') setChosen(options[(at + 1) % options.length]?.id);
    else if (event.key === 'ArrowUp') setChosen(options.at(at - 1)?.id);
    else if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && option && !event.nativeEvent.isComposing) pick(option);
    else return;
    event.preventDefault();
  };
  return (
    <div className="menu pal">
      <SearchInput
        label={label}
        placeholder={placeholder}
        value={query}
        onChange={onQuery}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={options.length > 0 ? id : undefined}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
      />
      {options.length > 0 && <Results id={id} groups={groups} active={active} onHover={setChosen} pick={pick} />}
      <div role="status" className="meta status">
        {status}
      </div>
    </div>
  );
}

/** The command palette: actions first, then records. Arrow keys choose, Enter does, Escape leaves. */
export function Palette({ open, ...rest }: PaletteProps) {
  return (
    <Modal open={open} onClose={rest.onClose} className="pal-dialog" aria-label={rest.label}>
      <PaletteBox {...rest} />
    </Modal>
  );
}
