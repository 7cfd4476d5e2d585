import { changeWidget, getWidget } from '#contact/channels-chat/contract.ts';
import { acceptInvitation, invite, setUp } from '#foundation/people/contract.ts';
import { Client } from '#kernel/test/client.ts';
import type { Product } from './product.ts';
import { shopOrigin } from './visitor.ts';

export interface Shop {
  owner: Client;
  widgetKey: string;
  workspaceId: string;
  /** Session cookies of people who may reply; the first is the owner's. */
  cookies: string[];
}

const passphrase = 'kettles whistle at noon';

/** Sets the product up by the link that its start printed, opens the widget to the shop and invites advisers. */
export async function setUpShop(product: Product, advisers = 1): Promise<Shop> {
  const url = product.urls[0] ?? '';
  const owner = new Client(url);
  const done = await owner.call(setUp, {
    token: new URL(product.setUpLink()).hash.slice(1),
    ownerName: 'Olive Owner',
    email: 'olive@heed.example',
    passphrase,
    workspaceName: 'Fennick & Rowe',
    timeZone: 'Australia/Melbourne',
    teamName: 'Orders',
  });
  const widget = await owner.call(getWidget, {});
  await owner.call(changeWidget, { version: widget.version, allowedOrigins: [shopOrigin] });
  const cookies = [owner.cookie ?? ''];
  for (let i = 1; i < advisers; i++) {
    const email = `adviser-${i}@heed.example`;
    const { link } = await owner.call(invite, { email, role: 'adviser', teamIds: [] });
    const client = new Client(url);
    await client.call(acceptInvitation, { token: new URL(link ?? '').hash.slice(1), name: `Adviser ${i}`, passphrase });
    cookies.push(client.cookie ?? '');
  }
  return { owner, widgetKey: widget.key, workspaceId: done.workspaceId, cookies };
}
