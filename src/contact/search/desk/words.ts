import { t } from '@lingui/core/macro';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconMessageReply from '@tabler/icons-react/dist/esm/icons/IconMessageReply.mjs';
import type { OutputOf } from '#kernel/web/data.ts';
import type { Glyph } from '#kernel/web/ui/Icon.tsx';
import type { StateName } from '#kernel/web/ui/State.tsx';
import type { Passage } from '../contract.ts';

export type Person = OutputOf<'search.people'>['people'][number];
export type FoundConversation = OutputOf<'search.conversations'>['conversations'][number];
export type FoundMessage = OutputOf<'search.messages'>['messages'][number];

export const statuses: Record<FoundConversation['status'], { state: StateName; word: string }> = {
  open: { state: 'running', word: t`Open` },
  waiting: { state: 'paused', word: t`Waiting` },
  resolved: { state: 'kept', word: t`Resolved` },
};

export const kinds: Record<FoundMessage['kind'], { icon: Glyph; word: string }> = {
  customer: { icon: IconMessage, word: t`wrote` },
  reply: { icon: IconMessageReply, word: t`answered` },
  note: { icon: IconLock, word: t`noted for colleagues` },
};

/** A line without its marks. */
export function plain(pieces: Passage): string {
  return pieces.map((piece) => piece.text).join('');
}
