import { randomBytes } from 'node:crypto';
import { createCustomer } from '#contact/customers/contract.ts';
import { noteConsent } from '#contact/privacy/contract.ts';
import { hashPassphrase } from '#foundation/people/index.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { testPassphrase } from '#kernel/test/heed.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { linkToken } from '../server/enter.ts';

const newKey = () => `brand-${randomBytes(4).toString('hex')}`;
const brands = new WeakMap<Stage, Promise<{ key: string; brandId: string }>>();

/** One brand of the stage. */
function brandOf(stage: Stage): Promise<{ key: string; brandId: string }> {
  const make = async () => {
    const key = newKey();
    return { key, ...(await stage.cast.owner.call(contract.addBrand, { key, name: 'Fennick & Rowe' })) };
  };
  const known = brands.get(stage) ?? make();
  brands.set(stage, known);
  return known;
}

let secret: Promise<string> | undefined;

/** A new customer with an address and a passphrase: at one address few tries are left to guess. */
async function freshPerson(stage: Stage): Promise<{ address: string; customerId: string }> {
  const address = `ines-${randomBytes(5).toString('hex')}@kaldor.example`;
  const addresses = [{ kind: 'email' as const, value: address }];
  const { customerId } = await stage.cast.owner.call(createCustomer, { name: 'Ines Kaldor', addresses });
  secret ??= hashPassphrase(testPassphrase);
  await asOwner(
    stage.heed.ownerUrl,
    'INSERT INTO portal_passphrase (workspace_id, address_key, secret) VALUES ($1, $2, $3)',
    [stage.house.workspaceId, address, await secret],
  );
  return { address, customerId };
}

/** A link that was asked for, as its mail has it. */
async function freshLink(stage: Stage): Promise<{ key: string; token: string }> {
  const [{ key, brandId }, { address }] = await Promise.all([brandOf(stage), freshPerson(stage)]);
  const { workspaceId } = stage.house;
  const id = newId();
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO portal_link (workspace_id, id, brand_id, address_key, locale, expires_at)
     VALUES ($1, $2, $3, $4, 'en', now() + interval '15 minutes')`,
    [workspaceId, id, brandId, address],
  );
  return { key, token: linkToken(stage.heed.running.kernel, workspaceId, id) };
}

/** Somebody who signed in to the portal just now, and agreed to be told of news. */
async function signedIn(stage: Stage): Promise<Client> {
  const [{ key }, { address, customerId }] = await Promise.all([brandOf(stage), freshPerson(stage)]);
  const agreed = { purpose: 'News by mail', channel: 'phone' as const, isGiven: true };
  await stage.cast.owner.call(noteConsent, { customerId, ...agreed });
  const client = stage.heed.anonymous();
  await client.call(contract.enterByPassphrase, { key, address, passphrase: testPassphrase });
  return client;
}

export const scenarios = [
  scenario(contract.askLink, async (stage) => ({
    key: (await brandOf(stage)).key,
    address: `nobody-${randomBytes(3).toString('hex')}@kaldor.example`,
  })),
  scenario(contract.enterByLink, (stage) => freshLink(stage), { isAboutSession: true }),
  scenario(
    contract.enterByPassphrase,
    async (stage) => {
      const [{ key }, { address }] = await Promise.all([brandOf(stage), freshPerson(stage)]);
      return { key, address, passphrase: testPassphrase };
    },
    { isAboutSession: true },
  ),
  scenario(contract.leave, () => ({}), { customer: signedIn }),
  scenario(contract.setPassphrase, () => ({ passphrase: testPassphrase }), { customer: signedIn }),
  scenario(contract.portalConversations, () => ({})),
  scenario(contract.portalConversation, ({ visit }) => ({ conversationId: visit.conversationId })),
  scenario(contract.portalConsents, () => ({})),
  scenario(contract.takeBackConsent, () => ({ purpose: 'News by mail' }), { customer: signedIn }),
  scenario(contract.writeInPortal, () => ({ subject: 'The red kettle', text: 'And in blue?' }), { customer: signedIn }),
  scenario(contract.listBrands, () => ({})),
  scenario(contract.addBrand, () => ({ key: newKey(), name: 'Fennick & Rowe' })),
  scenario(contract.changeBrand, async (stage) => {
    const { brandId, version } = await stage.cast.owner.call(contract.addBrand, { key: newKey(), name: 'Rowe' });
    return { brandId, version, accent: '#225588' };
  }),
];
