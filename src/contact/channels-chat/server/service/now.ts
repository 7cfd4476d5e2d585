import { openingOf } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatPlace, chatService } from '../../contract-service.ts';
import { openWidget, originCheck } from '../access.ts';
import { chatPolicy } from '../policy.ts';
import { expectedReplyMs } from './reply-time.ts';
import { serviceOf } from './settings.ts';

const sending = statement<{ can: boolean }>('chat_can_mail', 'SELECT heed_can_mail() AS can');

/** What the panel says and asks. Tells nothing to pages that are not on the list. */
export function serviceHandler(kernelOf: () => Kernel) {
  return answer(chatService, async (ctx, { key }) => {
    demand(ctx, chatPolicy, 'load');
    const enter = async (workspaceId: Id) => {
      ctx.workspaceId = workspaceId;
      // Calendars and fields are hidden from customers; what is said of them here is the same for everybody.
      await ctx.tx.client.query(
        "SELECT set_config('heed.workspace', $1, true), set_config('heed.customer', '', true)",
        [workspaceId],
      );
    };
    const widget = await openWidget(ctx, enter, key, originCheck(kernelOf(), ctx.request));
    const service = await serviceOf(ctx.tx, ctx.workspaceId, widget.id);
    const hours = service.calendar_id ? await openingOf(ctx, service.calendar_id) : { isOpen: true, opensAt: null };
    const saysReplyTime = hours.isOpen && service.says_reply_time;
    return {
      isOpen: hours.isOpen,
      opensAt: hours.opensAt?.toISOString() ?? null,
      replyMs: saysReplyTime ? await expectedReplyMs(ctx.tx, ctx.workspaceId) : null,
      onlyVerified: service.only_verified,
      saysPlace: service.says_place,
      questions: service.questions.map(({ fieldId: _, ...question }) => question),
      consent: service.consent,
      goesOnByMail: service.goes_on_by_mail && ((await ctx.tx.first(sending, []))?.can ?? false),
    };
  });
}

const place = statement<{ before: number | null }>(
  'chat_place',
  `SELECT heed_chats_before(v.conversation_id) AS before FROM visit v WHERE v.workspace_id = $1 AND v.id = $2`,
);

export const myPlace = answer(chatPlace, async (ctx) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  demand(ctx, chatPolicy, 'read', { customer_id: ctx.actor.id });
  const row = await ctx.tx.first(place, [ctx.workspaceId, ctx.actor.visitId]);
  return { before: row?.before ?? null };
});
