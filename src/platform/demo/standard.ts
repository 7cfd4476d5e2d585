import {
  approve,
  comment,
  consult,
  disposeComment,
  getStandard,
  listStandards,
  schedule,
  sign,
  submit,
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
  const until = new Date(startedAt.getTime() + 7 * day).toISOString().slice(0, 10);
  await play(stage, workspaceId, owner, consult, { versionId, personIds, until });
  const { commentId } = await play(stage, workspaceId, dana, comment, {
    versionId,
    clauseId: clauses.find((one) => one.section === 'response_times')?.id ?? null,
    text: 'On Saturdays there are two of us. Can the chat promise count office hours only?',
  });
  await play(stage, workspaceId, owner, disposeComment, { commentId, disposition: 'taken', reason: null });
  await play(stage, workspaceId, owner, submit, { versionId });
  await play(stage, workspaceId, owner, approve, { versionId });
  await play(stage, workspaceId, owner, schedule, { versionId });
  const { version } = await look(stage, workspaceId, owner, getStandard, { standardId: standard.id });
  for (const key of signing) {
    const contentHash = version.contentHash ?? '';
    await play(stage, workspaceId, known(cast.advisers, key), sign, { versionId, contentHash });
  }
}
