import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconWriting from '@tabler/icons-react/dist/esm/icons/IconWriting.mjs';
import type { Glyph } from '#kernel/web/ui/Icon.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import type { Channel, Status } from '../contract.ts';

export const channels: Record<Channel, { label: string; icon: Glyph; sends: string }> = {
  chat: { label: 'Chat', icon: IconMessage, sends: 'by chat' },
  api: { label: 'Recorded', icon: IconWriting, sends: '· recorded here, no channel delivers it' },
};

const statuses: Record<Status, { state: StateName; word: string }> = {
  open: { state: 'running', word: 'Open' },
  waiting: { state: 'paused', word: 'Waiting' },
  resolved: { state: 'kept', word: 'Resolved' },
};

/** Where a conversation stands, in shape and word. */
export function StatusWord({ status }: { status: Status }) {
  const { state, word } = statuses[status];
  return <State state={state}>{word}</State>;
}
