import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import { Button, type ButtonProps } from './Button.tsx';
import { Menu, type MenuEntry } from './Menu.tsx';

type SplitButtonProps = Omit<ButtonProps, 'size'> & {
  /** Name of the second half: "More ways to send". */
  moreLabel: string;
  more: MenuEntry[];
};

/** A button with the usual action and a menu of the less usual ones beside it. */
export function SplitButton({ moreLabel, more, ...rest }: SplitButtonProps) {
  return (
    <span className="split">
      <Button {...rest} />
      <Menu
        label={moreLabel}
        entries={more}
        target={<Button kind={rest.kind} icon={IconChevronDown} disabled={rest.disabled} aria-label={moreLabel} />}
      />
    </span>
  );
}
