import { callsPart } from '#contact/channels-call/desk/part.ts';
import { chatPart } from '#contact/channels-chat/desk/part.ts';
import { mailPart } from '#contact/channels-email/desk/part.ts';
import { formsPart } from '#contact/channels-form/desk/part.ts';
import { socialPart } from '#contact/channels-social/desk/part.ts';
import { conversationsPart } from '#contact/conversations/desk/part.ts';
import { customersPart } from '#contact/customers/desk/part.ts';
import { feedbackPart } from '#contact/feedback/desk/part.ts';
import { portalPart } from '#contact/portal/desk/part.ts';
import { privacyPart } from '#contact/privacy/desk/part.ts';
import { searchPart } from '#contact/search/desk/part.ts';
import { authorityPart } from '#foundation/authority/desk/part.ts';
import { fieldsPart } from '#foundation/fields/desk/part.ts';
import { lettersPart } from '#foundation/letters/desk/part.ts';
import { libraryPart } from '#foundation/library/desk/part.ts';
import { measuresPart } from '#foundation/measures/desk/part.ts';
import { noticesPart } from '#foundation/notices/desk/part.ts';
import { packsPart } from '#foundation/packs/desk/part.ts';
import { peoplePart } from '#foundation/people/desk/part.ts';
import { promisesPart } from '#foundation/promises/desk/part.ts';
import { standardsPart } from '#foundation/standards/desk/part.ts';
import { touchpointsPart } from '#foundation/touchpoints/desk/part.ts';
import { assessmentsPart } from '#improvement/assessments/desk/part.ts';
import { monitoringPart } from '#improvement/monitoring/desk/part.ts';
import { reviewsPart } from '#improvement/reviews/desk/part.ts';
import { staffingPart } from '#improvement/staffing/desk/part.ts';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { auditPart } from '#platform/audit/desk/part.ts';
import { webhooksPart } from '#platform/webhooks/desk/part.ts';

/** Every capability of this desk. */
export const parts: readonly DeskPart[] = [
  peoplePart,
  authorityPart,
  measuresPart,
  noticesPart,
  promisesPart,
  packsPart,
  fieldsPart,
  lettersPart,
  libraryPart,
  standardsPart,
  touchpointsPart,
  customersPart,
  privacyPart,
  conversationsPart,
  feedbackPart,
  chatPart,
  mailPart,
  socialPart,
  callsPart,
  formsPart,
  portalPart,
  ...[monitoringPart, reviewsPart, staffingPart, assessmentsPart],
  webhooksPart,
  auditPart,
  searchPart,
];
