import { t } from '@lingui/core/macro';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { type Interval, timeOf } from './words.ts';

const height = 180;
const foot = 22;
const side = 34;
/** As wide as a page without scrolling, unless the day is long. */
const stepFor = (count: number) => Math.min(56, Math.max(24, Math.floor(1_040 / count)));

/** Even steps up to the highest, at most five of them. */
function ticksUpTo(most: number): number[] {
  const size = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => most / one <= 5) ?? 1_000;
  return Array.from({ length: Math.floor(most / size) + 1 }, (_, i) => i * size);
}

/** One day: who is there as bars, what it takes as a line above them; where the bar stays below, people are lacking. */
export function GapChart({ day, intervals }: { day: string; intervals: readonly Interval[] }) {
  const most = Math.max(1, ...intervals.map((one) => Math.max(one.rostered, one.there)));
  const step = stepFor(intervals.length);
  const width = side + intervals.length * step + 4;
  const y = (people: number) => height - (people / most) * (height - 12);
  return (
    <ScrollBox className="st-chart" label={t`Chart of ${day}`}>
      <svg
        viewBox={`0 0 ${width} ${height + foot}`}
        width={width}
        height={height + foot}
        role="img"
        aria-label={t`People on the roster and people needed on ${day}. The table has the numbers.`}
      >
        {ticksUpTo(most).map((tick) => (
          <g key={tick}>
            <line className="grid" x1={side} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={side - 8} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {intervals.map((one, i) => {
          const x = side + i * step;
          return (
            <g key={one.slot}>
              <title>{t`${timeOf(one.slot % 48)}: ${one.rostered} needed, ${one.there} there`}</title>
              <rect
                className={one.gap < 0 ? 'there lacks' : 'there'}
                x={x + 3}
                width={step - 6}
                y={y(one.there)}
                height={height - y(one.there)}
                rx={1}
              />
              {one.gap < 0 && (
                <rect
                  className="lack"
                  x={x + 3}
                  width={step - 6}
                  y={y(one.rostered)}
                  height={y(one.there) - y(one.rostered)}
                  rx={1}
                />
              )}
              <line className="needed" x1={x + 1} x2={x + step - 1} y1={y(one.rostered)} y2={y(one.rostered)} />
              {one.slot % 4 === 0 && (
                <text x={x + 2} y={height + 16}>
                  {timeOf(one.slot % 48)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </ScrollBox>
  );
}
