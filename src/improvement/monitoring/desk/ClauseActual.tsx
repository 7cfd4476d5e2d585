import { useQueryOf } from '#kernel/web/hooks.tsx';
import { ActualRow } from './ActualRow.tsx';

/** Beneath a clause in force: what became of each of its promises. */
export function ClauseActual({ about }: { about: Readonly<Record<string, string>> }) {
  const { clauseId = '' } = about;
  const goals = useQueryOf('monitoring.goals', { clauseId }).data?.goals;
  return goals?.map((goal) => <ActualRow key={goal.id} goal={goal} isInClause />) ?? null;
}
