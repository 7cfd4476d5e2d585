import './small.css';

/** A key, as printed on it: `<Kbd>Ctrl ⏎</Kbd>`. */
export function Kbd({ children }: { children: string }) {
  return <kbd dir="ltr">{children}</kbd>;
}
