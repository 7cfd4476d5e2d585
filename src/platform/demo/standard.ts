import {
  addFinding,
  alignment,
  answerPoint,
  approve,
  beginAlignment,
  comment,
  consult,
  disposeComment,
  getStandard,
  listStandards,
  schedule,
  sign,
  submit,
  takeStep,
} from '#foundation/standards/contract.ts';
import { type Cast, known, look, type PlayedKernel, play } from './played.ts';
import type { AdviserKey } from './types.ts';

const day = 86_400_000;
/** Everybody but one: it is to be seen who has not signed yet. */
const signing: readonly AdviserKey[] = ['lin', 'tamsin', 'dana', 'jun'];

/**
 * Brings the standard with which every workspace begins into force before the first conversation, so that every clock of
 * the played past has a clause to come from: consulted on, answered, approved, published and signed.
 */
export async function bringStandardIntoForce(stage: PlayedKernel, cast: Cast, startedAt: Date): Promise<void> {
  stage.at(startedAt);
  const { workspaceId } = cast;
  const [owner, dana] = [known(cast.advisers, 'lin'), known(cast.advisers, 'dana')];
  const [standard] = (await look(stage, workspaceId, owner, listStandards, {})).standards;
  const versionId = standard?.open?.id;
  if (!standard || !versionId) throw new Error('a new workspace has no standard');
  const { clauses } = await look(stage, workspaceId, owner, getStandard, { standardId: standard.id });
  const personIds = ['dana', 'jun', 'tamsin'].map((key) => known(cast.advisers, key).id);
  await research(stage, cast, versionId, clauses);
  const until = new Date(startedAt.getTime() + 7 * day).toISOString().slice(0, 10);
  await play(stage, workspaceId, owner, consult, { versionId, personIds, until });
  const { commentId } = await play(stage, workspaceId, dana, comment, {
    versionId,
    clauseId: clauses.find((one) => one.section === 'response_times')?.id ?? null,
    text: 'On Saturdays there are two of us. Can the chat promise count office hours only?',
  });
  await play(stage, workspaceId, owner, disposeComment, { commentId, disposition: 'taken', reason: null });
  await bringInLine(stage, cast, versionId);
  await play(stage, workspaceId, owner, submit, { versionId });
  await play(stage, workspaceId, owner, approve, { versionId });
  await play(stage, workspaceId, owner, schedule, { versionId });
  const { version } = await look(stage, workspaceId, owner, getStandard, { standardId: standard.id });
  for (const key of signing) {
    const contentHash = version.contentHash ?? '';
    await play(stage, workspaceId, known(cast.advisers, key), sign, { versionId, contentHash });
  }
}

/** What the shop learnt of its customers before it promised anything. */
const findings = [
  {
    learnt: 'Nine of twelve customers who had left a chat said that they did not know whether anybody was there.',
    need: 'Customers need to see within minutes that somebody has taken their question on.',
    section: 'response_times',
    source: {
      title: 'Twelve talks with customers who had left the chat',
      address: 'https://fennickrowe.example/talks',
    },
  },
  {
    learnt: 'Every third mail about a return asks only where the money is.',
    need: 'Customers need to hear on which day a refund reaches them before they have to ask.',
    section: 'refunds',
    source: { title: 'Mails about returns, read by Tamsin', address: 'https://fennickrowe.example/returns' },
  },
];

type Clauses = readonly { id: string; section: string }[];

async function research(stage: PlayedKernel, cast: Cast, versionId: string, clauses: Clauses): Promise<void> {
  const { workspaceId } = cast;
  const owner = known(cast.advisers, 'lin');
  const date = stage.kernel.now().toISOString().slice(0, 10);
  for (const { learnt, need, section, source } of findings) {
    const clauseIds = clauses.filter((one) => one.section === section).map((one) => one.id);
    const sources = [{ is: 'outside' as const, ...source, date }];
    await play(stage, workspaceId, owner, addFinding, { versionId, learnt, need, sources, clauseIds });
  }
  for (const to of ['needs', 'benchmark'] as const) await play(stage, workspaceId, owner, takeStep, { versionId, to });
}

/** Answers what the alignment leaves open: the starter comes with links, but nobody but the shop knows what applies to it. */
async function bringInLine(stage: PlayedKernel, cast: Cast, versionId: string): Promise<void> {
  const { workspaceId } = cast;
  const owner = known(cast.advisers, 'lin');
  await play(stage, workspaceId, owner, beginAlignment, { versionId });
  const { wording, offline, checks } = await look(stage, workspaceId, owner, alignment, { versionId });
  const open = [
    ...[...wording, ...offline].filter((one) => one.isOpen),
    ...checks.filter((one) => one.state === 'open' || one.state === 'fails'),
  ];
  const reason = 'Looked at with our legal adviser; nothing in this standard touches it.';
  for (const { point } of open) {
    await play(stage, workspaceId, owner, answerPoint, { versionId, point, clauseId: null, reason });
  }
}
