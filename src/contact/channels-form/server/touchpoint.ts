import type { TouchpointChannel } from '#foundation/touchpoints/index.ts';
import { statement } from '#kernel/server/sql.ts';

const asked = statement<{ published: boolean }>(
  'form_touchpoint',
  `SELECT EXISTS (SELECT FROM form WHERE workspace_id = $1 AND published IS NOT NULL AND archived_at IS NULL)
     AS published`,
);

/** What speaks for forms, and whether one is published. */
export const formTouchpoint: TouchpointChannel = {
  channel: 'form',
  label: 'Form',
  pros: { words: 'Everything that is needed is asked at once, with the notice on privacy beside it.' },
  cons: { words: 'Long forms are given up; it is no conversation until somebody answers by mail.' },
  limits: { words: 'Files up to 10 MB each; whoever fills it in waits for an answer by mail or in the portal.' },
  accessibility: { words: 'Complete without script, by keyboard and screen reader.' },
  cost: { words: 'No cost for each entry.' },
  link: '/settings/forms',
  health: async (ctx) => {
    const row = await ctx.tx.first(asked, [ctx.workspaceId]);
    return row?.published
      ? { health: 'connected', words: 'A form is published' }
      : { health: 'unconnected', words: 'No form is published' };
  },
};
