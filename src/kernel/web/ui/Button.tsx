import './button.css';
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type Glyph, Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { Tooltip } from './Tooltip.tsx';

type ButtonLook = {
  /** One primary button a screen. */
  kind?: 'primary' | 'default' | 'quiet' | 'danger' | undefined;
  size?: 'small' | 'big' | undefined;
  icon?: Glyph | undefined;
  /** The key that does the same, shown inside. */
  keys?: string | undefined;
  /** For buttons that stay down: whether it is down. */
  pressed?: boolean | undefined;
  /** Why it cannot be pressed, and the way to a yes. The button stays visible and focusable and says this. */
  disabledReason?: string | undefined;
};

export type ButtonProps = ButtonLook & Omit<ComponentPropsWithRef<'button'>, 'color'>;

function look({ kind, size, icon, children }: ButtonLook & { children?: ReactNode }, className?: string): string {
  const iconOnly = icon !== undefined && children === undefined;
  return classNames('btn', kind !== 'default' && kind, size, iconOnly && 'icon', className);
}

/** A button whose label says what happens. `<Button kind="primary" keys="Ctrl ⏎">Send</Button>` */
export function Button({ kind, size, icon, keys, pressed, disabledReason, className, children, ...rest }: ButtonProps) {
  const refused = disabledReason !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={look({ kind, size, icon, children }, className)}
      aria-pressed={pressed}
      {...(refused && { 'aria-disabled': true, onClick: (event: MouseEvent) => event.preventDefault() })}
    >
      {icon && <Icon of={icon} />}
      {children}
      {keys && (
        <>
          {' '}
          <Kbd>{keys}</Kbd>
        </>
      )}
    </button>
  );
  return refused ? <Tooltip label={disabledReason}>{button}</Tooltip> : button;
}

export type IconButtonProps = Omit<ButtonProps, 'children' | 'icon'> & { icon: Glyph; label: string };

type BareProps = Omit<ButtonProps, 'children'> & { describedBy?: string | undefined };

// The tooltip repeats the name, so it must not be read out a second time as the description.
function Bare({ describedBy, 'aria-describedby': _tooltip, ...rest }: BareProps) {
  return <Button {...rest} aria-describedby={describedBy} />;
}

/** A button of one icon; its label is read aloud and shown as a tooltip with its key. */
export function IconButton({ label, keys, disabledReason, kind = 'quiet', ...rest }: IconButtonProps) {
  if (disabledReason !== undefined)
    return <Button kind={kind} {...rest} disabledReason={disabledReason} aria-label={label} />;
  return (
    <Tooltip label={label} keys={keys}>
      <Bare kind={kind} {...rest} describedBy={rest['aria-describedby']} aria-label={label} />
    </Tooltip>
  );
}

export type ButtonLinkProps = Omit<ButtonLook, 'pressed' | 'disabledReason'> & ComponentPropsWithRef<'a'>;

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ kind, size, icon, keys, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={look({ kind, size, icon, children }, className)}>
      {icon && <Icon of={icon} />}
      {children}
      {keys && (
        <>
          {' '}
          <Kbd>{keys}</Kbd>
        </>
      )}
    </a>
  );
}
