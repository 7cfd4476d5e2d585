import type { Client } from '#kernel/test/client.ts';
import * as contract from '../contract.ts';

/** Gives a version all that its submission and approval ask of its alignment, in words and reasons. */
export async function fillAlignment(by: Client, versionId: string): Promise<void> {
  const { clauses, wording, offline, checks } = await by.call(contract.alignment, { versionId });
  for (const agreesWith of contract.AgreesWith.options) {
    const clauseIds = clauses.filter((one) => one.gaps.includes(agreesWith)).map((one) => one.clauseId);
    if (clauseIds.length === 0) continue;
    await by.call(contract.linkClauses, {
      versionId,
      clauseIds,
      agreesWith,
      links: [{ words: 'Said at the counter' }],
    });
  }
  const open = [
    ...[...wording, ...offline].filter((one) => one.isOpen),
    ...checks.filter((one) => one.state === 'open' || one.state === 'fails'),
  ];
  for (const { point } of open)
    await by.call(contract.answerPoint, { versionId, point, reason: 'Agreed with the lead' });
}
