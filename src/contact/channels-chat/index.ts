import { messagesById } from '#contact/conversations/index.ts';
import { touchpointChannels } from '#foundation/touchpoints/index.ts';
import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute, type Invariant, type Push } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { visitorIdentifier } from './server/access.ts';
import { answerAsCustomer } from './server/answer.ts';
import { startVisit } from './server/begin-visit.ts';
import { conversationList, openOne } from './server/conversations.ts';
import { history, presentForCustomer, seen } from './server/history.ts';
import { identifyVisitor, tryOut } from './server/identity/identify.ts';
import { endOneSecret, makeNewSecret, secrets } from './server/identity/secrets.ts';
import { chatTurns } from './server/look-again.ts';
import { addOneNudge, changeOneNudge, countShown, nudgeList, removeOneNudge } from './server/nudges.ts';
import { servePages } from './server/pages.ts';
import { chatPolicy } from './server/policy.ts';
import { sendAsCustomer } from './server/send.ts';
import { myPlace, serviceHandler } from './server/service/now.ts';
import { fileAnswers, openingShown } from './server/service/opening.ts';
import { queueReplyTimes, replyTimesJob } from './server/service/reply-time.ts';
import { change as changeService, service } from './server/service/settings.ts';
import { seekVisitors } from './server/still-there.ts';
import { chatTouchpoint } from './server/touchpoint.ts';
import { visitsOf } from './server/visits.ts';
import { change, configHandler, createWidget, widget } from './server/widget.ts';

/**
 * The text of new messages for the widget whose conversation it is; notes are never among them. A customer may have
 * several visits, after a merge also of somebody else where it was a mistake: each hears its own.
 */
const customerPush: Push = {
  event: 'message.sent',
  topics: (data) => [`customer:${data.customerId}`],
  load: async (tx, workspaceId, events) => {
    const rows = await tx.rows(messagesById, [workspaceId, events.map((one) => one.data.messageId)]);
    const visits = await visitsOf(tx, workspaceId, rows);
    return rows
      .filter((row) => row.kind !== 'note')
      .flatMap((row) => (visits.get(row.conversation_id) ?? []).map((visitId) => ({ row, visitId })))
      .map(({ row, visitId }) => ({
        topic: `visit:${visitId}`,
        to: 'customer' as const,
        kind: 'message',
        data: presentForCustomer(row),
      }));
  },
};

const chatInvariants: Invariant[] = [
  {
    name: 'a verified visit is of the customer whom the shop vouched for',
    broken: `SELECT 'The visit ' || v.id || ' is verified as somebody else than its customer.' AS what
      FROM visit v JOIN customer_identity i ON i.workspace_id = v.workspace_id AND i.id = v.identity_id
      WHERE v.workspace_id = $1 AND v.customer_id <> i.customer_id`,
  },
];

const chatRows = [
  rowsOf('visit', { one: 'visit', many: 'visits' }, { order: 0 }),
  rowsOf('chat_opening', { one: 'beginning of a chat', many: 'beginnings of chats' }, { id: 'conversation_id' }),
];

/** The chat widget: `manifestPath` names the built panel. */
export function channelsChat(manifestPath: string): Capability {
  let kernel: Kernel | undefined;
  const kernelOf = () => {
    if (!kernel) throw new Error('the chat channel is not started');
    return kernel;
  };
  return {
    name: 'chat',
    problems: {
      ...contract.chatProblems,
      ...contract.nudgeProblems,
      ...contract.identityProblems,
      ...contract.serviceProblems,
    },
    events: [
      contract.widgetChanged,
      contract.nudgeChanged,
      contract.secretChanged,
      contract.chatAnswered,
      contract.visitorSought,
    ],
    commands: [
      change,
      startVisit,
      sendAsCustomer,
      answerAsCustomer,
      seen,
      addOneNudge,
      changeOneNudge,
      removeOneNudge,
      countShown(kernelOf),
      identifyVisitor,
      makeNewSecret,
      endOneSecret,
      tryOut,
      changeService,
      openOne,
    ],
    queries: [
      widget,
      configHandler(kernelOf, manifestPath),
      history,
      nudgeList,
      secrets,
      service,
      serviceHandler(kernelOf),
      myPlace,
      conversationList,
      openingShown,
    ],
    invariants: chatInvariants,
    jobs: [replyTimesJob],
    started: queueReplyTimes,
    contributes: [contribute(customerRows, ...chatRows), contribute(touchpointChannels, chatTouchpoint)],
    identifiers: [visitorIdentifier],
    abilities: (role) => roleActions(chatPolicy, role).map((action) => `chat.${action}`),
    pushes: [customerPush, seekVisitors(kernelOf), ...chatTurns],
    reactions: [
      { event: 'workspace.set_up', inline: true, name: 'chat.first-widget', run: (ctx) => createWidget(ctx) },
      {
        event: 'chat.answered',
        inline: false,
        name: 'chat.file-answers',
        run: (ctx, data) => fileAnswers(ctx, String(data.conversationId)),
      },
    ],
    routes: (app, started) => {
      kernel = started;
      servePages(app, started, manifestPath);
    },
  };
}

export { lookAgain } from './server/look-again.ts';
export { tidyOrigin } from './server/origins.ts';
export { chatOf, seekVisitor } from './server/still-there.ts';
