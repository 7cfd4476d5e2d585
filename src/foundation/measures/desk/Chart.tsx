import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState } from 'react';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

type Draw = typeof import('./draw.ts');

type ChartProps = {
  /** What the picture shows, in a sentence; the table beside it has the numbers. */
  label: string;
  paint: (draw: Draw, width: number) => SVGSVGElement;
};

/** A picture as wide as its place. What draws it is loaded when the first one is shown. */
export function Chart({ label, paint }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [draw, setDraw] = useState<Draw | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    let isHere = true;
    void import('./draw.ts').then((loaded) => isHere && setDraw(loaded));
    return () => {
      isHere = false;
    };
  }, []);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    if (!element || !draw || width === 0) return;
    element.replaceChildren(paint(draw, width));
  }, [draw, width, paint]);
  return (
    <>
      {!draw && <Skeleton label={t`Drawing`} rows={5} />}
      <div ref={box} className="chart" role="img" aria-label={label} />
    </>
  );
}
