// Written by scripts/generate.mjs from the contracts. Do not edit; run npm run generate.
import type { Contract } from '#kernel/contract/contract.ts';

/** The commands and queries of one contract file, by their names. */
type Of<M> = { [K in keyof M as M[K] extends Contract ? M[K]['name'] : never]: M[K] };

export type Contracts = Of<typeof import('#contact/channels-call/contract.ts')> &
  Of<typeof import('#contact/channels-chat/contract.ts')> &
  Of<typeof import('#contact/channels-email/contract.ts')> &
  Of<typeof import('#contact/channels-form/contract.ts')> &
  Of<typeof import('#contact/channels-social/contract.ts')> &
  Of<typeof import('#contact/conversations/contract.ts')> &
  Of<typeof import('#contact/customers/contract.ts')> &
  Of<typeof import('#contact/feedback/contract.ts')> &
  Of<typeof import('#contact/portal/contract.ts')> &
  Of<typeof import('#contact/privacy/contract.ts')> &
  Of<typeof import('#contact/search/contract.ts')> &
  Of<typeof import('#foundation/authority/contract.ts')> &
  Of<typeof import('#foundation/fields/contract.ts')> &
  Of<typeof import('#foundation/letters/contract.ts')> &
  Of<typeof import('#foundation/library/contract.ts')> &
  Of<typeof import('#foundation/measures/contract.ts')> &
  Of<typeof import('#foundation/notices/contract.ts')> &
  Of<typeof import('#foundation/packs/contract.ts')> &
  Of<typeof import('#foundation/people/contract.ts')> &
  Of<typeof import('#foundation/promises/contract.ts')> &
  Of<typeof import('#foundation/standards/contract.ts')> &
  Of<typeof import('#foundation/touchpoints/contract.ts')> &
  Of<typeof import('#improvement/assessments/contract.ts')> &
  Of<typeof import('#improvement/monitoring/contract.ts')> &
  Of<typeof import('#improvement/reviews/contract.ts')> &
  Of<typeof import('#improvement/staffing/contract.ts')> &
  Of<typeof import('#platform/audit/contract.ts')> &
  Of<typeof import('#platform/backup/contract.ts')> &
  Of<typeof import('#platform/webhooks/contract.ts')>;
