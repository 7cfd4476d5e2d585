import { randomBytes } from 'node:crypto';
import { acceptInvitation, invite, resetPassphrase, setUp } from '#foundation/people/contract.ts';
import type { Contract } from '#kernel/contract/contract.ts';
import { ask, callerAt } from './api.ts';
import { inLanes } from './numbers.ts';
import { type Product, runHeed } from './product.ts';
import { openWire } from './wire.ts';

const passphrase = () => `bench ${randomBytes(12).toString('base64url')}`;

/** Header lines that carry a signed-in session. */
export type Session = string;

/** Sets up an empty installation by the link that its first start printed. Returns the owner's session. */
export async function setUpByLink(product: Product): Promise<Session> {
  const token = /#([A-Za-z0-9_-]{20,})/.exec(product.printed())?.[1] ?? '';
  return sessionFrom(product, setUp, {
    token,
    ownerName: 'Olive Owner',
    email: 'owner@bench.example',
    passphrase: passphrase(),
    workspaceName: 'Bench',
    timeZone: 'UTC',
    teamName: 'Service',
  });
}

/** Signs in as the demo's owner, whose passphrase nobody knows, by `heed people reset`. */
export async function demoOwner(product: Product): Promise<Session> {
  const printed = await runHeed(product, 'people', 'reset', 'lin@fennickrowe.example');
  const token = /#([A-Za-z0-9_-]{20,})/.exec(printed)?.[1] ?? '';
  return sessionFrom(product, resetPassphrase, { token, passphrase: passphrase() });
}

/** Invites advisers and accepts for them. */
export async function addAdvisers(product: Product, owner: Session, count: number): Promise<Session[]> {
  const boss = callerAt(product.url, { headers: owner });
  const mark = randomBytes(3).toString('hex');
  const sessions: Session[] = [];
  await inLanes([...Array(count).keys()], 2, async (index) => {
    const { link } = await boss.call(invite, { email: `adviser-${index}-${mark}@bench.example`, role: 'adviser' });
    const token = new URL(link ?? '').hash.slice(1);
    const answers = { token, name: `Adviser ${index + 1}`, passphrase: passphrase() };
    sessions[index] = await sessionFrom(product, acceptInvitation, answers);
  });
  boss.wire.close();
  return sessions;
}

async function sessionFrom(product: Product, contract: Contract, input: Record<string, unknown>): Promise<Session> {
  const wire = openWire(product.url);
  const { headers } = await ask(wire, contract, input);
  wire.close();
  const cookie = /\r\nset-cookie: *([^;\r]+)/i.exec(headers)?.[1];
  if (!cookie) throw new Error(`${contract.name} gave no session.`);
  return `Cookie: ${cookie}\r\n`;
}
