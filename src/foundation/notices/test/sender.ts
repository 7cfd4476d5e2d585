import { type Capability, contribute } from '#kernel/server/capability.ts';
import { type NoticeKind, noticeKinds, noticeSubjects, noticeTopics } from '../index.ts';

const kind = (name: string, more: Partial<NoticeKind> = {}): NoticeKind => ({
  name: `test.${name}`,
  label: name,
  help: 'Only in tests.',
  importance: 'normal',
  asks: 'read',
  words: (data, names) => ({
    words:
      names.many > 1 ? `${names.many} of ${name}` : `${name} ${data.step ?? ''} ${names.about?.reference ?? ''}`.trim(),
    detail: typeof data.byId === 'string' ? names.person(data.byId) : null,
  }),
  ...more,
});

/** A capability that sends notices of every sort. */
export const sender: Capability = {
  name: 'sender',
  contributes: [
    contribute(
      noticeKinds,
      kind('plain'),
      kind('hush', { importance: 'quiet' }),
      kind('loud', { importance: 'important' }),
      kind('note', { asks: 'acknowledge', chaseAfterMinutes: 30 }),
      kind('deed', { asks: 'act', chaseAfterMinutes: 45, importance: 'important' }),
    ),
    contribute(noticeTopics, {
      name: 'test:rain',
      label: 'Rain',
      help: 'When it rains.',
      roles: ['manager'],
      hearers: ['owner', 'manager', 'lead', 'adviser'],
    }),
    contribute(noticeSubjects, {
      name: 'parcel',
      describe: async (_tx, _workspaceId, ids) =>
        ids.map((id) => ({ id, reference: 'Q-7', title: 'A parcel', link: `/parcels/${id}` })),
    }),
  ],
};
