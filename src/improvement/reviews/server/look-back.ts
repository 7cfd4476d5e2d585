import { countHistories, type History, historiesOf } from '#contact/conversations/index.ts';
import { heldBackBy, reckoningBy, targetsInForce } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Job } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { type WhatIfResult, whatIfEnded } from '../contract.ts';
import { Tally } from './tally.ts';
import { lookingBack } from './what-if.ts';

/** So few that the process answers others in between. */
const atOnce = 400;
/** How often it is written down how far it is, and looked whether somebody stopped it. */
const tellMs = 400;

interface Asked {
  measure: string;
  channel: string | null;
  team_id: Id | null;
  brand_id: Id | null;
  minutes: number;
  calendar_id: Id | null;
  warn_percent: number;
  from_at: Date;
  to_at: Date;
  asked_by: Id | null;
  time_zone: string;
}
const asked = statement<Asked>(
  'what_if_asked',
  `SELECT w.measure, w.channel, w.team_id, w.brand_id, w.minutes, w.calendar_id, w.warn_percent, w.from_at, w.to_at, w.asked_by,
     s.time_zone FROM what_if w JOIN workspace s ON s.id = w.workspace_id
   WHERE w.workspace_id = $1 AND w.id = $2 AND w.state = 'running'`,
);
const tell = statement<{ id: Id }>(
  'what_if_tell',
  `UPDATE what_if SET looked_at = $3, of_all = $4 WHERE workspace_id = $1 AND id = $2 AND state = 'running' RETURNING id`,
);
const end = statement<{ id: Id }>(
  'what_if_end',
  `UPDATE what_if SET state = $3, result = $4, looked_at = coalesce(of_all, looked_at), ended_at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND state = 'running' RETURNING id`,
);

/** Looks back; after a crash it begins again, as nothing of it is kept before its end. */
export const lookBackJob: Job = {
  task: lookingBack,
  run: async (kernel, payload) => {
    const [workspaceId, whatIfId] = [String(payload.workspaceId), String(payload.whatIfId)];
    const scope = { workspaceId, customerId: null };
    const wish = await kernel.database.read(scope, (tx) => tx.first(asked, [workspaceId, whatIfId]));
    if (!wish) return;
    const ended = (state: 'done' | 'failed', result: WhatIfResult | null) =>
      runOwnCommand(kernel, 'reviews.look-back', { workspaceId, onBehalfOf: wish.asked_by }, async (ctx) => {
        const values = [workspaceId, whatIfId, state, result && JSON.stringify(result)];
        if (await ctx.tx.first(end, values)) ctx.emit(whatIfEnded, { whatIfId, state });
      });
    try {
      const result = await lookBack(kernel, workspaceId, whatIfId, wish);
      if (result) await ended('done', result);
    } catch (error) {
      // A calendar that never opens again, say: trying once more would end the same way.
      kernel.log.error({ error: describeError(error) }, 'a look back under another target failed');
      await ended('failed', null);
    }
  },
};

/** The result; null when somebody stopped it. */
async function lookBack(kernel: Kernel, workspaceId: Id, whatIfId: Id, wish: Asked): Promise<WhatIfResult | null> {
  const read = <T>(work: (tx: Tx) => Promise<T>) => kernel.database.read({ workspaceId, customerId: null }, work);
  const span = { from: wish.from_at, to: wish.to_at };
  const tally = await read((tx) => tallyFor(tx, workspaceId, wish));
  const all = await read((tx) => countHistories(tx, workspaceId, span));
  const isWanted = async (lookedAt: number) =>
    kernel.database.write({ workspaceId, customerId: null }, async (tx) =>
      Boolean(await tx.first(tell, [workspaceId, whatIfId, lookedAt, all])),
    );
  let lookedAt = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let after: Id | null = null;
  for (;;) {
    if (performance.now() - toldAt > tellMs) {
      if (!(await isWanted(lookedAt))) return null;
      toldAt = performance.now();
    }
    const from: Id | null = after;
    const histories: History[] = await read((tx) => historiesOf(tx, workspaceId, span, from, atOnce));
    for (const history of histories) tally.add(history);
    lookedAt += histories.length;
    after = histories.at(-1)?.id ?? null;
    if (!after) return tally.result();
  }
}

async function tallyFor(tx: Tx, workspaceId: Id, wish: Asked): Promise<Tally> {
  const { measure, channel, team_id: teamId, brand_id: brandId } = wish;
  const { minutes, calendar_id: calendarId, warn_percent: warnPercent } = wish;
  const reckoning = await reckoningBy(tx, workspaceId, { minutes, warnPercent, calendarId });
  const first = heldBackBy(measure);
  return new Tally({
    measure,
    current: await targetsInForce(tx, workspaceId, measure),
    proposed: { ...reckoning, channel, teamId, brandId },
    before: first ? await targetsInForce(tx, workspaceId, first) : [],
    until: wish.to_at.getTime(),
    timeZone: wish.time_zone,
  });
}
