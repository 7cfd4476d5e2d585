import type { Client } from '#kernel/test/client.ts';
import { once } from '#kernel/test/scenario.ts';
import { beginAlignment, consult, submit } from '../contract.ts';
import { fillAlignment } from './align.ts';
import { researched } from './researched.ts';

/** Takes a draft to its submission, with the evidence that each step demands. */
export async function agreed(by: Client, versionId: string, personIds: string[], until: string): Promise<void> {
  await researched(by, versionId);
  await by.call(consult, { versionId, personIds, until });
  await by.call(beginAlignment, { versionId });
  await fillAlignment(by, versionId);
  await by.call(submit, { versionId });
}

/** The manager of the cast, who writes what the owner approves; where the stage has none, one of its own. */
export const manager = once(async ({ cast, heed }) => (cast.manager.personId ? cast.manager : heed.member('manager')));
