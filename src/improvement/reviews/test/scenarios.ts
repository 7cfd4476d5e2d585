import { randomBytes } from 'node:crypto';
import * as standards from '#foundation/standards/contract.ts';
import { agreed, manager } from '#foundation/standards/test/agreed.ts';
import { asOwner } from '#kernel/test/database.ts';
import { once, scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { caughtUp } from './quarter.ts';

/** Long past, so that what is asked does not change while commands are tried. */
const period = { from: '2020-01-01', to: '2020-03-31' };
const target = { measure: 'first_response', channel: 'email', minutes: 30 };

const goals = { does: 'metric' as const, lines: [{ measure: 'csat', is: 'at_least' as const, goal: 85 }] };
const needed = [
  { section: 'procedures', kind: 'policy', body: null },
  { section: 'complaints', kind: 'policy', body: null },
  { section: 'touchpoints', kind: 'touchpoint', body: null },
] as const;
const words = { section: 'metrics' as const, kind: 'policy' as const, body: null };
const number = { section: 'metrics' as const, kind: 'metric' as const, body: goals };

/** A standard in force, of its own, with a number where that is wanted. */
async function published(stage: Stage, hasMetric = false) {
  const by = await manager(stage);
  const { owner } = stage.cast;
  const name = `Standard ${randomBytes(4).toString('hex')}`;
  const { standardId, versionId } = await by.call(standards.createStandard, { name });
  let clauseId = '';
  for (const clause of [...needed, hasMetric ? number : words]) {
    const written = { versionId, title: 'So it is', text: 'Plainly.', ...clause };
    ({ clauseId } = await by.call(standards.addClause, written));
  }
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await agreed(by, versionId, [by.personId], until);
  await owner.call(standards.approve, { versionId });
  await owner.call(standards.schedule, { versionId });
  return { standardId, versionId, clauseId };
}

async function begun(stage: Stage) {
  const made = await published(stage);
  const { reviewId } = await stage.cast.owner.call(contract.beginReview, { standardId: made.standardId, ...period });
  await caughtUp(stage.heed);
  return { ...made, reviewId };
}

/** A review with as much data as it needs, by a short cut: a standard and a contact that lie that far back. */
async function ready(stage: Stage) {
  const { reviewId, versionId } = await begun(stage);
  const { ownerUrl } = stage.heed;
  await asOwner(ownerUrl, `UPDATE standard_version SET published_at = '2019-12-01' WHERE id = $1`, [versionId]);
  await asOwner(
    ownerUrl,
    `WITH old AS (INSERT INTO fact (workspace_id, subject_id, kind, at, day, value)
       VALUES ($1, $1, 'contact', '2019-12-01', '2019-12-01', 1) ON CONFLICT DO NOTHING RETURNING workspace_id)
     INSERT INTO measure_day (workspace_id, kind, dim, key, day, n, sum, left_out)
     SELECT workspace_id, 'contact', 'all', '', '2019-12-01', 1, 1, 0 FROM old`,
    [stage.house.workspaceId],
  );
  return { reviewId };
}

/** A review whose standard has a number. */
async function withMetric(stage: Stage) {
  const { standardId, clauseId } = await published(stage, true);
  const { reviewId } = await stage.cast.owner.call(contract.beginReview, { standardId, ...period });
  return { reviewId, metric: `${clauseId}.0` };
}

async function found(stage: Stage) {
  const { reviewId } = await anyBegun(stage);
  const finding = { reviewId, text: 'Mondays are slow', decision: 'keep' as const };
  return stage.cast.owner.call(contract.addFinding, finding);
}

/** One that has come to its end. */
async function ended(stage: Stage) {
  const { owner } = stage.cast;
  const { versionId, clauseId } = await published(stage);
  const { whatIfId } = await owner.call(contract.tryTarget, { ...target, versionId, clauseId });
  for (let tries = 0; tries < 400; tries++) {
    if ((await owner.call(contract.getWhatIf, { whatIfId })).state === 'done') return { whatIfId };
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the look back did not end');
}

const anyBegun = once(begun);
const anyWithMetric = once(withMetric);
const anyEnded = once(ended);
const anyToRun = once(ended);

/** One that runs and of which no job knows, so that none ends it meanwhile. */
async function running(stage: Stage) {
  const { whatIfId } = await anyToRun(stage);
  const again = `UPDATE what_if SET state = 'running', result = NULL, ended_at = NULL WHERE id = $1`;
  await asOwner(stage.heed.ownerUrl, again, [whatIfId]);
  return { whatIfId };
}

const ofReview = async (made: Promise<{ reviewId: string }>) => ({ reviewId: (await made).reviewId });

export const scenarios = [
  scenario(contract.listReviews, () => ({})),
  scenario(contract.getReview, (stage) => ofReview(anyBegun(stage))),
  scenario(contract.listWhatIfs, () => ({})),
  scenario(contract.getWhatIf, (stage) => anyEnded(stage)),
  scenario(contract.beginReview, async (stage) => ({
    standardId: (await published(stage)).standardId,
    ...period,
  })),
  scenario(contract.changePeriod, async (stage) => ({
    ...(await ofReview(anyBegun(stage))),
    from: '2020-02-01',
    to: '2020-05-31',
  })),
  scenario(contract.evaluate, async (stage) => ({ ...(await anyWithMetric(stage)), text: 'As we hoped.' })),
  scenario(contract.addFinding, async (stage) => ({
    ...(await ofReview(anyBegun(stage))),
    text: 'Mondays are slow',
    decision: 'stop' as const,
  })),
  scenario(contract.changeFinding, async (stage) => {
    const { findingId, version } = await found(stage);
    return { findingId, version, text: 'Mondays are slower', decision: 'keep' as const };
  }),
  scenario(contract.holdMeeting, async (stage) => {
    const ownerId = stage.cast.owner.personId;
    const dueAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
    const items = [{ words: 'Mondays', actions: [{ words: 'Plan one more', ownerId, dueAt }] }];
    return { ...(await ofReview(anyBegun(stage))), heldOn: '2020-04-02', attendeeIds: [ownerId], items };
  }),
  scenario(contract.signReview, (stage) => ready(stage)),
  scenario(contract.adjust, async (stage) => ({ ...(await ofReview(begun(stage))), step: 'minor' as const })),
  scenario(contract.tryTarget, () => target),
  scenario(contract.stopTrying, (stage) => running(stage)),
  scenario(contract.placeWhatIf, async (stage) => ({ ...(await anyEnded(stage)), besideApproval: true })),
];
