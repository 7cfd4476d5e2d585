import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { consents, note } from './server/consents.ts';
import { notices, publish } from './server/notices.ts';
import { privacyPolicy } from './server/policy.ts';

/** What people are told when their data is collected, and what they agreed to. */
export const privacy: Capability = {
  name: 'privacy',
  problems: contract.privacyProblems,
  events: [contract.noticePublished, contract.consentChanged],
  commands: [publish, note],
  queries: [notices, consents],
  contributes: [contribute(customerRows, rowsOf('privacy_consent', { one: 'consent', many: 'consents' }))],
  abilities: (role) => roleActions(privacyPolicy, role).map((action) => `privacy.${action}`),
};

export { type Given, keepConsent, type Standing, standingConsents } from './server/consents.ts';
export { type NoticeRecord, noticeInForce } from './server/notices.ts';
