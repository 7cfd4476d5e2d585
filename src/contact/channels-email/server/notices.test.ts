import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { listNotices, setNoticePreference } from '#foundation/notices/contract.ts';
import { tell } from '#foundation/notices/test/deliver.ts';
import { sender } from '#foundation/notices/test/sender.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { openBox, sendBy } from '../test/post.ts';
import { type Relay, startRelay } from '../test/relay.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let house: SetUp;
let adviser: Client;
let relay: Relay;

beforeAll(async () => {
  const environment = { HEED_EGRESS_ALLOW: '127.0.0.1' };
  heed = await startTestHeed({ now: () => clock, environment, extra: [sender] });
  heed.running.kernel.holdsDeadlines = true;
  house = await heed.setUp();
  adviser = await heed.member('adviser');
  await keepSessions(heed);
  relay = await startRelay();
  const box = await openBox(house.owner, 'support@fennick.example');
  await sendBy(house.owner, box, 2, relay.port);
  for (const kind of ['test.note', 'test.plain']) {
    await adviser.call(setNoticePreference, { kind, desk: true, mail: true });
  }
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

const happens = async (kind: string) => {
  const about = { kind: 'parcel', id: newId() };
  await tell(heed, house.workspaceId, [{ kind: `test.${kind}`, to: { people: [adviser.personId] }, about }]);
  const { notices } = await adviser.call(listNotices, { personId: adviser.personId, limit: 100 });
  return notices.find((one) => one.aboutId === about.id);
};
const stateOf = async (id: string) => {
  const { notices } = await adviser.call(listNotices, { personId: adviser.personId, limit: 100 });
  return notices.find((one) => one.id === id);
};
const linkIn = (raw: string) => /\/notice\/([A-Za-z0-9_-]{64})/.exec(raw.replaceAll('=\r\n', ''))?.[1] ?? '';
const page = (method: string, link: string) =>
  heed.anonymous().raw(method, `/notice/${link}`, method === 'POST' ? { body: '' } : {});

describe('a notice by mail', () => {
  it('reaches whoever chose that, says that no person wrote it, and is acknowledged by one link', async () => {
    const notice = await happens('note');
    const [mail] = await relay.until(1);
    expect(mail?.to).toEqual([adviser.email]);
    expect(mail?.header('Subject')).toBe('note Q-7');
    expect(mail?.header('Auto-Submitted')).toBe('auto-replied');
    const link = linkIn(mail?.raw ?? '');
    const shown = await page('GET', link);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('Please acknowledge');
    const german = await heed.anonymous().raw('GET', `/notice/${link}`, { headers: { 'Accept-Language': 'de' } });
    expect(await german.text()).toContain('Bitte bestätigen');
    // Looking changes nothing, however often.
    await page('HEAD', link);
    expect((await stateOf(notice?.id ?? ''))?.awaits).toBe('acknowledge');
    expect((await page('POST', link)).status).toBe(303);
    expect((await stateOf(notice?.id ?? ''))?.acknowledgedAt).not.toBeNull();
    expect(await (await page('GET', link)).text()).toContain('Nothing more is asked of you');
    expect((await page('POST', link)).status).toBe(303);
  });

  it('has no such link where reading is enough, and is not sent once it was answered', async () => {
    await happens('plain');
    const [, mail] = await relay.until(2);
    expect(linkIn(mail?.raw ?? '')).toBe('');
    expect(mail?.raw).toContain('/desk/parcels/');
  });

  it('opens by no link that was changed, that is of another purpose, or that is over', async () => {
    const notice = await happens('note');
    const mails = await relay.until(3);
    const link = linkIn(mails[2]?.raw ?? '');
    const changed = `${link.startsWith('A') ? 'B' : 'A'}${link.slice(1)}`;
    expect((await page('POST', changed)).status).toBe(404);
    expect((await heed.anonymous().raw('GET', `/feedback/${link}`)).status).toBe(404);
    clock = new Date(clock.getTime() + 8 * 86_400_000);
    expect((await page('GET', link)).status).toBe(410);
    expect((await page('POST', link)).status).toBe(410);
    expect((await stateOf(notice?.id ?? ''))?.acknowledgedAt).toBeNull();
  });

  it('comes at most thirty times an hour, and never out of a practice workspace', async () => {
    for (let i = 0; i < 33; i++) await happens('plain');
    await adviser.call(setNoticePreference, { kind: 'test.loud', desk: true, mail: true });
    const mailed = (where: string) =>
      asOwner<{ n: number }>(
        heed.ownerUrl,
        `SELECT count(*)::int AS n FROM notice_receipt WHERE mailed_at > now() - interval '100 years' AND ${where}`,
      );
    const [all] = await mailed(`mailed_at >= '${clock.toISOString()}'`);
    expect(all?.n).toBe(30);
    const to = { people: [house.owner.personId] };
    const { practiceWorkspaceId } = house;
    await asOwner(
      heed.ownerUrl,
      `INSERT INTO notice_preference (workspace_id, person_id, kind, desk, mail) VALUES ($1, $2, 'test.plain', true, true)`,
      [practiceWorkspaceId, house.owner.personId],
    );
    await tell(heed, practiceWorkspaceId, [{ kind: 'test.plain', to, about: { kind: 'parcel', id: newId() } }]);
    const [there] = await mailed(`workspace_id = '${practiceWorkspaceId}'`);
    expect(there?.n).toBe(0);
  });
});
