import { factSources } from '#foundation/measures/index.ts';
import { customerRows } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { answer, setSilenceOf, silenceOne } from './server/answer.ts';
import { onResolved } from './server/ask.ts';
import { feedbackFacts } from './server/facts.ts';
import { exported, list, onConversation } from './server/list.ts';
import { feedbackRows } from './server/moving.ts';
import { serveFeedback } from './server/pages.ts';
import { feedbackPolicy } from './server/policy.ts';
import { change, settings } from './server/settings.ts';

/** What customers say of how they were served, asked once after a conversation was resolved. */
export const feedback: Capability = {
  name: 'feedback',
  problems: contract.feedbackProblems,
  events: [contract.feedbackAsked, contract.feedbackAnswered, contract.silenceChanged, contract.settingsChanged],
  commands: [answer, silenceOne, setSilenceOf, change],
  queries: [settings, exported, list, onConversation],
  reactions: [onResolved],
  contributes: [contribute(factSources, feedbackFacts), contribute(customerRows, ...feedbackRows)],
  routes: serveFeedback,
  abilities: (role) => roleActions(feedbackPolicy, role).map((action) => `feedback.${action}`),
};

export { type Days, feedbackIn, feedbackWords } from './server/in-period.ts';
export { offerFor } from './server/requests.ts';
