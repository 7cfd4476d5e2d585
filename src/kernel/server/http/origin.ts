import type { Contract } from '#kernel/contract/contract.ts';
import type { Identity } from '../actor.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../problem.ts';
import type { HttpRequest } from './request.ts';

/**
 * Cross-site protection. A cookie is sent by the browser on its own, so a write by cookie must come from our own
 * origin; requests by visitor token come from other sites on purpose and are checked against the widget's list.
 */
export function originRule(kernel: Kernel) {
  return {
    /** Routes that pages of other origins may read: those a customer's widget calls. */
    isShared: (contract: Contract) => contract.for.includes('customer'),
    demand: (contract: Contract, identity: Identity, request: HttpRequest) => {
      if (contract.kind === 'query' || identity.actor.kind === 'customer') return;
      if (contract.for.includes('customer') && identity.actor.kind !== 'person') return;
      if (!isOwnOrigin(kernel, request)) {
        refuse('access.origin', 'A change by cookie must come from Heed’s own pages.');
      }
    },
  };
}

/** True when the browser says that the request comes from our own pages, or when no browser made it. */
export function isOwnOrigin(kernel: Kernel, request: HttpRequest): boolean {
  const site = request.header('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.header('origin');
  if (!origin) return true;
  const own = new URL(kernel.publicUrl());
  if (origin === own.origin) return true;
  // The address typed by the user may differ from the configured one (localhost, an IP); its own host must match.
  // Under the configured host only the configured origin counts: not the same name without TLS.
  const host = request.header('host');
  return host !== undefined && host !== own.host && URL.canParse(origin) && new URL(origin).host === host;
}
