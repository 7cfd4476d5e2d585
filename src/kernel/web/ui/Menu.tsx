import './menu.css';
import { Menu as MantineMenu } from '@mantine/core';
import { type ComponentPropsWithRef, Fragment, type ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { inPlace } from './floating.ts';
import { type Glyph, Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

/** One entry of a menu; `'line'` separates, `{ group }` names what follows. */
export type MenuEntry =
  | {
      label: string;
      onPick: () => void;
      icon?: Glyph | undefined;
      keys?: string | undefined;
      /** For choices: whether this one is chosen. */
      chosen?: boolean | undefined;
      danger?: boolean | undefined;
      /** Why it cannot be picked; shown under the label. */
      disabledReason?: string | undefined;
    }
  | 'line'
  | { group: string };

type MenuProps = {
  /** What the menu is about, read out when it opens. */
  label: string;
  entries: MenuEntry[];
  /** The button that opens it; takes a ref. */
  target: ReactElement;
};

// Mantine writes its own role on an item; a choice says beside it whether it is the one that is chosen.
function Chosen(props: ComponentPropsWithRef<'button'>) {
  return <button type="button" {...props} role="menuitemradio" aria-checked="true" />;
}

function Unchosen(props: ComponentPropsWithRef<'button'>) {
  return <button type="button" {...props} role="menuitemradio" aria-checked="false" />;
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === 'line') return <MantineMenu.Divider role="separator" />;
  if ('group' in entry) return <MantineMenu.Label className="meta pg">{entry.group}</MantineMenu.Label>;
  const refused = entry.disabledReason !== undefined;
  return (
    <MantineMenu.Item
      onClick={refused ? undefined : entry.onPick}
      closeMenuOnClick={!refused}
      className={classNames('entry', entry.danger && 'danger')}
      aria-disabled={refused || undefined}
      {...(entry.chosen !== undefined && { component: entry.chosen ? Chosen : Unchosen })}
    >
      {entry.icon && <Icon of={entry.icon} />}
      <span className="grow">
        {entry.label}
        {refused && <span className="why">{entry.disabledReason}</span>}
      </span>
      {entry.keys && (
        <>
          {' '}
          <Kbd>{entry.keys}</Kbd>
        </>
      )}
    </MantineMenu.Item>
  );
}

/** A menu of actions, each with its key. Arrow keys, Home, End, first letters and Escape work. */
export function Menu({ label, entries, target }: MenuProps) {
  return (
    <MantineMenu
      unstyled
      classNames={{ dropdown: 'menu float', itemLabel: 'entry-in', divider: 'line-between' }}
      position="bottom-end"
      offset={4}
      {...inPlace}
      withInitialFocusPlaceholder={false}
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        {entries.map((entry, index) => (
          <Fragment key={typeof entry === 'string' ? `line ${index}` : 'group' in entry ? entry.group : entry.label}>
            <Entry entry={entry} />
          </Fragment>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
