import type { NoticeKind } from '#foundation/notices/index.ts';

export const openedNotice = 'correction.opened';
export const ruleNotice = 'correction.opened_by_rule';

const leaders = ['owner', 'manager', 'lead'] as const;

export const monitoringNoticeKinds: readonly NoticeKind[] = [
  {
    name: openedNotice,
    label: 'A corrective action is mine',
    help: 'For whoever has it, until it is closed. When it is late, it is told as a broken promise.',
    importance: 'normal',
    asks: 'act',
    chaseAfterMinutes: 1_440,
    words: (data, names) => ({
      words: `Corrective action ${names.about?.title ?? ''} is yours, due ${names.time(data.dueAt)}`,
      detail: Number(data.missedWeeks) > 0 ? `Missed ${data.missedWeeks} weeks in a row` : null,
    }),
  },
  {
    name: ruleNotice,
    label: 'A promise of a standard is missed week after week',
    help: 'For owners, managers and leads: a corrective action was opened by itself.',
    importance: 'normal',
    asks: 'read',
    roles: leaders,
    words: (data, names) => ({
      words: `${names.about?.title ?? 'A goal'} was missed ${data.missedWeeks} weeks in a row`,
      detail: 'A corrective action was opened',
    }),
  },
];
