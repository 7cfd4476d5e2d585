import { lookAgain } from '#contact/channels-chat/index.ts';
import { accessConversation } from '#contact/conversations/index.ts';
import { answer } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type OnwardState, onwardChanged, onwardOfConversation } from '../../contract-onward.ts';
import type { Delivery } from '../../contract-words.ts';
import { type OnwardRule, ruleFor } from './rule.ts';

const asking = statement<{ state: Delivery; reason: string }>(
  'mail_onward_asking',
  'SELECT state, reason FROM mail_out WHERE workspace_id = $1 AND about = $2 ORDER BY queued_at DESC LIMIT 1',
);

function stateOf({ act, state }: OnwardRule): 'none' | 'ready' | OnwardState {
  if (act === null) return 'none';
  if (act === 'end') return 'off';
  if (act === 'wait') return 'asked';
  return act === 'mail' && state === 'on' ? 'on' : 'ready';
}

export const onward = answer(onwardOfConversation, async (ctx, { conversationId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'read' });
  const rule = await ruleFor(ctx.tx, conversation.id);
  const state = rule ? stateOf(rule) : 'none';
  const minutes = rule?.minutes ?? 0;
  if (!rule || state === 'none') return { state, address: null, isClaim: false, since: null, minutes, asking: null };
  const asked = state === 'asked' ? await ctx.tx.first(asking, [ctx.workspaceId, rule.ask_id]) : undefined;
  const isNoted = rule.state === state;
  return {
    ...{ state, address: rule.address, isClaim: rule.is_claim, minutes, asking: asked ?? null },
    since: isNoted ? (rule.since?.toISOString() ?? null) : null,
  };
});

/**
 * The widget looks again when answers begin to be mailed, and when they no longer are. Of an address that was only typed it
 * hears nothing: not that whoever has it wants no mails.
 */
export const onwardPush = lookAgain(onwardChanged.type, ({ state, from }) => (state === 'on') !== (from === 'on'));
