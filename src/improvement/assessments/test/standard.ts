import * as standards from '#foundation/standards/contract.ts';
import { agreed } from '#foundation/standards/test/agreed.ts';
import { fillAlignment } from '#foundation/standards/test/align.ts';
import type { Client } from '#kernel/test/client.ts';

/** Who writes the standard, and who approves it. */
export interface House {
  manager: Client;
  owner: Client;
}

const until = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

/** The standard with which the workspace began, as version 1.0 in force. */
export async function publishFirst({ manager, owner }: House): Promise<{ standardId: string; versionId: string }> {
  const [starter] = (await owner.call(standards.listStandards, {})).standards;
  const [standardId, versionId] = [starter?.id ?? '', starter?.open?.id ?? ''];
  await agreed(manager, versionId, [manager.personId], until());
  await owner.call(standards.approve, { versionId });
  await manager.call(standards.schedule, { versionId });
  return { standardId, versionId };
}

/** The next version in force, in which one clause has another text and another clause is left out. */
export async function publishNext(
  { manager, owner }: House,
  standardId: string,
  change: { title: string; text: string; without: string },
): Promise<string> {
  const begun = { standardId, step: 'minor' as const, reason: 'The spring review' };
  const { versionId } = await manager.call(standards.beginVersion, begun);
  const { clauses } = await manager.call(standards.getStandard, { standardId, versionId });
  const named = (title: string) => {
    const found = clauses.find((one) => one.title === title);
    if (!found) throw new Error(`no clause “${title}”`);
    return found;
  };
  const { id: clauseId, section, title, kind, body, ownerId, reviewOn, version } = named(change.title);
  const written = { versionId, clauseId, version, section, title, text: change.text, kind, body, ownerId, reviewOn };
  await manager.call(standards.changeClause, { ...written, reason: 'Shorter' });
  const gone = named(change.without);
  const dropped = { versionId, clauseId: gone.id, version: gone.version, reason: 'Said elsewhere' };
  await manager.call(standards.dropClause, dropped);
  await manager.call(standards.consult, { versionId, personIds: [manager.personId ?? ''], until: until() });
  await manager.call(standards.beginAlignment, { versionId });
  await fillAlignment(manager, versionId);
  await manager.call(standards.submit, { versionId });
  await owner.call(standards.approve, { versionId });
  await manager.call(standards.schedule, { versionId });
  return versionId;
}
