/** The files of an empty slice, by their path below its folder. `names` comes from namesOf. */
export function sliceFiles(names) {
  return {
    'README.md': readme(names),
    'contract.ts': contract(names),
    'index.ts': index(names),
    'server/access.ts': access(names),
    'server/policy.ts': policy(names),
    'server/queries.ts': queries(names),
    [`server/add-${names.noun}.ts`]: command(names),
    'server/extends.ts': extensions(names),
    [`server/${names.name}.test.ts`]: test(names),
    'test/access.ts': matrix(names),
    'test/scenarios.ts': scenarios(names),
    'desk/part.ts': part(names),
  };
}

/** The migration with the noun's table. */
export function migration({ title, words, table }) {
  return `-- ${title}: every ${words} of a workspace. No two have the same name.
CREATE TABLE ${table} (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  created_at timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX ${table}_name ON ${table} (workspace_id, lower(name));
CALL heed_protect('${table}');
`;
}

const readme = ({ title, name, words, event, code }) => `# ${title}

Keeps every ${words} of a workspace.

- \`${name}.add\` adds one and emits \`${event}\`; a name that is there already is refused with \`${code}\`.
- \`${name}.get\` shows one.
`;

const contract = ({ name, noun, words, one, pascal, event, code }) => `import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

const Name = z.string().trim().min(1).max(120);

export const ${one}Problems = problems({
  '${code}': { status: 409, title: 'There is a ${words} of this name', help: 'Choose another name.' },
});

export const ${pascal} = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  version: Version,
  abilities: z.array(z.string()),
});

export const ${one}Added = event('${event}', {
  data: z.strictObject({ ${one}Id: Id }),
  subjects: ['${name}', '${noun}:{${one}Id}'],
  audience: 'staff',
  sentence: 'added a ${words}',
});

export const get${pascal} = query('${name}.get', {
  path: '/${name}/{${one}Id}',
  summary: 'One ${words}',
  for: ['staff'],
  input: z.strictObject({ ${one}Id: Id }),
  output: ${pascal},
  subjects: ['${noun}:{${one}Id}'],
});

export const add${pascal} = command('${name}.add', {
  path: '/${name}',
  summary: 'Add a ${words}',
  for: ['staff'],
  input: z.strictObject({ name: Name }),
  output: z.object({ ${one}Id: Id, version: Version }),
  refuses: ['${code}'],
  emits: ['${event}'],
});
`;

const index = ({
  name,
  noun,
  camel,
  one,
  pascal,
  title,
}) => `import type { Capability } from '#kernel/server/capability.ts';
import * as contract from './contract.ts';
import { addNew${pascal} } from './server/add-${noun}.ts';
import { guards, reactions } from './server/extends.ts';
import { ${one}Abilities } from './server/policy.ts';
import { answer${pascal} } from './server/queries.ts';

export { access${pascal}, type ${pascal}Record } from './server/access.ts';

/** ${title}. */
export const ${camel}: Capability = {
  name: '${name}',
  problems: contract.${one}Problems,
  events: [contract.${one}Added],
  commands: [addNew${pascal}],
  queries: [answer${pascal}],
  guards,
  reactions,
  abilities: ${one}Abilities,
};
`;

const access = ({ words, one, pascal, table }) => `import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { ${one}Policy } from './policy.ts';

export interface ${pascal}Record {
  id: Id;
  name: string;
  created_at: Date;
  version: number;
}

const source = 'SELECT id, name, created_at, version FROM ${table} WHERE workspace_id = $1 AND id = $2';
const load = statement<${pascal}Record>('${table}_load', source);
const lock = statement<${pascal}Record>('${table}_lock', \`\${source} FOR UPDATE\`);

/**
 * The only way to obtain a ${words}: loads (and locks) the row and asks policy for the action.
 * @throws Problem record.not_found, access.forbidden
 */
export async function access${pascal}(
  ctx: QueryContext,
  id: Id,
  options: { for: keyof typeof ${one}Policy.rules; lock?: boolean },
): Promise<${pascal}Record> {
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) {
    ctx.decided = true;
    notFound('${words}');
  }
  demand(ctx, ${one}Policy, options.for, row);
  return row;
}
`;

const policy = ({ name, words, one }) => `import { policy, roleActions } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const keepers = ['owner', 'manager'];

/** Who may do what with a ${words}. */
export const ${one}Policy = policy('${words}', {
  read: { roles: readers },
  add: { roles: keepers },
});

/** Names such as \`${name}.add\` of what a role may do at all. */
export function ${one}Abilities(role: string): string[] {
  return roleActions(${one}Policy, role).map((action) => \`${name}.\${action}\`);
}
`;

