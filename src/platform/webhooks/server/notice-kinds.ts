import type { NoticeData, NoticeKind } from '#foundation/notices/index.ts';

const kindOf = (name: string, label: string, help: string, words: string): NoticeKind => ({
  name,
  label,
  help,
  importance: 'normal',
  asks: 'read',
  roles: ['owner', 'manager'],
  words: (data: NoticeData) => ({
    words: `${words}: ${data.host}`,
    link: `/settings/webhooks/${data.endpointId}`,
  }),
});

export const webhookNoticeKinds: readonly NoticeKind[] = [
  kindOf(
    'webhook.gone',
    'A webhook endpoint is gone',
    'It answered 410, so it was switched off. For owners and managers.',
    'A webhook endpoint says that it is gone and was switched off',
  ),
  kindOf(
    'webhook.failed',
    'A webhook could not be delivered',
    'Every attempt of three days failed. For owners and managers.',
    'A webhook was given up after three days of attempts',
  ),
];
