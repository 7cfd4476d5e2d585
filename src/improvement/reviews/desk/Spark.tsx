import { t } from '@lingui/core/macro';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Metric, noon, valueWords } from './words.ts';

const [width, height, rim] = [200, 36, 4];

/** The last weeks as a line, with what was promised as a dotted one; weeks without rows leave a gap. */
export function Spark({ metric }: { metric: Metric }) {
  const formats = useFormats();
  const { trend, target, unit } = metric;
  const values = [target, ...trend.flatMap((one) => one.value ?? [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (place: number) => rim + (place * (width - 2 * rim)) / Math.max(1, trend.length - 1);
  const y = (value: number) =>
    high === low ? height / 2 : height - rim - ((value - low) * (height - 2 * rim)) / (high - low);
  const path = trend
    .map(({ value }, place) => {
      if (value === null) return '';
      const isAfterGap = place === 0 || trend[place - 1]?.value === null;
      return `${isAfterGap ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
  const last = trend.findLastIndex((one) => one.value !== null);
  const words = trend
    .map((one) => `${formats.date(noon(one.week))}: ${valueWords(formats, unit, one.value)}`)
    .join(', ');
  return (
    <svg className="review-spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t`By week: ${words}`}>
      <line className="target" x1={rim} x2={width - rim} y1={y(target)} y2={y(target)} />
      <path d={path} />
      {last >= 0 && <circle cx={x(last)} cy={y(trend[last]?.value ?? 0)} r="3" />}
    </svg>
  );
}
