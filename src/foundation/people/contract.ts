import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { DeskLanguage } from './contract-language.ts';
import { Role } from './contract-role.ts';

export * from './contract-keys.ts';
export * from './contract-language.ts';
export * from './contract-passkeys.ts';
export * from './contract-provider.ts';
export * from './contract-role.ts';
export * from './contract-safety.ts';

const PersonName = z.string().trim().min(1).max(120);
const Email = z.string().trim().toLowerCase().max(254).check(z.email());
const TimeZone = z.string().min(1).max(64);
/** Length is what makes a passphrase strong; no rules about signs. */
const Passphrase = z.string().min(12).max(200);
const Token = z.string().min(20).max(200);

export const peopleProblems = problems({
  'people.wrong_passphrase': {
    status: 401,
    title: 'This e-mail address and passphrase do not belong together',
    help: 'Check both and try again. Five tries in fifteen minutes are allowed. An owner can give you a new link.',
  },
  'people.link_over': {
    status: 410,
    title: 'This link is used up or too old',
    help: 'Links work once and for 72 hours. Ask whoever invited you, or run `heed people reset`, for a new one.',
  },
  'people.already_set_up': {
    status: 409,
    title: 'Heed is already set up',
    help: 'Sign in instead. `heed people reset EMAIL` gives an owner a way back in.',
  },
  'people.already_member': {
    status: 409,
    title: 'This person already has access',
    help: 'Change their role under Settings, People.',
  },
  'people.last_owner': {
    status: 409,
    title: 'A workspace keeps at least one owner',
    help: 'Make somebody else an owner first.',
  },
  'people.weak_passphrase': {
    status: 422,
    title: 'This passphrase is too easy to guess',
    help: 'Take 12 characters or more that are not a common phrase, your name or your address.',
  },
  'people.unknown_time_zone': {
    status: 422,
    title: 'This time zone is not known',
    help: 'Use a name of the IANA list, such as Australia/Melbourne.',
  },
  'people.team_taken': { status: 409, title: 'There is a team of this name', help: 'Choose another name.' },
});

export const Team = z.object({ id: Id, name: z.string(), memberIds: z.array(Id), version: Version });
export const Person = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  teamIds: z.array(Id),
  active: z.boolean(),
  version: Version,
});

export const workspaceSetUp = event('workspace.set_up', {
  data: z.strictObject({ ownerId: Id, teamId: Id, kind: z.enum(['live', 'practice']) }),
  subjects: ['people', 'teams', 'workspace'],
  audience: 'staff',
  sentence: 'set up the workspace',
});
export const personJoined = event('person.joined', {
  data: z.strictObject({ personId: Id, role: Role }),
  subjects: ['people', 'teams'],
  audience: 'staff',
  sentence: 'joined as {role}',
});
export const personInvited = event('person.invited', {
  data: z.strictObject({ invitationId: Id, role: Role, expiresAt: Instant }),
  subjects: ['invitations'],
  audience: 'staff',
  sentence: 'invited a person as {role}',
});
export const invitationEnded = event('invitation.ended', {
  data: z.strictObject({ invitationId: Id, how: z.enum(['withdrawn', 'expired']) }),
  subjects: ['invitations'],
  audience: 'staff',
  sentence: 'ended an invitation ({how})',
});
export const roleChanged = event('person.role_changed', {
  data: z.strictObject({ personId: Id, from: Role, to: Role }),
  subjects: ['people', 'me'],
  audience: 'staff',
  sentence: 'changed a role from {from} to {to}',
});
export const personActivity = event('person.access_changed', {
  data: z.strictObject({ personId: Id, active: z.boolean() }),
  subjects: ['people', 'teams', 'me', 'sessions'],
  audience: 'staff',
  sentence: 'changed access of a person',
});
export const teamChanged = event('team.changed', {
  data: z.strictObject({ teamId: Id, what: z.enum(['created', 'renamed', 'members']) }),
  subjects: ['teams', 'people', 'me'],
  audience: 'staff',
  sentence: 'changed a team ({what})',
});
export const signedIn = event('person.signed_in', {
  data: z.strictObject({ personId: Id }),
  subjects: ['sessions', 'sign-in-methods'],
  audience: 'staff',
  sentence: 'signed in',
});
export const signedOut = event('person.signed_out', {
  data: z.strictObject({ personId: Id }),
  subjects: ['sessions'],
  audience: 'staff',
  sentence: 'signed out',
});
export const workspaceLeft = event('person.workspace_left', {
  data: z.strictObject({ personId: Id }),
  subjects: ['sessions'],
  audience: 'staff',
  sentence: 'went on in another workspace',
});
export const passphraseChanged = event('person.passphrase_changed', {
  data: z.strictObject({ personId: Id, by: z.enum(['self', 'link']) }),
  subjects: ['sessions'],
  audience: 'staff',
  sentence: 'changed a passphrase',
});

