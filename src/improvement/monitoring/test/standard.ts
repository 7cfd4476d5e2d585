import { randomBytes } from 'node:crypto';
import type { ClauseBody } from '#foundation/standards/contract.ts';
import * as standards from '#foundation/standards/contract.ts';
import { agreed } from '#foundation/standards/test/agreed.ts';
import type { Client } from '#kernel/test/client.ts';

export interface Written {
  title: string;
  body: ClauseBody;
}

const kinds = [
  ['procedures', 'policy'],
  ['complaints', 'policy'],
  ['touchpoints', 'touchpoint'],
  ['metrics', 'policy'],
] as const;

/** A standard with these clauses, in force: one person writes it, another approves it. */
export async function standardInForce(
  writer: Client,
  approver: Client,
  clauses: readonly Written[],
): Promise<{ standardId: string; clauseIds: string[] }> {
  const name = `Standard ${randomBytes(4).toString('hex')}`;
  const { standardId, versionId } = await writer.call(standards.createStandard, { name });
  for (const [section, kind] of kinds) {
    await writer.call(standards.addClause, { versionId, section, kind, title: 'As agreed', text: 'So it is.' });
  }
  const clauseIds: string[] = [];
  for (const { title, body } of clauses) {
    const clause = { section: 'response_times', title, text: '', kind: body.does, body } as const;
    clauseIds.push((await writer.call(standards.addClause, { versionId, ...clause })).clauseId);
  }
  const { version } = await writer.call(standards.getStandard, { standardId });
  // Later than today in every time zone, whatever the test says that it is.
  const until = new Date(Date.parse(version.createdAt) + 3 * 86_400_000).toISOString().slice(0, 10);
  await agreed(writer, versionId, [writer.personId], until);
  await approver.call(standards.approve, { versionId });
  await writer.call(standards.schedule, { versionId });
  return { standardId, clauseIds };
}
