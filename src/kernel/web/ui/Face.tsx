import './small.css';
import { classNames } from './class-names.ts';

/** Up to two letters for a name: "Marisol Adeyemi" is MA, "山田" is 山. */
export function initials(name: string): string {
  const words = name
    .split(/[\s\-_.@]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter(Boolean);
  const first = (word: string | undefined) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '';
  const one = first(words[0]);
  const joined = words.length > 1 ? one + first(words.at(-1)) : one;
  return joined || '?';
}

type FaceProps = {
  name: string;
  /** Customers are round, colleagues are square. */
  kind?: 'customer' | 'staff' | undefined;
  size?: 's' | 'm' | 'l' | undefined;
  /** Read aloud; only where the name does not stand beside it. */
  label?: string | undefined;
};

/** A person as initials. Hidden from screen readers unless `label` is given. */
export function Face({ name, kind = 'customer', size = 'm', label }: FaceProps) {
  const spoken =
    label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <span className={classNames('face', kind === 'staff' && 'staff', size !== 'm' && size)} {...spoken}>
      {initials(name)}
    </span>
  );
}
