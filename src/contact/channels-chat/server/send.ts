import {
  conversationForCustomer,
  demandFiles,
  openConversation,
  receiveMessage,
} from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse, unavailable } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatSend } from '../contract.ts';
import { writeNudge } from './nudges.ts';
import { chatPolicy } from './policy.ts';
import { keepOpening } from './service/opening.ts';
import { demandIdentity, serviceOf } from './service/settings.ts';

const lockVisit = statement<{ conversation_id: Id | null; customer_id: Id; identity_id: Id | null; widget_id: Id }>(
  'visit_lock_known',
  `SELECT conversation_id, customer_id, identity_id, widget_id FROM visit WHERE workspace_id = $1 AND id = $2
   FOR UPDATE`,
);
const setConversation = statement(
  'visit_conversation',
  'UPDATE visit SET conversation_id = $3 WHERE workspace_id = $1 AND id = $2',
);

/**
 * Writes as the customer. The first message of a visit starts its conversation; later ones go on with it, and reopen
 * it when it was resolved. The visit's row is locked, so two first messages at once make one conversation.
 */
export const sendAsCustomer = handle(chatSend, async (ctx, { text, fileIds, page = '', opening, nudgeId }) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  const customerId = ctx.actor.id;
  demand(ctx, chatPolicy, 'send', { customer_id: customerId });
  const visit = await ctx.tx.first(lockVisit, [ctx.workspaceId, ctx.actor.visitId]);
  // It was there when the token was looked up: its customer was merged with another one since. A repeat is somebody else.
  if (!visit) throw unavailable();
  const service = await serviceOf(ctx.tx, ctx.workspaceId, visit.widget_id);
  if (service.only_verified && visit.identity_id === null) demandIdentity();
  const files = await demandFiles(ctx, fileIds, customerId);
  let conversation = visit.conversation_id ? await conversationForCustomer(ctx, visit.conversation_id) : undefined;
  if (!conversation) {
    const firstText = text || files.names;
    const opened = await openConversation(ctx, {
      ...{ customerId, channel: 'chat', subject: undefined, firstText, entryId: visit.widget_id },
    });
    await ctx.tx.rows(setConversation, [ctx.workspaceId, ctx.actor.visitId, opened.id]);
    const begun = {
      conversationId: opened.id,
      customerId,
      visitId: ctx.actor.visitId,
      identityId: visit.identity_id,
      page,
    };
    await keepOpening(ctx, begun, service, opening);
    conversation = opened;
  }
  if (nudgeId) conversation = await writeNudge(ctx, conversation, nudgeId);
  const written = await receiveMessage(ctx, conversation, { id: ctx.key, channel: 'chat', text, files });
  return { conversationId: conversation.id, ...written };
});