export const setUpState = query('people.set-up-state', {
  path: '/set-up',
  summary: 'Whether this installation still waits for its owner',
  for: ['nobody', 'staff'],
  input: z.strictObject({}),
  output: z.object({ isSetUp: z.boolean() }),
  subjects: [],
});

export const setUp = command('people.set-up', {
  path: '/set-up',
  summary: 'Set up the workspace with its owner, by the one-time link that the start printed',
  for: ['nobody'],
  keyed: false,
  input: z.strictObject({
    token: Token,
    ownerName: PersonName,
    email: Email,
    passphrase: Passphrase,
    workspaceName: z.string().trim().min(1).max(120),
    timeZone: TimeZone,
    teamName: z.string().trim().min(1).max(80),
  }),
  output: z.object({ workspaceId: Id, practiceWorkspaceId: Id, ownerId: Id, teamId: Id }),
  refuses: ['people.link_over', 'people.already_set_up', 'people.weak_passphrase', 'people.unknown_time_zone'],
  emits: ['workspace.set_up', 'person.joined', 'person.signed_in'],
});

export const openLink = command('people.open-link', {
  path: '/links/open',
  summary: 'What a one-time link is for (set-up, invitation or reset), without using it up',
  for: ['nobody', 'staff'],
  keyed: false,
  quiet: true,
  input: z.strictObject({ token: Token }),
  output: z.object({
    purpose: z.enum(['set_up', 'invitation', 'reset']),
    email: z.string().nullable(),
    workspaceName: z.string().nullable(),
    role: Role.nullable(),
    /** True when the invited address already has an account, whose passphrase is then asked for. */
    hasAccount: z.boolean(),
    expiresAt: Instant,
  }),
  refuses: ['people.link_over'],
  emits: [],
});

export const signIn = command('people.sign-in', {
  path: '/session',
  summary: 'Sign in with e-mail address and passphrase; sets the session cookie',
  for: ['nobody', 'staff'],
  keyed: false,
  input: z.strictObject({ email: Email, passphrase: z.string().min(1).max(200) }),
  output: z.object({ personId: Id, workspaceId: Id }),
  refuses: [
    ...['people.wrong_passphrase', 'people.second_step_needed', 'limit.too_many'],
    ...['people.only_elsewhere', 'people.identity_taken'],
  ],
  emits: ['person.signed_in', 'person.signed_out', 'person.identity_linked'],
});

export const signOut = command('people.sign-out', {
  path: '/session',
  method: 'DELETE',
  summary: 'End this session',
  for: ['staff'],
  keyed: false,
  input: z.strictObject({}),
  output: z.object({}),
  emits: ['person.signed_out'],
});

export const switchWorkspace = command('people.switch-workspace', {
  path: '/session/workspace',
  method: 'PUT',
  summary: 'Work in another of my workspaces, e.g. the practice one',
  for: ['staff'],
  keyed: false,
  input: z.strictObject({ workspaceId: Id }),
  output: z.object({ workspaceId: Id }),
  emits: ['person.workspace_left'],
});

export const me = query('people.me', {
  path: '/me',
  summary: 'Who I am, where I work, what I may do',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    person: Person,
    workspace: z.object({
      id: Id,
      name: z.string(),
      kind: z.enum(['live', 'practice']),
      timeZone: z.string(),
    }),
    workspaces: z.array(z.object({ id: Id, name: z.string(), kind: z.enum(['live', 'practice']) })),
    /** Action names, e.g. `people.invite`, that my role has at all; single records may narrow them. */
    abilities: z.array(z.string()),
    /** True: nothing is open but setting a second step up. */
    needsSecondStep: z.boolean(),
    /** The language of my desk; null: that of the browser. */
    locale: DeskLanguage.nullable(),
  }),
  subjects: ['me', 'workspace', 'people'],
});

export const listPeople = query('people.list', {
  path: '/people',
  summary: 'Everybody with access to this workspace',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ people: z.array(Person) }),
  subjects: ['people'],
});

export const listTeams = query('people.teams', {
  path: '/teams',
  summary: 'The teams and who is in them',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ teams: z.array(Team) }),
  subjects: ['teams'],
});

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  teamIds: z.array(Id),
  invitedBy: z.string(),
  expiresAt: Instant,
  state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
});

