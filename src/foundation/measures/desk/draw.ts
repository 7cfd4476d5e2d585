import * as Plot from '@observablehq/plot';

/** One point of a trend; `at` is the first day of its group. */
export interface Point {
  at: Date;
  value: number;
  low: number | null;
  high: number | null;
  title: string;
}
export interface Bar {
  label: string;
  value: number;
  title: string;
}
export interface Tile {
  row: string;
  column: string;
  value: number;
  shown: string;
  title: string;
}

/**
 * Draws beside the page and moves the finished picture in. Plot puts a style element into every picture, which the
 * page's policy would refuse; its rules stand in reports.css instead.
 */
function drawn(options: Plot.PlotOptions): SVGSVGElement {
  const workshop = document.implementation.createHTMLDocument('');
  const picture = Plot.plot({ ...options, document: workshop, className: 'plot' }) as SVGSVGElement;
  for (const style of picture.querySelectorAll('style')) style.remove();
  // The words about a picture stand beside it; the twin table says the rest.
  picture.setAttribute('aria-hidden', 'true');
  return document.adoptNode(picture);
}

const axis = { tickSize: 0, tickPadding: 8 } as const;

/** How the axes of a trend are written. */
export interface TrendAxes {
  domain: [number, number];
  ticks: number[];
  value: (value: number) => string;
  day: (at: Date) => string;
  /** What is to be reached. */
  goal?: number;
  /** What happened meanwhile, marked behind the line. */
  spans?: readonly { from: Date; to: Date; title: string }[];
}

/** A line with its interval around it. */
export function drawTrend(points: readonly Point[], width: number, axes: TrendAxes): SVGSVGElement {
  const banded = points.filter((point) => point.low !== null && point.high !== null);
  const every = Math.ceil(points.length / Math.max(2, Math.floor((width - 90) / 76)));
  const days = points.filter((_, i) => (points.length - 1 - i) % every === 0).map((point) => point.at);
  return drawn({
    width,
    height: 232,
    marginLeft: 76,
    marginRight: 26,
    marginTop: 14,
    marginBottom: 26,
    x: { type: 'utc', label: null },
    y: { label: null, domain: axes.domain },
    marks: [
      Plot.rect([...(axes.spans ?? [])], {
        x1: 'from',
        x2: 'to',
        fill: 'var(--warn-line)',
        fillOpacity: 0.45,
        title: 'title',
      }),
      Plot.gridY(axes.ticks, { stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisY(axes.ticks, { ...axis, tickFormat: axes.value }),
      Plot.axisX(days, { ...axis, tickFormat: axes.day }),
      Plot.ruleY(axes.goal === undefined ? [] : [axes.goal], { stroke: 'var(--text-2)', strokeDasharray: '2 4' }),
      Plot.areaY(banded, { x: 'at', y1: 'low', y2: 'high', fill: 'var(--chart-1)', fillOpacity: 0.13 }),
      Plot.lineY([...points], {
        x: 'at',
        y: 'value',
        stroke: 'var(--chart-1)',
        strokeWidth: 2,
        strokeLinejoin: 'round',
      }),
      Plot.dot([...points], { x: 'at', y: 'value', r: 3.2, fill: 'var(--chart-1)', title: 'title' }),
    ],
  });
}

/** Bars under their words, the longest first. */
export function drawBars(bars: readonly Bar[], width: number): SVGSVGElement {
  const most = Math.max(...bars.map((bar) => bar.value), 1);
  const shared = { y: 'label', sort: null };
  return drawn({
    width,
    height: bars.length * 40 + 4,
    marginLeft: 0,
    marginRight: 0,
    marginTop: 0,
    marginBottom: 4,
    x: { axis: null, domain: [0, most] },
    y: { axis: null, domain: bars.map((bar) => bar.label), padding: 0.3 },
    marks: [
      Plot.barX([...bars], { ...shared, x: most, fill: 'var(--line)', insetTop: 16, insetBottom: 2 }),
      Plot.barX([...bars], {
        ...shared,
        x: 'value',
        fill: 'var(--chart-2)',
        insetTop: 16,
        insetBottom: 2,
        title: 'title',
      }),
      Plot.text([...bars], { ...shared, x: 0, dy: -6, text: 'label', textAnchor: 'start', className: 'plot-label' }),
      Plot.text([...bars], { ...shared, x: most, dy: -6, text: (bar: Bar) => `${bar.value}`, textAnchor: 'end' }),
    ],
  });
}

/** A field of tiles, darker where there is more; they say their numbers where there is room. */
export function drawTiles(tiles: readonly Tile[], rows: string[], columns: string[], width: number): SVGSVGElement {
  const most = Math.max(...tiles.map((tile) => tile.value), 0.000_1);
  const shared = { x: 'column', y: 'row' };
  const hasRoom = (width - 34) / columns.length >= 17;
  return drawn({
    width,
    height: rows.length * 22 + 22,
    marginLeft: 34,
    marginRight: 0,
    marginTop: 20,
    marginBottom: 2,
    x: { domain: columns, label: null, padding: 0.06, axis: null },
    y: { domain: rows, label: null, padding: 0.08, axis: null },
    marks: [
      Plot.axisX({
        ...axis,
        anchor: 'top',
        ticks: columns.filter((_, i) => i % 2 === 0),
        tickFormat: (hour: string) => `${Number(hour)}`,
      }),
      Plot.axisY({ ...axis }),
      Plot.cell([...tiles], {
        ...shared,
        rx: 2,
        fill: (tile: Tile) =>
          `color-mix(in oklab, var(--chart-4) ${Math.round(4 + (tile.value / most) * 52)}%, var(--surface))`,
        title: 'title',
      }),
      ...(hasRoom ? [Plot.text([...tiles], { ...shared, text: 'shown', className: 'plot-tile' })] : []),
    ],
  });
}
