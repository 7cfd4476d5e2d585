import { customerRows } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { acknowledge, markActed } from './server/answer.ts';
import { authorityNoticeKinds, authorityReactions } from './server/authority-notices.ts';
import { acknowledgeFromMail } from './server/by-mail.ts';
import { unansweredChase, unansweredKind } from './server/chase.ts';
import { choosePreference, chooseTopicRoles, subscribe } from './server/choices.ts';
import { noticeKinds, noticeTopics } from './server/kinds.ts';
import { serveMailedNotices } from './server/mail-pages.ts';
import { markRead } from './server/mark-read.ts';
import { noticeRows } from './server/moving.ts';
import { noticePolicy } from './server/policy.ts';
import { promiseNoticeKinds, promiseReactions, promiseTopics } from './server/promise-notices.ts';
import { addOwnDevice, changeOwnDevice, deviceList, removeOwnDevice, tryOwnDevice } from './server/push-devices.ts';
import { pushJobs } from './server/push-jobs.ts';
import { noticeCount, noticeList } from './server/queries.ts';
import { endOfQuiet } from './server/quiet-end.ts';
import { chooseQuietHours } from './server/quiet-hours.ts';
import { settingsOf } from './server/settings.ts';

export { type NoticeToSend, noticeToSend } from './server/by-mail.ts';
export { type NoticeCarrier, noticeCarriers } from './server/carriers.ts';
export {
  type NoticeData,
  type NoticeKind,
  type NoticeNames,
  type NoticeSubject,
  type NoticeTopic,
  noticeKinds,
  noticeSubjects,
  noticeTopics,
} from './server/kinds.ts';
export { type NoticeRequest, notify, notifyAll, type Recipients } from './server/notify.ts';
export { type Nudge, nudge, whoHasDevices } from './server/push-tasks.ts';
export { settleNotices } from './server/settle.ts';

/** What people must know: on their desk, grouped, answered, and chased when it is not. */
export const notices: Capability = {
  name: 'notices',
  problems: { ...contract.noticeProblems, ...contract.pushProblems },
  events: [
    contract.noticeDelivered,
    contract.noticeRead,
    contract.noticeAnswered,
    contract.noticeSettled,
    contract.noticeChased,
    contract.noticePreferencesChanged,
    contract.noticeTopicChanged,
    contract.deviceChanged,
  ],
  commands: [
    ...[markRead, acknowledge, markActed, choosePreference, chooseQuietHours, subscribe, chooseTopicRoles],
    ...[addOwnDevice, changeOwnDevice, removeOwnDevice, tryOwnDevice, acknowledgeFromMail],
  ],
  queries: [noticeList, noticeCount, settingsOf, deviceList],
  jobs: pushJobs,
  routes: serveMailedNotices,
  reactions: [...promiseReactions, ...authorityReactions],
  deadlines: [unansweredChase, endOfQuiet],
  contributes: [
    contribute(noticeKinds, ...promiseNoticeKinds, ...authorityNoticeKinds, unansweredKind),
    contribute(noticeTopics, ...promiseTopics),
    contribute(customerRows, noticeRows),
  ],
  abilities: (role) => roleActions(noticePolicy, role).map((action) => `notices.${action}`),
};
