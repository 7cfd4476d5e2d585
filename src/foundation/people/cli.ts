import type { CliCommand } from '#kernel/cli/cli.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { type PersonRow, personColumns } from './server/access.ts';
import { accountByEmail } from './server/accounts.ts';
import { createLink } from './server/links.ts';

const hours = 24;
const say = (line: string) => process.stdout.write(`${line}\n`);

const memberships = statement<{ workspace_id: Id }>('people_cli_memberships', 'SELECT * FROM heed_memberships($1)');
const workspaces = statement<{ id: Id; name: string }>(
  'people_cli_workspaces',
  'SELECT id, name FROM workspace ORDER BY created_at, kind',
);
const members = statement<PersonRow>('people_cli_members', `${personColumns} ORDER BY lower(a.name)`);

/** Prints a link with which somebody sets a new passphrase and loses a lost second step; for whoever runs the server, it needs no mail. */
async function reset(kernel: Kernel, argv: string[]): Promise<number> {
  const email = argv[0]?.trim().toLowerCase();
  if (!email) {
    say('Say whose way in: heed people reset EMAIL');
    return 2;
  }
  const link = await kernel.database.write(noScope, async (tx) => {
    const account = await accountByEmail(tx, email);
    const hasAccess = account && (await tx.first(memberships, [account.id]));
    if (!hasAccess) return null;
    return createLink(tx, kernel.publicUrl(), kernel.now(), { purpose: 'reset', hours, accountId: account.id });
  });
  say(
    link
      ? `Open this link within ${hours} hours to set a new passphrase; it also removes a lost second step: ${link}`
      : `Nobody with access has the address ${email}.`,
  );
  return link ? 0 : 1;
}

/** Prints everybody, workspace by workspace. */
async function list(kernel: Kernel): Promise<number> {
  const places = await kernel.database.read(noScope, (tx) => tx.rows(workspaces, []));
  if (places.length === 0) say('Nobody yet: Heed waits to be set up.');
  for (const place of places) {
    say(place.name);
    const scope = { workspaceId: place.id, customerId: null };
    const rows = await kernel.database.read(scope, (tx) => tx.rows(members, [place.id]));
    for (const row of rows) say(`  ${row.name} <${row.email}> ${row.role}${row.active ? '' : ', shut out'}`);
  }
  return 0;
}

export const peopleCli: CliCommand[] = [
  { name: 'reset', help: 'EMAIL: print a one-time link to a new passphrase, without a second step', run: reset },
  { name: 'list', help: 'list everybody with their role', run: list },
];
