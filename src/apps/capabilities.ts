import { join } from 'node:path';
import { channelsCall } from '#contact/channels-call/index.ts';
import { channelsChat } from '#contact/channels-chat/index.ts';
import { channelsEmail } from '#contact/channels-email/index.ts';
import { channelsForm } from '#contact/channels-form/index.ts';
import { channelsSocial } from '#contact/channels-social/index.ts';
import { conversations } from '#contact/conversations/index.ts';
import { customers } from '#contact/customers/index.ts';
import { feedback } from '#contact/feedback/index.ts';
import { portal } from '#contact/portal/index.ts';
import { privacy } from '#contact/privacy/index.ts';
import { search } from '#contact/search/index.ts';
import { assessments } from '#improvement/assessments/index.ts';
import { monitoring } from '#improvement/monitoring/index.ts';
import { reviews } from '#improvement/reviews/index.ts';
import { staffing } from '#improvement/staffing/index.ts';
import type { Capability } from '#kernel/server/capability.ts';
import { apiDocs } from '#platform/api-docs/index.ts';
import { audit } from '#platform/audit/index.ts';
import { backup } from '#platform/backup/index.ts';
import { webhooks } from '#platform/webhooks/index.ts';
import { foundation } from './foundation.ts';

/** Everything this installation can do, from the ground up (floors.json). `distDir` holds the built web apps. */
export function capabilities(distDir: string): Capability[] {
  return [
    ...foundation,
    customers,
    privacy,
    conversations,
    feedback,
    channelsChat(join(distDir, 'widget', 'manifest.json')),
    channelsEmail,
    channelsSocial,
    channelsCall,
    channelsForm,
    portal,
    monitoring,
    reviews,
    staffing,
    assessments,
    webhooks,
    audit,
    backup,
    search,
    apiDocs,
  ];
}
