import { t } from '@lingui/core/macro';
import IconClipboardText from '@tabler/icons-react/dist/esm/icons/IconClipboardText.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconUserCircle from '@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import IconWriting from '@tabler/icons-react/dist/esm/icons/IconWriting.mjs';
import type { Glyph } from '#kernel/web/ui/Icon.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import type { Channel, Status } from '../contract.ts';

const writtenDown = t`· recorded here, no channel delivers it`;

export const channels: Record<Channel, { label: string; icon: Glyph; sends: string }> = {
  chat: { label: t`Chat`, icon: IconMessage, sends: t`by chat` },
  email: { label: t`Mail`, icon: IconMail, sends: t`by mail` },
  call: { label: t`Call`, icon: IconPhone, sends: writtenDown },
  visit: { label: t`Visit`, icon: IconUsers, sends: writtenDown },
  letter: { label: t`Letter`, icon: IconWriting, sends: writtenDown },
  form: { label: t`Form`, icon: IconClipboardText, sends: t`by mail` },
  portal: { label: t`Portal`, icon: IconUserCircle, sends: t`in the portal and by mail` },
  messenger: { label: t`Messenger`, icon: IconMessages, sends: t`by messenger` },
  api: { label: t`Recorded`, icon: IconWriting, sends: writtenDown },
};

const statuses: Record<Status, { state: StateName; word: string }> = {
  open: { state: 'running', word: t`Open` },
  waiting: { state: 'paused', word: t`Waiting` },
  resolved: { state: 'kept', word: t`Resolved` },
};

/** Where a conversation stands, in shape and word. */
export function StatusWord({ status }: { status: Status }) {
  const { state, word } = statuses[status];
  return <State state={state}>{word}</State>;
}
