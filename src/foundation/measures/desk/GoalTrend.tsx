import { t } from '@lingui/core/macro';
import './reports.css';
import { useCallback, useMemo } from 'react';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Chart } from './Chart.tsx';
import { TwinTable } from './TwinTable.tsx';
import { axisOf } from './ticks.ts';
import { type Group, intervalWords, periodWords, type Unit, valueWords } from './words.ts';

/** Something that happened while it was measured. */
export interface Happened {
  from: string;
  to: string;
  title: string;
}

type Props = {
  /** What is measured, for whoever hears the page. */
  label: string;
  unit: Unit;
  by: 'week' | 'day';
  groups: readonly Group[];
  goal: number;
  happened: readonly Happened[];
  /** Opens the rows behind a group. */
  onOpen?: ((group: Group) => void) | undefined;
};

type Paint = Parameters<typeof Chart>[0]['paint'];

/** A week is drawn at its Monday; what ends within a day is still to be seen. */
const leastMs = 86_400_000;

function usePaint({ unit, by, groups, goal, happened }: Props): Paint {
  const formats = useFormats();
  return useCallback(
    (draw, width) => {
      const points = groups.flatMap((group) => {
        if (group.value === null) return [];
        const words = [periodWords(by, group.key), valueWords(formats, unit, group.value), `n ${group.n}`];
        const title = [...words, intervalWords(formats, unit, group)].filter(Boolean).join(' · ');
        return [{ at: new Date(group.key), value: group.value, low: group.low, high: group.high, title }];
      });
      const lowest = Math.min(goal, ...points.map((point) => point.low ?? point.value));
      const highest = Math.max(goal, ...points.map((point) => point.high ?? point.value));
      const [first, last] = [groups[0]?.key, groups.at(-1)?.key];
      const spans = happened.flatMap(({ from, to, title }) => {
        const [begins, ends] = [new Date(from), new Date(to)];
        if (!first || !last || ends < new Date(first)) return [];
        const until = Math.max(ends.getTime(), begins.getTime() + leastMs);
        return [{ from: begins < new Date(first) ? new Date(first) : begins, to: new Date(until), title }];
      });
      return draw.drawTrend(points, width, {
        ...axisOf(unit, lowest, highest),
        ...{ goal, spans },
        value: (value) => valueWords(formats, unit, value),
        day: (at) => periodWords('week', at.toISOString().slice(0, 10)),
      });
    },
    [unit, by, groups, goal, happened, formats],
  );
}

/** A goal over time: its line, what it is to reach, and what happened meanwhile; the same as a table. */
export function GoalTrend(props: Props) {
  const { label, unit, by, groups, onOpen } = props;
  const paint = usePaint(props);
  const newestFirst = useMemo(() => groups.toReversed(), [groups]);
  return (
    <div className="two">
      <Chart label={t`${label}. The table has the numbers.`} paint={paint} />
      <div className="beside">
        <TwinTable
          caption={label}
          head={by === 'week' ? t`Week of` : t`Day`}
          unit={unit}
          groups={newestFirst}
          labelOf={(group) => periodWords(by, group.key)}
          onOpen={onOpen}
        />
      </div>
    </div>
  );
}
