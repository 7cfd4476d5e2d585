import type { Id } from '#kernel/contract/ids.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { policy } from '#kernel/server/policy.ts';

/** Whose numbers are asked for. */
export interface Asked {
  by: string;
  personId?: Id | undefined;
  teamId?: Id | undefined;
}

const leaders = ['owner', 'manager', 'lead'];
const readers = [...leaders, 'adviser', 'viewer'];

/** Leads see everything, advisers themselves and their teams, viewers totals in which nobody is singled out. */
function within(asked: Asked, actor: PersonActor): true | string {
  if (leaders.includes(actor.role)) return true;
  const namesPeople = asked.personId !== undefined || asked.by === 'person';
  if (actor.role === 'viewer') {
    return namesPeople ? 'You see totals and teams, not single people. Leave out the person.' : true;
  }
  if (asked.personId === actor.id) return true;
  const isOwnTeam = asked.teamId !== undefined && actor.teamIds.includes(asked.teamId);
  if (isOwnTeam && !namesPeople) return true;
  return 'You see your own numbers and those of your teams. Choose yourself or one of your teams; ask a lead for others.';
}

/** Who sees which numbers. The rows behind them are records, so whoever sees only totals does not get them. */
export const measurePolicy = policy('measure', {
  list: { roles: readers },
  values: { roles: readers, when: within },
  rows: { roles: [...leaders, 'adviser'], when: within },
  export: { roles: [...leaders, 'adviser'], when: within },
});
