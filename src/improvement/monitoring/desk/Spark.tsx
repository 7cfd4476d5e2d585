import { t } from '@lingui/core/macro';
import type { Goal } from './words.ts';

const width = 200;
const height = 36;
const edge = 5;

/** Where each week with rows stands; the goal is in the picture too. */
function drawnOf({ weeks, goal }: Pick<Goal, 'weeks' | 'goal'>) {
  const known = weeks.flatMap(({ value }, at) => (value === null ? [] : [{ at, value }]));
  const values = [goal, ...known.map((one) => one.value)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number) => height - edge - ((value - low) / (high - low || 1)) * (height - 2 * edge);
  const x = (at: number) => edge + (at / Math.max(1, weeks.length - 1)) * (width - 2 * edge);
  const points = known.map(({ at, value }) => ({ x: x(at), y: y(value) }));
  // The last week is the present one; on its Monday a handful of rows would look like a fall.
  const isRunning = known.at(-1)?.at === weeks.length - 1;
  return { points, whole: isRunning ? points.slice(0, -1) : points, isRunning, goalY: y(goal) };
}

const lineOf = (points: readonly { x: number; y: number }[]) =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** Thirteen weeks as a line beside the dotted goal; the present one, which is not over, is open. The numbers stand on the goal's own page. */
export function Spark({ goal }: { goal: Pick<Goal, 'weeks' | 'goal'> }) {
  const { points, whole, isRunning, goalY } = drawnOf(goal);
  const last = points.at(-1);
  if (!last) return <span className="meta">{t`No trend yet`}</span>;
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t`Trend over 13 weeks`}>
      <line x1={edge} x2={width - edge} y1={goalY} y2={goalY} />
      <polyline points={lineOf(whole)} />
      {isRunning && <polyline className="running" points={lineOf(points.slice(-2))} />}
      <circle className={isRunning ? 'running' : undefined} cx={last.x} cy={last.y} r="3" />
    </svg>
  );
}
