import { answer, type QueryContext, type Slot } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Health, listTouchpointChannels } from '../contract.ts';
import { touchpointPolicy } from './policy.ts';

/** What a channel says of itself to whoever plans a touchpoint. Sentences, in English. */
export interface TouchpointChannel {
  /** As conversations name it. */
  channel: string;
  label: string;
  pros: { words: string };
  cons: { words: string };
  limits: { words: string };
  accessibility: { words: string };
  cost: { words: string };
  /** Where it is connected: a page of the desk; null where there is nothing to connect. */
  link: string | null;
  /** Whether it is connected now, in a sentence without a full stop. */
  health(ctx: QueryContext): Promise<ChannelHealth>;
}
export interface ChannelHealth {
  health: Health;
  words: string;
}

export const touchpointChannels: Slot<TouchpointChannel> = { slot: 'touchpoints.channels' };

/** For what runs on something that Heed does not carry. */
export const elsewhere: TouchpointChannel = {
  channel: 'elsewhere',
  label: 'Elsewhere',
  pros: { words: 'Customers stay where they already are.' },
  cons: { words: 'What is said there reaches the customer’s history only when somebody writes it down.' },
  limits: { words: 'No clocks run and nothing is measured until it is written down here.' },
  accessibility: { words: 'Ask whoever provides it for a statement on accessibility.' },
  cost: { words: 'As its provider charges.' },
  link: null,
  health: async () => ({ health: 'unconnected', words: 'Heed does not carry it' }),
};

const live = statement<{ channel: string; touchpoints: number }>(
  'touchpoints_live',
  `SELECT channel, count(*)::int AS touchpoints FROM touchpoint WHERE workspace_id = $1 AND state = 'live'
   GROUP BY channel`,
);

export const channels = answer(listTouchpointChannels, async (ctx) => {
  demand(ctx, touchpointPolicy, 'list');
  const rows = await ctx.tx.rows(live, [ctx.workspaceId]);
  const lean = new Map(rows.map((row) => [row.channel, row.touchpoints]));
  const found = [];
  for (const one of ctx.contributed(touchpointChannels)) {
    const { health, words } = await one.health(ctx);
    const isFine = health === 'connected' || health === 'by_hand';
    found.push({
      ...{ channel: one.channel, label: one.label, link: one.link, health, healthWords: words },
      ...{ pros: one.pros.words, cons: one.cons.words, limits: one.limits.words },
      ...{ accessibility: one.accessibility.words, cost: one.cost.words },
      flagged: isFine ? 0 : (lean.get(one.channel) ?? 0),
    });
  }
  return { channels: found };
});
