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
  return { points: known.map(({ at, value }) => ({ x: x(at), y: y(value) })), goalY: y(goal) };
}

/** Thirteen weeks as a line beside the dotted goal. The numbers stand on the goal's own page. */
export function Spark({ goal }: { goal: Pick<Goal, 'weeks' | 'goal'> }) {
  const { points, goalY } = drawnOf(goal);
  const last = points.at(-1);
  if (!last) return <span className="meta">{t`No trend yet`}</span>;
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t`Trend over 13 weeks`}>
      <line x1={edge} x2={width - edge} y1={goalY} y2={goalY} />
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <circle cx={last.x} cy={last.y} r="3" />
    </svg>
  );
}
