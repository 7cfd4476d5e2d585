import { t } from '@lingui/core/macro';
import type { StateName } from '#kernel/web/ui/State.tsx';
import type { Connector, SocialDelivery, SocialProblem, SocialWay } from '../contract.ts';

export const services: Record<Connector, string> = { telegram: 'Telegram' };

export const deliveries: Record<SocialDelivery, { state: StateName; word: string }> = {
  queued: { state: 'running', word: t`On its way` },
  sending: { state: 'running', word: t`Being sent` },
  sent: { state: 'kept', word: t`Sent` },
  failed: { state: 'broken', word: t`Not delivered` },
};

/** What is to be done about an account that does not work. */
export const problems: Record<SocialProblem, string> = {
  token: t`The service does not know the token. Enter it anew, or make a new one there.`,
  webhook: t`The service tells somebody else of what comes, or cannot reach Heed. Look whether the account is connected elsewhere too.`,
  refused: t`The service refused it.`,
  no_answer: t`The service did not answer. It is tried again.`,
  not_allowed: t`Heed may not call this address. Whoever runs it allows it with HEED_EGRESS_ALLOW.`,
};

export const ways: Record<SocialWay, string> = {
  polling: t`Heed asks for what came; needs no public address`,
  webhook: t`The service tells at once; Heed needs a public https address`,
};

/** Why a file is not beside the words. */
export const leftOut: Record<string, string> = {
  'file.too_large': t`too large`,
  'file.kind_refused': t`not accepted`,
  not_given: t`the service did not give it`,
  not_yet: t`the service has not given it yet`,
};
