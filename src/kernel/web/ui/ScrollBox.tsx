import './table.css';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { classNames } from './class-names.ts';

type ScrollBoxProps = {
  label: string;
  className?: string | undefined;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
};

/** A named box that scrolls in itself. The keyboard can reach it exactly while there is something to scroll. */
export function ScrollBox({ label, className, ref, children }: ScrollBoxProps) {
  const box = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLElement, []);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    measure();
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={box} className={classNames('scroll', className)} aria-label={label}>
      {children}
    </section>
  );
}
