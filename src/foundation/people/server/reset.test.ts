import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { peopleCli } from '../cli.ts';
import { me, openLink, resetPassphrase, signIn } from '../contract.ts';

let heed: TestHeed;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  await heed.setUp();
});
afterAll(() => heed.stop());
afterEach(() => vi.restoreAllMocks());

/** Runs `heed NAME …` and returns its exit code and what it printed. */
async function run(name: string, ...argv: string[]): Promise<{ code: number | undefined; text: string }> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    text += String(line);
    return true;
  });
  const code = await peopleCli.find((one) => one.name === name)?.run(heed.running.kernel, argv);
  vi.restoreAllMocks();
  return { code, text };
}
const resetToken = async (email: string) => (await run('reset', email)).text.match(/#([\w-]+)/)?.[1] ?? '';

describe('heed people reset', () => {
  it('gives a way back in without mail, and ends every session there was', async () => {
    const member = await heed.member('adviser');
    const token = await resetToken(member.email.toUpperCase());
    const browser = heed.anonymous();
    expect(await browser.call(openLink, { token })).toMatchObject({ purpose: 'reset', email: member.email });
    const weak = browser.call(resetPassphrase, { token, passphrase: 'qwertyuiop1234' });
    await expect(weak).rejects.toMatchObject({ code: 'people.weak_passphrase' });
    const passphrase = 'lanterns over the quay';
    await browser.call(resetPassphrase, { token, passphrase });
    expect(await browser.call(me, {})).toMatchObject({ person: { id: member.personId } });
    await expect(member.call(me, {})).rejects.toMatchObject({ status: 401 });
    await heed.anonymous().call(signIn, { email: member.email, passphrase });
    const old = heed.anonymous().call(signIn, { email: member.email, passphrase: testPassphrase });
    await expect(old).rejects.toMatchObject({ code: 'people.wrong_passphrase' });
    const again = heed.anonymous().call(resetPassphrase, { token, passphrase: 'another moss kettle' });
    await expect(again).rejects.toMatchObject({ code: 'people.link_over' });
  });

  it('ends after 24 hours, and with the use of another link', async () => {
    const member = await heed.member('viewer');
    const [first, second] = [await resetToken(member.email), await resetToken(member.email)];
    await heed.anonymous().call(resetPassphrase, { token: second, passphrase: 'lanterns over the quay' });
    const other = heed.anonymous().call(resetPassphrase, { token: first, passphrase: 'another moss kettle' });
    await expect(other).rejects.toMatchObject({ code: 'people.link_over' });
    const late = await resetToken(member.email);
    shiftMs += 25 * 3_600_000;
    await expect(heed.anonymous().call(openLink, { token: late })).rejects.toMatchObject({ code: 'people.link_over' });
  });

  it('is not opened by a link for something else', async () => {
    const token = await resetToken('olive@heed.example');
    const { acceptInvitation } = await import('../contract.ts');
    const attempt = heed.anonymous().call(acceptInvitation, { token, name: 'Eve', passphrase: testPassphrase });
    await expect(attempt).rejects.toMatchObject({ code: 'people.link_over' });
  });

  it('says plainly when there is nobody of that address', async () => {
    const answer = await run('reset', 'ghost@heed.example');
    expect(answer).toEqual({ code: 1, text: 'Nobody with access has the address ghost@heed.example.\n' });
    expect(await run('reset')).toMatchObject({ code: 2 });
  });
});

describe('heed people list', () => {
  it('prints everybody by workspace', async () => {
    const { code, text } = await run('list');
    expect(code).toBe(0);
    expect(text).toContain('Fennick & Rowe\n');
    expect(text).toContain('  Olive Owner <olive@heed.example> owner\n');
  });
});