export const listInvitations = query('people.invitations', {
  path: '/invitations',
  summary: 'Invitations of the last 90 days',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ invitations: z.array(Invitation) }),
  subjects: ['invitations', 'people'],
});

export const invite = command('people.invite', {
  path: '/invitations',
  summary: 'Invite a person; the answer holds the one-time link, once',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ email: Email, role: Role, teamIds: z.array(Id).max(50).default([]) }),
  output: z.object({ invitationId: Id, expiresAt: Instant, link: z.string().nullable() }),
  secrets: ['link'],
  refuses: ['people.already_member'],
  emits: ['person.invited', 'invitation.ended'],
});

export const withdrawInvitation = command('people.withdraw-invitation', {
  path: '/invitations/{invitationId}',
  method: 'DELETE',
  summary: 'Withdraw an invitation that is still open',
  for: ['staff'],
  input: z.strictObject({ invitationId: Id }),
  output: z.object({ invitationId: Id }),
  refuses: ['people.link_over'],
  emits: ['invitation.ended'],
});

export const acceptInvitation = command('people.accept-invitation', {
  path: '/invitations/accept',
  summary: 'Join by the link of an invitation; sets the session cookie. Who has an account gives its passphrase',
  for: ['nobody', 'staff'],
  keyed: false,
  input: z.strictObject({ token: Token, name: PersonName, passphrase: Passphrase }),
  output: z.object({ personId: Id, workspaceId: Id }),
  refuses: [
    'people.link_over',
    'people.weak_passphrase',
    'people.wrong_passphrase',
    'people.already_member',
    'people.sign_in_first',
    'people.only_elsewhere',
    'people.identity_taken',
    'limit.too_many',
  ],
  emits: ['person.joined', 'person.signed_in', 'person.signed_out', 'person.identity_linked'],
});

export const resetPassphrase = command('people.reset-passphrase', {
  path: '/passphrase/reset',
  summary: 'Set a new passphrase by a reset link; ends every other session and takes the second step away',
  for: ['nobody', 'staff'],
  keyed: false,
  input: z.strictObject({ token: Token, passphrase: Passphrase }),
  output: z.object({ personId: Id }),
  refuses: ['people.link_over', 'people.weak_passphrase'],
  emits: ['person.passphrase_changed', 'person.second_step_changed', 'person.signed_in', 'person.signed_out'],
});

export const changePassphrase = command('people.change-passphrase', {
  path: '/passphrase',
  method: 'PUT',
  summary: 'Change my passphrase; ends every other session',
  for: ['staff'],
  keyed: false,
  input: z.strictObject({ current: z.string().min(1).max(200), passphrase: Passphrase }),
  output: z.object({ personId: Id }),
  refuses: ['people.wrong_passphrase', 'people.weak_passphrase', 'limit.too_many'],
  emits: ['person.passphrase_changed'],
});

export const changeRole = command('people.change-role', {
  path: '/people/{personId}/role',
  method: 'PUT',
  summary: 'Change the role of a person',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ personId: Id, role: Role, version: Version }),
  output: z.object({ personId: Id, version: Version }),
  refuses: ['people.last_owner', 'record.stale'],
  emits: ['person.role_changed', 'invitation.ended'],
});

export const changeAccess = command('people.change-access', {
  path: '/people/{personId}/access',
  method: 'PUT',
  summary: 'Let a person in or shut them out; shutting out ends their sessions at once',
  for: ['staff'],
  input: z.strictObject({ personId: Id, active: z.boolean(), version: Version }),
  output: z.object({ personId: Id, version: Version }),
  refuses: ['people.last_owner', 'record.stale', 'access.fresh_proof_needed'],
  emits: ['person.access_changed', 'invitation.ended'],
});

export const createTeam = command('people.create-team', {
  path: '/teams',
  summary: 'Create a team',
  for: ['staff'],
  input: z.strictObject({ name: z.string().trim().min(1).max(80), memberIds: z.array(Id).max(500).default([]) }),
  output: z.object({ teamId: Id, version: Version }),
  refuses: ['people.team_taken'],
  emits: ['team.changed'],
});

export const changeTeam = command('people.change-team', {
  path: '/teams/{teamId}',
  method: 'PATCH',
  summary: 'Rename a team or set who is in it',
  for: ['staff'],
  input: z.strictObject({
    teamId: Id,
    version: Version,
    name: z.string().trim().min(1).max(80).optional(),
    memberIds: z.array(Id).max(500).optional(),
  }),
  output: z.object({ teamId: Id, version: Version }),
  refuses: ['people.team_taken', 'record.stale'],
  emits: ['team.changed'],
});
