import { forgetPlaces, type Prepared, prepareFile } from '#contact/conversations/index.ts';
import { fileLimits } from '#kernel/contract/files.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Contents } from '#kernel/files/contents.ts';
import { Problem } from '#kernel/server/problem.ts';
import type { Understood } from '../../understanding/understood.ts';
import { plain } from '../plain.ts';

export interface MailFiles {
  contents: Contents;
  prepared: Prepared[];
  /** Pictures by the name under which the HTML calls them (`cid:`). */
  pictures: { cid: string; fileId: Id }[];
  /** What is in the raw mail alone, and why. */
  leftOut: { name: string; reason: string }[];
  forget(): Promise<void>;
}

/** Makes files of what came with a mail. One that is not accepted is left out and named; the raw mail has it. */
export async function prepareFiles(contents: Contents, seen: Understood): Promise<MailFiles> {
  const places: string[] = [];
  const prepared: Prepared[] = [];
  const leftOut: MailFiles['leftOut'] = [];
  const pictures: MailFiles['pictures'] = [];
  for (const { name, content, contentId } of seen.attachments) {
    try {
      const file = await prepareFile(contents, { name, content }, places, fileLimits.staff);
      prepared.push(file);
      if (contentId) pictures.push({ cid: plain(contentId, 300), fileId: file.id });
    } catch (error) {
      // A full disk is no reason to do without: the mail is read again later.
      if (!(error instanceof Problem) || error.code === 'file.no_room') throw await givenUp(places, error);
      leftOut.push({ name: plain(name, 200), reason: error.code });
    }
  }
  return { contents, prepared, pictures, leftOut, forget: () => forgetPlaces(places) };
}

async function givenUp(places: readonly string[], error: unknown): Promise<unknown> {
  await forgetPlaces(places);
  return error;
}
