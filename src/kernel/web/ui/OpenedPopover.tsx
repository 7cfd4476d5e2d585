import { Popover as MantinePopover } from '@mantine/core';
import { Borrowed, inPlace, useAfterwards } from './floating.tsx';
import type { PopoverProps } from './Popover.tsx';

/** What a panel shows once it was opened; its code comes after the page. */
export function OpenedPopover({
  label,
  of,
  opened,
  onChange,
  position,
  children,
}: Omit<PopoverProps, 'target'> & { of: HTMLElement }) {
  const isAfter = useAfterwards();
  return (
    <MantinePopover
      unstyled
      classNames={{ dropdown: 'menu float panel' }}
      opened={opened && isAfter}
      onChange={onChange}
      position={position ?? 'bottom-start'}
      offset={4}
      trapFocus
      returnFocus
      {...inPlace}
    >
      <MantinePopover.Target>
        <Borrowed of={of} />
      </MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={label}>{children}</MantinePopover.Dropdown>
    </MantinePopover>
  );
}
