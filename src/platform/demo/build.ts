import { addWrapUpReason, listWrapUpReasons, retireWrapUpReason } from '#contact/conversations/contract.ts';
import { addAddress, addNote, createCustomer } from '#contact/customers/contract.ts';
import { addBrand } from '#contact/portal/contract.ts';
import { acceptInvitation, createTeam, invite, setUp } from '#foundation/people/contract.ts';
import { setUpLink } from '#foundation/people/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Actor, nobody } from '#kernel/server/actor.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { type Cast, look, type PlayedKernel, play, playedKernel } from './played.ts';
import type { DemoAdviser, DemoCustomer, DemoPlan } from './types.ts';

type Person = Actor & { kind: 'person' };

/**
 * Sets up the demo workspace with its people, teams, reasons and customers, all through commands, and returns their
 * ids. `passphrase` is the owner's and advisers'. Throws when this installation is set up already.
 */
export async function buildCast(kernel: Kernel, plan: DemoPlan, passphrase: string, startedAt: Date): Promise<Cast> {
  const stage = playedKernel(kernel);
  const now = stage.kernel.now();
  try {
    // The first targets count from the beginning of the played past.
    stage.at(startedAt);
    const link = await setUpLink(stage.kernel);
    const manager = plan.advisers.find((one) => one.role === 'manager');
    if (!link || !manager) throw new Error('This installation is set up already; a demo needs an empty data folder.');
    const [firstTeam, ...otherTeams] = plan.teams;
    const done = await play(stage, null, nobody, setUp, {
      token: tokenOf(link),
      ownerName: manager.name,
      email: manager.email,
      passphrase,
      workspaceName: plan.workspaceName,
      timeZone: plan.timeZone,
      teamName: firstTeam?.name ?? 'Service',
    });
    const { workspaceId } = done;
    // People join now: an invitation of three months ago would run out before it is accepted.
    stage.at(now);
    const owner = person(done.ownerId, manager.name, 'owner', stage.kernel.now());
    const teams = new Map([[firstTeam?.key ?? '', done.teamId]]);
    for (const team of otherTeams) {
      const made = await play(stage, workspaceId, owner, createTeam, { name: team.name, memberIds: [owner.id] });
      teams.set(team.key, made.teamId);
    }
    const advisers = new Map<string, Person>([[manager.key, owner]]);
    for (const one of plan.advisers) {
      if (one !== manager) advisers.set(one.key, await join(stage, workspaceId, owner, one, teams, passphrase));
    }
    const reasons = await replaceReasons(stage, workspaceId, owner, plan);
    const brands = await addBrands(stage, workspaceId, owner);
    stage.at(startedAt);
    const customers = new Map<string, Id>();
    for (const one of plan.customers) customers.set(one.key, await makeCustomer(stage, workspaceId, owner, one));
    return { workspaceId, customers, advisers, teams, reasons, brands };
  } finally {
    await stage.close();
  }
}

const tokenOf = (link: string) => new URL(link).hash.slice(1);

function person(id: Id, name: string, role: string, provedAt: Date): Person {
  return { kind: 'person', id, name, role, teamIds: [], sessionId: newId(), provedAt };
}

async function join(
  stage: PlayedKernel,
  workspaceId: Id,
  owner: Person,
  one: DemoAdviser,
  teams: ReadonlyMap<string, Id>,
  passphrase: string,
): Promise<Person> {
  const teamIds = one.teamKeys.flatMap((key) => teams.get(key) ?? []);
  const { link } = await play(stage, workspaceId, owner, invite, { email: one.email, role: one.role, teamIds });
  const token = tokenOf(link ?? '');
  const joined = await play(stage, null, nobody, acceptInvitation, { token, name: one.name, passphrase });
  return person(joined.personId, one.name, one.role, stage.kernel.now());
}

/** The shop has reasons of its own in place of the ones every new workspace starts with. */
async function replaceReasons(
  stage: PlayedKernel,
  workspaceId: Id,
  owner: Person,
  plan: DemoPlan,
): Promise<Map<string, Id>> {
  const listed = await look(stage, workspaceId, owner, listWrapUpReasons, {});
  for (const { id } of listed.reasons)
    await play(stage, workspaceId, owner, retireWrapUpReason, { wrapUpReasonId: id });
  const reasons = new Map<string, Id>();
  for (const { key, name } of plan.wrapUpReasons) {
    const made = await play(stage, workspaceId, owner, addWrapUpReason, { name });
    reasons.set(key, made.wrapUpReasonId);
  }
  return reasons;
}

/** The shop and its outlet, with a portal each. */
async function addBrands(stage: PlayedKernel, workspaceId: Id, owner: Person): Promise<Map<string, Id>> {
  const brands = new Map<string, Id>();
  for (const brand of [
    { key: 'fennick-rowe', name: 'Fennick & Rowe', accent: '#2f6f73' },
    { key: 'rowe-outlet', name: 'Rowe Outlet', accent: '#8a4b2d' },
  ]) {
    const plain = { host: null, mailboxId: null, signature: '', isOpen: true, entryIds: [] };
    const { brandId } = await play(stage, workspaceId, owner, addBrand, { ...brand, ...plain });
    brands.set(brand.key, brandId);
  }
  return brands;
}

async function makeCustomer(stage: PlayedKernel, workspaceId: Id, owner: Person, one: DemoCustomer): Promise<Id> {
  const [email, ...emails] = one.emails;
  const [phone, ...phones] = one.phones;
  const first = [
    ...(email ? [{ kind: 'email' as const, value: email }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
  ];
  const { customerId } = await play(stage, workspaceId, owner, createCustomer, {
    name: one.name,
    addresses: first,
    locale: one.locale,
    timeZone: one.timeZone,
  });
  for (const value of emails) await play(stage, workspaceId, owner, addAddress, { customerId, kind: 'email', value });
  for (const value of phones) await play(stage, workspaceId, owner, addAddress, { customerId, kind: 'phone', value });
  for (const text of one.notes) await play(stage, workspaceId, owner, addNote, { customerId, text });
  return customerId;
}
