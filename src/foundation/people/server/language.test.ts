import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { chooseLanguage, me, switchWorkspace } from '../contract.ts';

let heed: TestHeed;
let house: SetUp;

beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
});
afterAll(() => heed.stop());

describe('the language of my desk', () => {
  it('is that of my browser until I choose one, and again when I take the choice back', async () => {
    const person = await heed.member('adviser');
    expect((await person.call(me, {})).locale).toBeNull();
    await person.call(chooseLanguage, { locale: 'de' });
    expect((await person.call(me, {})).locale).toBe('de');
    await person.call(chooseLanguage, { locale: null });
    expect((await person.call(me, {})).locale).toBeNull();
  });

  it('is mine alone, and the same in every workspace', async () => {
    const { owner, practiceWorkspaceId } = house;
    const other = await heed.member('adviser');
    await owner.call(chooseLanguage, { locale: 'en-US' });
    await owner.call(switchWorkspace, { workspaceId: practiceWorkspaceId });
    expect((await owner.call(me, {})).locale).toBe('en-US');
    expect((await other.call(me, {})).locale).toBeNull();
  });

  it('is one that the desk speaks', async () => {
    const person = await heed.member('viewer');
    const refused = person.call(chooseLanguage, { locale: 'tlh' as 'de' });
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'input.invalid' });
    expect((await person.call(me, {})).locale).toBeNull();
  });
});
