import { Menu as MantineMenu } from '@mantine/core';
import { type ComponentPropsWithRef, Fragment } from 'react';
import { classNames } from './class-names.ts';
import { Borrowed, inPlace, useAfterwards } from './floating.tsx';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import type { MenuEntry, MenuProps } from './Menu.tsx';

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

type OpenedProps = Omit<MenuProps, 'target'> & {
  of: HTMLElement;
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
};

/** What a menu shows once it was opened; its code comes after the page. */
export function OpenedMenu({ label, entries, of, isOpen, onChange }: OpenedProps) {
  const isAfter = useAfterwards();
  return (
    <MantineMenu
      unstyled
      classNames={{ dropdown: 'menu float', itemLabel: 'entry-in', divider: 'line-between' }}
      opened={isOpen && isAfter}
      onChange={onChange}
      position="bottom-end"
      offset={4}
      {...inPlace}
      withInitialFocusPlaceholder={false}
    >
      <MantineMenu.Target>
        <Borrowed of={of} />
      </MantineMenu.Target>
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
