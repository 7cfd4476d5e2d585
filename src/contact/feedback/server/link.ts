import type { Id } from '#kernel/contract/ids.ts';
import { readSigned, signIds } from '#kernel/seal/signed.ts';
import { refuse } from '#kernel/server/problem.ts';

/** What a link stands for. */
export interface Linked {
  workspaceId: Id;
  requestId: Id;
}

const purpose = 'heed feedback link';

/** The last part of a link: workspace and request, signed. */
export function linkTokenOf(words: readonly string[], { workspaceId, requestId }: Linked): string {
  return signIds(words, purpose, [workspaceId, requestId]);
}

/** @throws Problem feedback.wrong_link */
export function readLink(words: readonly string[], token: string): Linked {
  const [workspaceId, requestId] = readSigned(words, purpose, token, 2) ?? [];
  if (!workspaceId || !requestId) {
    return refuse('feedback.wrong_link', 'Something is missing in this link, or it was changed.');
  }
  return { workspaceId, requestId };
}
