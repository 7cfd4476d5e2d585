import { createHash, randomBytes } from 'node:crypto';
import { beginVisit, changeWidget, chatSend, getWidget } from '#contact/channels-chat/contract.ts';
import { getConversation, listWrapUpReasons, startConversation } from '#contact/conversations/contract.ts';
import { acceptInvitation, changeAccess, invite, type Role, switchWorkspace } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { Client } from './client.ts';
import { asOwner } from './database.ts';
import { type SetUp, type TestHeed, testPassphrase } from './heed.ts';

/** Everybody whom the access matrix knows. The last two: the owner of another workspace, and somebody shut out. */
export const callers = [
  'owner',
  'manager',
  'lead',
  'adviser',
  'assessor',
  'learner',
  'viewer',
  'anonymous',
  'concerned',
  'stranger',
  'elsewhere',
  'shutOut',
] as const;
export type Caller = (typeof callers)[number];

/** The page on which the test's widget stands. */
export const shop = 'https://shop.example';

export interface Conversation {
  conversationId: string;
  customerId: string;
}

/** A small shop with somebody of every kind in it: what scenarios play on. */
export interface Stage {
  heed: TestHeed;
  house: SetUp;
  cast: Record<Caller, Client>;
  /** A further member, on whom changes of role, access and passphrase are tried. */
  spare: Client;
  widgetKey: string;
  wrapUpReasonId: string;
  /** The visitor concerned: their chat and who they are. */
  visit: Conversation;
  /** What the scenario prepared last is about; queries are opened on it. */
  about: Conversation;
  /** A new open conversation with the visitor concerned, which is then what it is about. */
  freshConversation(): Promise<Conversation>;
  /** What only this workspace may know: no answer to anybody else may hold one of these. */
  privateWords: string[];
}

/** A session of its own for the same person, without asking for the passphrase. */
export async function newSession(heed: TestHeed, client: Client): Promise<Client> {
  const copy = new Client(client.url);
  const [name, token = ''] = (client.cookie ?? '').split('=');
  if (!token) return Object.assign(copy, { headers: client.headers });
  const fresh = randomBytes(32).toString('base64url');
  const hash = (text: string) => createHash('sha256').update(text).digest();
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO session (id, token_hash, account_id, workspace_id, expires_at)
     SELECT $1, $2, account_id, workspace_id, expires_at FROM session WHERE token_hash = $3`,
    [newId(), hash(fresh), hash(token)],
  );
  return Object.assign(copy, { cookie: `${name}=${fresh}`, personId: client.personId, email: client.email });
}

/** A visitor in the widget of this key, as their browser speaks from the shop's page. */
export async function newVisitor(heed: TestHeed, key: string): Promise<Client> {
  const client = heed.anonymous();
  client.headers = { Origin: shop };
  const { token } = await client.call(beginVisit, { key });
  client.headers = { Origin: shop, Authorization: `Bearer ${token}`, 'X-Heed-Key': key };
  return client;
}

/** Lets the shop's page use the widget. Returns its key. */
export async function openWidget(owner: Client): Promise<string> {
  const { key, version } = await owner.call(getWidget, {});
  await owner.call(changeWidget, { version, allowedOrigins: [shop] });
  return key;
}

/** The owner of the practice workspace who has no access to the live one. */
async function ownerElsewhere(heed: TestHeed, house: SetUp): Promise<Client> {
  const there = await newSession(heed, house.owner);
  await there.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
  const { link } = await there.call(invite, { email: 'elsa@elsewhere.example', role: 'owner', teamIds: [] });
  const client = heed.anonymous();
  const token = new URL(link ?? '').hash.slice(1);
  const done = await client.call(acceptInvitation, { token, name: 'Elsa Elsewhere', passphrase: testPassphrase });
  return Object.assign(client, { personId: done.personId, email: 'elsa@elsewhere.example' });
}

/** People who are let in beside the owner. Hashing their passphrases takes most of the time of a stage. */
const members = [
  'manager',
  'lead',
  'adviser',
  'assessor',
  'learner',
  'viewer',
  'spare',
  'shutOut',
  'elsewhere',
] as const;
type Member = (typeof members)[number];

/** Lets in two at a time, so that a busy machine answers each in time; who is not wanted stays a stranger. */
async function letIn(heed: TestHeed, house: SetUp, wanted: readonly Member[]): Promise<Record<Member, Client>> {
  const people = Object.fromEntries(members.map((name) => [name, heed.anonymous()])) as Record<Member, Client>;
  const left = [...wanted];
  const next = async (): Promise<void> => {
    const name = left.pop();
    if (!name) return;
    const role: Role = name === 'spare' || name === 'shutOut' || name === 'elsewhere' ? 'viewer' : name;
    people[name] = name === 'elsewhere' ? await ownerElsewhere(heed, house) : await heed.member(role);
    return next();
  };
  await Promise.all([next(), next()]);
  return people;
}

/** Sets up a workspace with visitors, and lets in somebody of every kind, or those who are `wanted`. */
export async function setStage(heed: TestHeed, wanted: readonly Member[] = members): Promise<Stage> {
  const house = await heed.setUp();
  const { owner } = house;
  owner.email = 'olive@heed.example';
  const widgetKey = await openWidget(owner);
  const { spare, ...people } = await letIn(heed, house, wanted);
  const [concerned, stranger] = [await newVisitor(heed, widgetKey), await newVisitor(heed, widgetKey)];
  if (wanted.includes('shutOut')) {
    await owner.call(changeAccess, { personId: people.shutOut.personId, active: false, version: 1 });
  }
  const { conversationId } = await concerned.call(chatSend, { text: 'My parcel is late. Where is it?' });
  await stranger.call(chatSend, { text: 'Do you ship to Hobart?' });
  const { customerId } = await owner.call(getConversation, { conversationId });
  const { reasons } = await owner.call(listWrapUpReasons, {});
  const visit = { conversationId, customerId };
  const stage: Stage = {
    heed,
    house,
    cast: { owner, ...people, anonymous: heed.anonymous(), concerned, stranger },
    spare,
    widgetKey,
    wrapUpReasonId: reasons[0]?.id ?? '',
    visit,
    about: visit,
    freshConversation: async () => {
      const started = await owner.call(startConversation, { customerId, text: 'The kettle leaks. What now?' });
      stage.about = { conversationId: started.conversationId, customerId };
      return stage.about;
    },
    privateWords: [
      ...[conversationId, customerId, house.teamId, widgetKey],
      ...[people.adviser.personId, people.viewer.personId].filter(Boolean),
    ],
  };
  return stage;
}
