import { automaticMails, signatureSources } from '#contact/channels-email/index.ts';
import { brandSources } from '#foundation/promises/index.ts';
import { touchpointChannels } from '#foundation/touchpoints/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { choosePassphrase, signOut } from './server/account.ts';
import { add, brandSignature, brandSource, brands, change } from './server/brands.ts';
import { consents, takeBack } from './server/consents.ts';
import { list, one } from './server/conversations.ts';
import { ask, enter, enterWithPassphrase, linkMail } from './server/enter.ts';
import { servePortal } from './server/pages.ts';
import { portalPolicy } from './server/policy.ts';
import { portalIdentifier } from './server/session.ts';
import { tidyJob } from './server/tidy.ts';
import { portalTouchpoint } from './server/touchpoint.ts';
import { writeWith } from './server/write.ts';

/** The portal: customers see their conversations and go on with them, under the name of a brand. */
export const portal: Capability = {
  name: 'portal',
  problems: { ...contract.portalProblems, ...contract.consentProblems },
  events: [contract.signedIn, contract.signedOut, contract.passphraseSet, contract.brandChanged],
  commands: [ask, enter, enterWithPassphrase, signOut, choosePassphrase, takeBack, writeWith(), add, change],
  queries: [list, one, consents, brands],
  identifiers: [portalIdentifier],
  contributes: [
    contribute(automaticMails, linkMail),
    contribute(signatureSources, brandSignature),
    contribute(touchpointChannels, portalTouchpoint),
    contribute(brandSources, brandSource),
  ],
  jobs: [tidyJob],
  routes: servePortal,
  abilities: (role) => roleActions(portalPolicy, role).map((action) => `portal.${action}`),
};

export { keepPortalPassphrase } from './server/account.ts';
export { demandBrandOfHost } from './server/brands.ts';
export { type PortalLink, portalLinks } from './server/links.ts';
