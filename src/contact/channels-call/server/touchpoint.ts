import type { TouchpointChannel } from '#foundation/touchpoints/index.ts';
import { statement } from '#kernel/server/sql.ts';

const asked = statement<{ lines: number; heard: number }>(
  'call_touchpoint',
  `SELECT count(*)::int AS lines, count(heard_at)::int AS heard FROM phone_line
   WHERE workspace_id = $1 AND retired_at IS NULL`,
);
const byHand = async () => ({ health: 'by_hand' as const, words: 'Written down by hand' });

/** What speaks for calls, visits and letters, and whether a telephone system tells of its calls. */
export const callTouchpoints: readonly TouchpointChannel[] = [
  {
    channel: 'call',
    label: 'Phone',
    pros: { words: 'The quickest way to settle what is urgent, angry or hard to explain.' },
    cons: { words: 'One customer for each adviser; nothing is in writing unless somebody writes it down.' },
    limits: { words: 'Heed does not carry the voice: your telephone system does, and tells of its calls.' },
    accessibility: { words: 'Offer another way for people who do not hear or speak well, such as a relay service.' },
    cost: { words: 'Lines and minutes of your telephone system; people during all opening hours.' },
    link: '/settings/telephony',
    health: async (ctx) => {
      const row = await ctx.tx.first(asked, [ctx.workspaceId]);
      if (!row || row.lines === 0) return { health: 'unconnected', words: 'No telephone system is connected' };
      return row.heard > 0
        ? { health: 'connected', words: 'A telephone system tells of its calls' }
        : { health: 'troubled', words: 'The telephone system has told nothing yet' };
    },
  },
  {
    channel: 'visit',
    label: 'Counter',
    pros: { words: 'Goods and people in one place; much is settled on the spot.' },
    cons: { words: 'Only for those who are near, and only while the shop is open.' },
    limits: { words: 'Nothing is known of it until somebody writes the visit down.' },
    accessibility: { words: 'Steps, doors, height of the counter, a hearing loop: as the premises allow.' },
    cost: { words: 'Premises and people.' },
    link: null,
    health: byHand,
  },
  {
    channel: 'letter',
    label: 'Letter',
    pros: { words: 'Formal, signed, and for those who use no computer.' },
    cons: { words: 'Takes days each way and has to be scanned.' },
    limits: { words: 'A scan up to 10 MB is kept with the conversation.' },
    accessibility: { words: 'Offer large print, and read letters out on the phone where asked.' },
    cost: { words: 'Postage, paper and scanning.' },
    link: null,
    health: byHand,
  },
];