const queries = ({ one, pascal }) => `import { answer } from '#kernel/server/capability.ts';
import { abilities } from '#kernel/server/policy.ts';
import { get${pascal} } from '../contract.ts';
import { access${pascal} } from './access.ts';
import { ${one}Policy } from './policy.ts';

export const answer${pascal} = answer(get${pascal}, async (ctx, { ${one}Id }) => {
  const row = await access${pascal}(ctx, ${one}Id, { for: 'read' });
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    abilities: abilities(${one}Policy, ctx.actor, row),
  };
});
`;

const command = ({ words, one, pascal, table, code }) => `import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { add${pascal}, ${one}Added } from '../contract.ts';
import { ${one}Policy } from './policy.ts';

// The unique index decides between two people who add the same name at once; the second one is refused.
const insert = statement<{ version: number }>(
  '${table}_insert',
  \`INSERT INTO ${table} (workspace_id, id, name) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING version\`,
);

/** Adds a ${words}; its id is the write's key, so that a repeat adds nothing. */
export const addNew${pascal} = handle(add${pascal}, async (ctx, { name }) => {
  demand(ctx, ${one}Policy, 'add');
  const row = await ctx.tx.first(insert, [ctx.workspaceId, ctx.key, name]);
  if (!row) refuse('${code}', 'Choose a name that no other ${words} has.');
  ctx.emit(${one}Added, { ${one}Id: ctx.key });
  return { ${one}Id: ctx.key, version: row.version };
});
`;

const extensions = () => `import type { Guard, Reaction } from '#kernel/server/capability.ts';

/** Lower commands that this capability may refuse. */
export const guards: Guard[] = [];

/** Past events on which it acts: as a job, or in the same transaction where \`inline\`. */
export const reactions: Reaction[] = [];
`;

const test = ({
  name,
  words,
  one,
  pascal,
  code,
}) => `import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { add${pascal}, get${pascal} } from '../contract.ts';

let heed: TestHeed;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
});
afterAll(() => heed.stop());

describe('${name}', () => {
  it('adds a ${words} once, however often it is asked with the same key', async () => {
    const key = newId();
    const first = await owner.call(add${pascal}, { name: 'First' }, { key });
    expect(await owner.call(add${pascal}, { name: 'First' }, { key })).toEqual(first);
    const shown = await owner.call(get${pascal}, { ${one}Id: first.${one}Id });
    expect(shown).toMatchObject({ name: 'First', version: 1, abilities: ['read', 'add'] });
  });

  it('refuses a name that is there already', async () => {
    await owner.call(add${pascal}, { name: 'Twice' });
    const again = owner.call(add${pascal}, { name: 'twice' });
    await expect(again).rejects.toMatchObject({ code: '${code}' });
  });

  it('lets viewers read and not add', async () => {
    const viewer = await heed.member('viewer');
    const { ${one}Id } = await owner.call(add${pascal}, { name: 'Seen' });
    expect(await viewer.call(get${pascal}, { ${one}Id })).toMatchObject({ name: 'Seen', abilities: ['read'] });
    await expect(viewer.call(add${pascal}, { name: 'Mine' })).rejects.toMatchObject({ code: 'access.forbidden' });
  });
});
`;

const matrix = ({ name }) => {
  const [get, add] = ['get', 'add'].map((action) => `${name}.${action}`);
  const [gap, ...pads] = ['', get, add].map((text) => text.padEnd(Math.max(add.length, 24) + 2));
  return `/** Who may call what, role by role. The words are those of kernel/test/scenario.ts. */
export const access = \`
${gap}owner manager lead adviser assessor learner viewer | anonymous concerned stranger | elsewhere shutOut
${pads[0]}yes   yes     yes  yes     none     none    yes    | out       no        no       | none      out
${pads[1]}yes   yes     no   no      no       no      no     | out       no        no       | own       out
\`;
`;
};

const scenarios = ({ one, pascal }) => `import { newId } from '#kernel/contract/ids.ts';
import { scenario } from '#kernel/test/scenario.ts';
import * as contract from '../contract.ts';

const newName = () => \`Name \${newId()}\`;

/** How each is called rightly: the access matrix, the test of hints and the fuzz play these. */
export const scenarios = [
  scenario(contract.get${pascal}, async ({ cast }) => {
    const { ${one}Id } = await cast.owner.call(contract.add${pascal}, { name: newName() });
    return { ${one}Id };
  }),
  scenario(contract.add${pascal}, () => ({ name: newName() })),
];
`;

const part = ({ name, camel }) => `import type { DeskPart } from '#kernel/web/desk-part.ts';

/** What the desk shows of it: nothing yet. List it in src/apps/desk/parts.ts when it does. */
export const ${camel}Part: DeskPart = { name: '${name}' };
`;
