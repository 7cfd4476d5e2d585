import { t } from '@lingui/core/macro';
import type { Notice } from './use-notices.ts';

export interface NoticeGroup {
  label: string;
  notices: Notice[];
}

/**
 * Notices, newest first, under headings. What quiet hours held stands together under the time when they ended; the
 * rest under its day. `dayOf` says the day of an instant: "Today". Pure.
 */
export function groupNotices(
  notices: readonly Notice[],
  dayOf: (at: string) => string,
  timeOf: (at: string) => string,
): NoticeGroup[] {
  const groups: NoticeGroup[] = [];
  for (const notice of notices) {
    const day = dayOf(notice.at);
    const label = notice.wasHeld && notice.chased === 0 ? t`${day} ${timeOf(notice.at)}, after your quiet hours` : day;
    const last = groups.at(-1);
    if (last?.label === label) last.notices.push(notice);
    else groups.push({ label, notices: [notice] });
  }
  return groups;
}
