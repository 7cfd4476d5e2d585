import './menu.css';
import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { later } from '../later.ts';

type Hovered = {
  'aria-describedby'?: string | undefined;
  onPointerEnter?: ((event: PointerEvent<HTMLButtonElement>) => void) | undefined;
  onPointerLeave?: ((event: PointerEvent<HTMLButtonElement>) => void) | undefined;
  onPointerDown?: ((event: PointerEvent<HTMLButtonElement>) => void) | undefined;
  onFocus?: ((event: FocusEvent<HTMLButtonElement>) => void) | undefined;
  onBlur?: ((event: FocusEvent<HTMLButtonElement>) => void) | undefined;
};

type TooltipProps = {
  label: string;
  keys?: string | undefined;
  /** One element that takes the pointer and focus events. */
  children: ReactElement<Hovered>;
};

const delayMs = 400;

export const Tip = later(() => import('./Tip.tsx'), 'Tip');

/**
 * Words on hover and focus, with the key if there is one. Never the only place something is said. What places them is
 * made when they are shown: a page has dozens of buttons with words.
 */
export function Tooltip({ label, keys, children }: TooltipProps) {
  const id = useId();
  const [of, setOf] = useState<HTMLElement>();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const { props } = children;
  const show = (element: HTMLElement, afterMs: number) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => setOf(element), afterMs);
  };
  const [hide] = useState(() => () => {
    clearTimeout(waiting.current);
    setOf(undefined);
  });
  return (
    <>
      {cloneElement(children, {
        ...(of && { 'aria-describedby': id }),
        onPointerEnter: (event) => {
          props.onPointerEnter?.(event);
          if (event.pointerType !== 'touch') show(event.currentTarget, delayMs);
        },
        onPointerLeave: (event) => {
          props.onPointerLeave?.(event);
          hide();
        },
        onPointerDown: (event) => {
          props.onPointerDown?.(event);
          hide();
        },
        onFocus: (event) => {
          props.onFocus?.(event);
          if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget, 0);
        },
        onBlur: (event) => {
          props.onBlur?.(event);
          hide();
        },
      })}
      {of && (
        <Suspense fallback={null}>
          <Tip id={id} of={of} label={label} keys={keys} onClose={hide} />
        </Suspense>
      )}
    </>
  );
}
