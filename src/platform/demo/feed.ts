import { assign, markRead, reply, resolve, writeNote } from '#contact/conversations/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { openAsCustomer, writeAsCustomer } from './commands.ts';
import { type Life, liveOn } from './life.ts';
import { type Cast, known, type PlayedKernel, play, playedKernel, playHandler } from './played.ts';
import { random } from './random.ts';
import type { DemoConversation, DemoMessage } from './types.ts';

const lanes = 4;

/**
 * Plays conversations through commands, each in its order and all of one customer one after the other. Several lanes
 * run side by side. `onProgress` hears how many are done.
 */
export async function feed(
  kernel: Kernel,
  cast: Cast,
  life: Life,
  conversations: Iterable<DemoConversation>,
  onProgress: (done: number) => void,
): Promise<void> {
  const stages = Array.from({ length: lanes }, () => playedKernel(kernel));
  const queues: Promise<void>[] = stages.map(() => Promise.resolve());
  const waiting = stages.map(() => 0);
  let done = 0;
  let failed: unknown;
  for (const conversation of conversations) {
    const lane = laneOf(conversation.customerKey);
    const stage = stages[lane];
    if (!stage || failed) break;
    waiting[lane] = (waiting[lane] ?? 0) + 1;
    const work = (queues[lane] ?? Promise.resolve())
      .then(() => playConversation(stage, cast, life, conversation))
      .then(() => {
        waiting[lane] = (waiting[lane] ?? 1) - 1;
        onProgress(++done);
      })
      .catch((error: unknown) => {
        failed ??= error;
      });
    queues[lane] = work;
    // The plan is made while it is read; this keeps it from running far ahead of the database.
    if ((waiting[lane] ?? 0) > 20) await work;
  }
  await Promise.all(queues);
  await Promise.all(stages.map((stage) => stage.close()));
  if (failed) throw failed;
}

function laneOf(key: string): number {
  let sum = 0;
  for (const sign of key) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % lanes;
}

/** Some customers buy at the outlet, always the same ones. */
const brandOf = (customerKey: string) => (random(`brand/${customerKey}`).chance(0.2) ? 'rowe-outlet' : 'fennick-rowe');

async function playConversation(stage: PlayedKernel, cast: Cast, life: Life, plan: DemoConversation): Promise<void> {
  const customerId = known(cast.customers, plan.customerKey);
  const customer: Actor = { kind: 'customer', id: customerId, visitId: newId() };
  const [first, ...rest] = plan.messages;
  if (!first) return;
  stage.at(first.at);
  const opening = {
    ...{ customerId, text: first.text, subject: plan.subject, teamId: known(cast.teams, plan.teamKey) },
    brandId: known(cast.brands, brandOf(plan.customerKey)),
  };
  const { conversationId } = (await playHandler(stage, cast.workspaceId, customer, openAsCustomer, opening)) as {
    conversationId: Id;
  };
  // Versions move with each message of the customer; the tally follows them so that nothing must be read back.
  let version = 2;
  if (plan.assigneeKey) {
    const adviser = known(cast.advisers, plan.assigneeKey);
    const input = { conversationId, version, assigneeId: adviser.id };
    ({ version } = await play(stage, cast.workspaceId, adviser, assign, input));
  }
  let status: 'open' | 'waiting' = 'open';
  for (const message of rest) {
    stage.at(message.at);
    const next = await playMessage(stage, cast, conversationId, customer, message);
    if (message.by === 'customer' || (message.by === 'adviser' && status !== 'waiting')) version++;
    status = next ?? status;
  }
  await finish(stage, cast, plan, { conversationId, version });
  await liveOn(stage, cast, life, plan, { conversationId, version });
}

async function playMessage(
  stage: PlayedKernel,
  cast: Cast,
  conversationId: Id,
  customer: Actor & { kind: 'customer' },
  message: DemoMessage,
): Promise<'open' | 'waiting' | undefined> {
  if (message.by === 'customer') {
    const input = { customerId: customer.id, conversationId, text: message.text };
    await playHandler(stage, cast.workspaceId, customer, writeAsCustomer, input);
    return 'open';
  }
  const adviser = known(cast.advisers, message.adviserKey);
  if (message.by === 'note') {
    await play(stage, cast.workspaceId, adviser, writeNote, { conversationId, text: message.text });
    return undefined;
  }
  await play(stage, cast.workspaceId, adviser, reply, { conversationId, text: message.text, status: 'waiting' });
  return 'waiting';
}

async function finish(
  stage: PlayedKernel,
  cast: Cast,
  plan: DemoConversation,
  at: { conversationId: Id; version: number },
): Promise<void> {
  const adviser = plan.assigneeKey ? known(cast.advisers, plan.assigneeKey) : undefined;
  if (adviser && !plan.unread && !plan.resolvedAt) {
    const input = { conversationId: at.conversationId, number: plan.messages.length };
    await play(stage, cast.workspaceId, adviser, markRead, input);
  }
  if (!plan.resolvedAt || !plan.wrapUpReasonKey || !adviser) return;
  stage.at(plan.resolvedAt);
  const wrapUpReasonId = known(cast.reasons, plan.wrapUpReasonKey);
  await play(stage, cast.workspaceId, adviser, resolve, { ...at, wrapUpReasonId });
}
