import { automaticMails } from '#contact/channels-email/index.ts';
import { touchpointChannels } from '#foundation/touchpoints/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { archive, create, publish, save } from './server/keep.ts';
import { list, one } from './server/list.ts';
import { serveForms } from './server/pages.ts';
import { formPolicy } from './server/policy.ts';
import { receiptMail } from './server/receipt.ts';
import { submitWith } from './server/submit.ts';
import { formTouchpoint } from './server/touchpoint.ts';

/** Forms: what customers fill in on a page becomes a conversation. */
export const channelsForm: Capability = {
  name: 'forms',
  problems: contract.formProblems,
  events: [contract.formChanged, contract.formSubmitted],
  commands: [create, save, publish, archive, submitWith()],
  queries: [list, one],
  contributes: [contribute(automaticMails, receiptMail), contribute(touchpointChannels, formTouchpoint)],
  routes: serveForms,
  abilities: (role) => roleActions(formPolicy, role).map((action) => `forms.${action}`),
};
