import { messagesById } from '#contact/conversations/index.ts';
import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute, type Push } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { visitorIdentifier } from './server/access.ts';
import { answerAsCustomer } from './server/answer.ts';
import { startVisit } from './server/begin-visit.ts';
import { history, presentForCustomer, seen } from './server/history.ts';
import { addOneNudge, changeOneNudge, countShown, nudgeList, removeOneNudge } from './server/nudges.ts';
import { servePages } from './server/pages.ts';
import { chatPolicy } from './server/policy.ts';
import { sendAsCustomer } from './server/send.ts';
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

/** The chat widget: `manifestPath` names the built panel. */
export function channelsChat(manifestPath: string): Capability {
  let kernel: Kernel | undefined;
  const kernelOf = () => {
    if (!kernel) throw new Error('the chat channel is not started');
    return kernel;
  };
  return {
    name: 'chat',
    problems: { ...contract.chatProblems, ...contract.nudgeProblems },
    events: [contract.widgetChanged, contract.nudgeChanged],
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
    ],
    queries: [widget, configHandler(kernelOf, manifestPath), history, nudgeList],
    contributes: [contribute(customerRows, rowsOf('visit', { one: 'visit', many: 'visits' }, { order: 0 }))],
    identifiers: [visitorIdentifier],
    abilities: (role) => roleActions(chatPolicy, role).map((action) => `chat.${action}`),
    pushes: [customerPush],
    reactions: [
      { event: 'workspace.set_up', inline: true, name: 'chat.first-widget', run: (ctx) => createWidget(ctx) },
    ],
    routes: (app, started) => {
      kernel = started;
      servePages(app, started, manifestPath);
    },
  };
}
