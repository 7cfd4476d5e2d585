import { t } from '@lingui/core/macro';
import { useMemo, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { type Period, periodsUpTo, todayIn } from './period.ts';

export interface Whose {
  channel?: string;
  teamId?: string;
  personId?: string;
  reasonId?: string;
  brandId?: string;
}

export interface Choice {
  label: string;
  whose: Whose;
}

/** The brands that there are to choose between; none where a workspace has only one, which every number is of. */
function useBrands(): { id: string; name: string }[] {
  const { can } = useSession();
  const brands = useQueryOf('portal.brands', can('portal.list') ? { limit: 100 } : null).data?.brands ?? [];
  return brands.length > 1 ? brands : [];
}

/** What the report is about: period, whose numbers, channel, brand. Advisers begin with their own. */
export function useFilters() {
  const { person, workspace } = useSession();
  const brands = useBrands();
  const today = todayIn(workspace.timeZone);
  const periods = useMemo(() => periodsUpTo(today), [today]);
  const teams = useQueryOf('people.teams', {}).data?.teams;
  const isAdviser = person.role === 'adviser';
  const choices: Choice[] = [
    isAdviser ? { label: t`My own`, whose: { personId: person.id } } : { label: t`All teams`, whose: {} },
    ...(teams ?? [])
      .filter((team) => !isAdviser || person.teamIds.includes(team.id))
      .map((team) => ({ label: team.name, whose: { teamId: team.id } })),
  ];
  const [period, setPeriod] = useState<Period>(periods[2] ?? { label: '', from: today, to: today });
  const [teamId, setTeamId] = useState<string | undefined>();
  const [channel, setChannel] = useState<string | undefined>();
  const [brandId, setBrandId] = useState<string | undefined>();
  const chosen = choices.find((choice) => choice.whose.teamId === teamId) ?? choices[0];
  const whose: Whose = { ...chosen?.whose, ...(channel && { channel }), ...(brandId && { brandId }) };
  return {
    ...{ today, periods, period, setPeriod, choices, chosen, setTeamId, channel, setChannel },
    ...{ brands, brandId, setBrandId, whose },
  };
}

export type Filters = ReturnType<typeof useFilters>;
