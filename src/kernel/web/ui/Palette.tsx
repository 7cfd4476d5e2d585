import { t } from '@lingui/core/macro';
import './menu.css';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
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

type PaletteBoxProps = {
  onClose: () => void;
  label: string;
  placeholder?: string | undefined;
  query: string;
  onQuery: (query: string) => void;
  groups: PaletteGroup[];
  /** Said when nothing is found or something is still being looked for. */
  status?: string | undefined;
  /** Takes the focus as it appears: in a dialog that was open before it was there. */
  takesFocus?: boolean | undefined;
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

type EntryProps = Pick<ResultsProps, 'onHover' | 'pick'> & { id: string; option: PaletteOption; isActive: boolean };

const Entry = memo(function Entry({ id, option, isActive, onHover, pick }: EntryProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={isActive ? 'entry on' : 'entry'}
      onPointerMove={() => onHover(option.id)}
      onClick={() => pick(option)}
    >
      {option.icon ? <Icon of={option.icon} /> : option.lead}
      <span className="grow cut">{option.label}</span>
      {isActive ? <Kbd>⏎</Kbd> : option.keys && <Kbd>{option.keys}</Kbd>}
    </button>
  );
});

const Results = memo(function Results({ id, groups, active, onHover, pick }: ResultsProps) {
  return (
    <div role="listbox" id={id} aria-label={t`Results`} className="results">
      {groups.map((group) => (
        <fieldset key={group.label} aria-label={group.label}>
          <span className="meta pg" aria-hidden="true">
            {group.label}
          </span>
          {group.options.map((option) => (
            <Entry
              key={option.id}
              id={idOf(id, option)}
              option={option}
              isActive={option.id === active}
              onHover={onHover}
              pick={pick}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
});

/** A search box that steers the options below it: actions first, then records. Arrow keys choose, Enter does, Escape leaves. */
export function PaletteBox(props: PaletteBoxProps) {
  const { label, placeholder, query, onQuery, groups, status, takesFocus, onClose } = props;
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const options = groups.flatMap((group) => group.options);
  const [chosen, setChosen] = useState<string>();
  const active = options.some((option) => option.id === chosen) ? chosen : options[0]?.id;
  // What is typed is seen at once, the list a moment later; Enter goes by the newest, not by what is drawn.
  const drawn = useDeferredValue(groups);
  const current = options.find((option) => option.id === active);
  const activeId = current && idOf(id, current);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  const pick = useCallback((option: PaletteOption) => {
    latest.current();
    option.onPick();
  }, []);
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
        ref={box}
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
      {options.length > 0 && <Results id={id} groups={drawn} active={active} onHover={setChosen} pick={pick} />}
      <div role="status" className="meta status">
        {status}
      </div>
    </div>
  );
}
