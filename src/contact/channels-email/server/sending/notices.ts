import { type NoticeCarrier, noticeToSend } from '#foundation/notices/index.ts';
import { type AutomaticKind, mailSoon } from './automatic.ts';

const kind = 'notices.line';

/** Notices that people want by mail leave as automatic mails do: after the commit, by the first address that can send. */
export const mailCarrier: NoticeCarrier = {
  name: 'mail',
  carry: (ctx, receiptIds) => {
    for (const id of receiptIds) mailSoon(ctx, kind, id);
  },
};

export const noticeMail: AutomaticKind = {
  kind,
  compose: async (kernel, tx, workspaceId, ref) => {
    const notice = await noticeToSend(kernel, tx, workspaceId, ref);
    if (!notice) return undefined;
    const { to, words, detail, url, acknowledgeUrl } = notice;
    const parts = [
      detail ? `${words}\n${detail}` : words,
      `Open it:\n${url}`,
      acknowledgeUrl && `Acknowledge it without signing in (the link works for seven days):\n${acknowledgeUrl}`,
      'You chose to get these by mail; Settings, Notices says which.',
    ];
    return { to, subject: words, text: parts.filter(Boolean).join('\n\n'), fromName: 'Heed' };
  },
};
