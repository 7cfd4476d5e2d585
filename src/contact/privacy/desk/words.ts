import { t } from '@lingui/core/macro';
import type { NoticeChannel } from '../contract-words.ts';

/** Where a notice is said or a consent given, as people call it. */
export const noticeChannels: Record<NoticeChannel, string> = {
  any: t`everywhere`,
  chat: t`in the chat`,
  email: t`by mail`,
  form: t`in a form`,
  portal: t`in the portal`,
  phone: t`on the phone`,
  counter: t`at the counter`,
  letter: t`by letter`,
};
