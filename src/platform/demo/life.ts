import { addTag, type Rule, saveView, setPriority, tagConversation } from '#contact/conversations/contract.ts';
import { answerRequest, changeSettings } from '#contact/feedback/contract.ts';
import { offerFor } from '#contact/feedback/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { nobody, system } from '#kernel/server/actor.ts';
import { scopeOf } from '#kernel/server/database.ts';
import { type Cast, known, type PlayedKernel, play } from './played.ts';
import { type Random, random } from './random.ts';
import type { DemoConversation } from './types.ts';

const minute = 60_000;
const day = 1_440 * minute;
/** What is older bears no tags and no ratings: nobody looks that far back in a demo, and each costs a write. */
const rememberedDays = 28;

/** Tags of the shop and what they are put on. */
const tags: readonly { name: string; fits: (plan: DemoConversation) => boolean }[] = [
  {
    name: 'Breakage',
    fits: ({ topic, wrapUpReasonKey }) => /damage|broken/i.test(topic) || wrapUpReasonKey === 'replaced',
  },
  { name: 'Warranty', fits: ({ topic, wrapUpReasonKey }) => /warranty/i.test(topic) || wrapUpReasonKey === 'warranty' },
  { name: 'Gift', fits: ({ topic, wrapUpReasonKey }) => /gift/i.test(topic) || wrapUpReasonKey === 'gift-card' },
  {
    name: 'Trade',
    fits: ({ topic, wrapUpReasonKey }) => /trade|invoice/i.test(topic) || wrapUpReasonKey === 'trade-quote',
  },
];

const comments: Readonly<Record<number, readonly string[]>> = {
  5: [
    'So quick, thank you!',
    'Dana sorted it in one go.',
    'Kind, clear and no fuss.',
    'Best help I had from a shop this year.',
  ],
  4: ['Good answer, took a while to come.', 'Helpful, thanks.'],
  3: ['It works now, but I had to ask twice.', 'Fine. The form on the site is still confusing.'],
  2: ['I waited the whole afternoon for one sentence.', 'Nobody told me about the postage beforehand.'],
  1: ['I still do not have my parcel.', 'Asked for my money back, got a voucher offered.'],
};
/** How often each rating is given, by whether things went wrong before. */
const ratings = { smooth: [1, 1, 3, 9, 16], rough: [3, 4, 5, 8, 7] } as const;
const rough = new Set(['refunded', 'replaced', 'delivery-traced', 'no-reply', 'warranty']);

/** What stands around conversations: tags, priorities, ratings. */
export interface Life {
  tagIds: ReadonlyMap<string, Id>;
  /** Nothing is played after this. */
  until: Date;
}

const ownerOf = (cast: Cast) => known(cast.advisers, 'lin');

/** Adds the tags and asks customers for feedback, both from the beginning of the played past. */
export async function beginLife(stage: PlayedKernel, cast: Cast, startedAt: Date, until: Date): Promise<Life> {
  stage.at(startedAt);
  const tagIds = new Map<string, Id>();
  for (const { name } of tags) {
    const { tagId } = await play(stage, cast.workspaceId, ownerOf(cast), addTag, { name });
    tagIds.set(name, tagId);
  }
  const input = { version: 0, isOn: true, question: 'How did we do?' };
  await play(stage, cast.workspaceId, ownerOf(cast), changeSettings, input);
  return { tagIds, until };
}

/** Tags what was played, marks what presses, and lets some customers say how it went. */
export async function liveOn(
  stage: PlayedKernel,
  cast: Cast,
  life: Life,
  plan: DemoConversation,
  at: { conversationId: Id; version: number },
): Promise<void> {
  const last = plan.resolvedAt ?? plan.messages.at(-1)?.at ?? life.until;
  if (life.until.getTime() - last.getTime() > rememberedDays * day) return;
  const by = plan.assigneeKey ? known(cast.advisers, plan.assigneeKey) : ownerOf(cast);
  const { conversationId } = at;
  const add = tags.filter((one) => one.fits(plan)).map((one) => known(life.tagIds, one.name));
  let { version } = at;
  if (add.length > 0) {
    const tagged = { conversationId, add, remove: [] };
    ({ version } = await play(stage, cast.workspaceId, by, tagConversation, tagged));
  }
  if (plan.status === 'open' && /complaint/i.test(plan.topic)) {
    await play(stage, cast.workspaceId, by, setPriority, { conversationId, version, priority: 'high' });
  }
  if (plan.resolvedAt) await rate(stage, cast, life, plan, conversationId);
}

async function rate(stage: PlayedKernel, cast: Cast, life: Life, plan: DemoConversation, id: Id): Promise<void> {
  const chance: Random = random(`rating/${plan.key}`);
  const answeredAt = new Date((plan.resolvedAt?.getTime() ?? 0) + chance.int(4, 1_200) * minute);
  if (!chance.chance(0.4) || answeredAt > life.until) return;
  const offer = await stage.kernel.database.read(scopeOf(system, cast.workspaceId), (tx) =>
    offerFor(stage.kernel, tx, cast.workspaceId, id),
  );
  if (!offer) return;
  const weights = rough.has(plan.wrapUpReasonKey ?? '') ? ratings.rough : ratings.smooth;
  const rating = chance.weighted([1, 2, 3, 4, 5], (one) => weights[one - 1] ?? 0);
  const comment = chance.chance(0.3) ? chance.pick(comments[rating] ?? ['']) : '';
  stage.at(answeredAt);
  await play(stage, null, nobody, answerRequest, { link: offer.url.split('/').at(-1) ?? '', rating, comment });
}

/** Views that everybody in the shop works by. */
export async function openViews(stage: PlayedKernel, cast: Cast, life: Life): Promise<void> {
  stage.at(life.until);
  const breakage = known(life.tagIds, 'Breakage');
  const shown: { name: string; conditions: Rule['conditions'] }[] = [
    {
      name: 'Breakages to answer',
      conditions: [
        { on: 'tag', is: 'any', of: [breakage] },
        { on: 'waiting_on', whom: 'us' },
      ],
    },
    { name: 'Due within two hours', conditions: [{ on: 'due_within', hours: 2 }] },
  ];
  for (const { name, conditions } of shown) {
    const rule = { match: 'all' as const, conditions };
    await play(stage, cast.workspaceId, ownerOf(cast), saveView, {
      name,
      rule,
      sort: 'due',
      shared: 'everybody',
      teamId: null,
    });
  }
}
