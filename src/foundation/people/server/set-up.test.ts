import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { me, openLink, setUp, setUpState, switchWorkspace } from '../contract.ts';
import { setUpLink } from './set-up-link.ts';

let heed: TestHeed;
const wizard = {
  ownerName: 'Olive Owner',
  email: ' Olive@Heed.example',
  passphrase: testPassphrase,
  workspaceName: 'Fennick & Rowe',
  timeZone: 'Australia/Melbourne',
  teamName: 'Orders',
};
const newLink = async () => (await setUpLink(heed.running.kernel)) ?? '';
const tokenOf = (link: string) => new URL(link).hash.slice(1);

beforeAll(async () => {
  heed = await startTestHeed();
});
afterAll(() => heed.stop());

describe('setting up', () => {
  it('starts with nobody: there is no account and no passphrase to guess', async () => {
    expect(await asOwner(heed.ownerUrl, 'SELECT id FROM account')).toEqual([]);
    expect(await heed.anonymous().call(setUpState, {})).toEqual({ isSetUp: false });
  });

  it('keeps the token of the link out of the path that servers and logs see', async () => {
    const link = new URL(await newLink());
    expect(link.pathname).toBe('/desk/set-up');
    expect(tokenOf(link.href)).toHaveLength(43);
    const stored = await asOwner<{ text: string }>(heed.ownerUrl, 'SELECT l::text AS text FROM one_time_link l');
    expect(stored.some((row) => row.text.includes(tokenOf(link.href)))).toBe(false);
  });

  it('ends the earlier link when a new one is made', async () => {
    const earlier = tokenOf(await newLink());
    const later = tokenOf(await newLink());
    await expect(heed.anonymous().call(openLink, { token: earlier })).rejects.toMatchObject({
      code: 'people.link_over',
    });
    expect(await heed.anonymous().call(openLink, { token: later })).toMatchObject({ purpose: 'set_up', email: null });
  });

  it.each([
    ['a link nobody made', { token: 'x'.repeat(43) }, 'people.link_over', 410],
    ['a weak passphrase', { passphrase: 'Olive Owner 2026' }, 'people.weak_passphrase', 422],
    ['a time zone that is none', { timeZone: 'Moon/Tranquility' }, 'people.unknown_time_zone', 422],
    ['an offset in place of a time zone', { timeZone: '+10:00' }, 'people.unknown_time_zone', 422],
    ['a field nobody knows', { role: 'owner' }, 'input.invalid', 422],
  ])('refuses %s and writes nothing', async (_, wrong, code, status) => {
    const token = tokenOf(await newLink());
    const attempt = heed.anonymous().call(setUp, { ...wizard, token, ...wrong });
    await expect(attempt).rejects.toMatchObject({ code, status });
    expect(await asOwner(heed.ownerUrl, 'SELECT id FROM workspace')).toEqual([]);
  });

  it('gives the house to one of several who use the link at the same time', async () => {
    const token = tokenOf(await newLink());
    const clients = [heed.anonymous(), heed.anonymous(), heed.anonymous()];
    const answers = await Promise.allSettled(clients.map((client) => client.call(setUp, { ...wizard, token })));
    const winners = clients.filter((_, index) => answers[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ status: expect.toBeOneOf([409, 410]) });
    }
    const kinds = await asOwner(heed.ownerUrl, 'SELECT kind FROM workspace ORDER BY kind');
    expect(kinds).toEqual([{ kind: 'live' }, { kind: 'practice' }]);
    const mine = await winners[0]?.call(me, {});
    expect(mine).toMatchObject({
      person: { name: 'Olive Owner', email: 'olive@heed.example', role: 'owner', active: true },
      workspace: { name: 'Fennick & Rowe', kind: 'live', timeZone: 'Australia/Melbourne' },
    });
    expect(mine?.workspaces.map((one) => one.name)).toEqual(['Fennick & Rowe', 'Fennick & Rowe (practice)']);
    expect(mine?.abilities).toContain('people.invite');
    const practice = mine?.workspaces[1]?.id ?? '';
    await winners[0]?.call(switchWorkspace, { workspaceId: practice });
    expect(await winners[0]?.call(me, {})).toMatchObject({ workspace: { id: practice, kind: 'practice' } });
  });

  it('numbers the first events of both workspaces without a gap', async () => {
    const rows = await asOwner<{ kind: string; types: string; last: number; head: number }>(
      heed.ownerUrl,
      `SELECT w.kind, string_agg(e.type, ' ' ORDER BY e.seq) AS types, max(e.seq)::int AS last, max(s.head)::int AS head
       FROM event e JOIN workspace w ON w.id = e.workspace_id JOIN workspace_stream s ON s.workspace_id = w.id
       GROUP BY w.kind ORDER BY w.kind`,
    );
    for (const row of rows) expect(row.last).toBe(row.head);
    expect(rows[0]?.types).toContain('workspace.set_up person.joined person.signed_in');
    expect(rows[1]?.types).toContain('workspace.set_up person.joined');
  });

  it('happens once: no further link is made and an old one does not open', async () => {
    expect(await setUpLink(heed.running.kernel)).toBeNull();
    expect(await heed.anonymous().call(setUpState, {})).toEqual({ isSetUp: true });
    const again = heed.anonymous().call(setUp, { ...wizard, token: 'x'.repeat(43) });
    await expect(again).rejects.toMatchObject({ code: 'people.already_set_up', status: 409 });
  });
});
