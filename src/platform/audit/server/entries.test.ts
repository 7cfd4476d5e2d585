import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assign, getConversation, resolve } from '#contact/conversations/contract.ts';
import { changeRole } from '#foundation/people/contract.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';
import { auditEntries, auditState, exportAudit } from '../contract.ts';

let heed: TestHeed;
let stage: Stage;
let reference = '';

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'manager', 'spare']);
  const { owner, adviser } = stage.cast;
  const { conversationId } = await stage.freshConversation();
  const { version, reference: name } = await adviser.call(getConversation, { conversationId });
  reference = name;
  const taken = await adviser.call(assign, { conversationId, version, assigneeId: adviser.personId });
  await adviser.call(resolve, { conversationId, version: taken.version, wrapUpReasonId: stage.wrapUpReasonId });
  await owner.call(changeRole, { personId: stage.spare.personId, role: 'learner', version: 1 });
});
afterAll(() => heed.stop());

describe('the audit log', () => {
  it('says who did what to what, newest first, in the words of the events', async () => {
    const { entries } = await stage.cast.owner.call(auditEntries, { limit: 100 });
    expect(entries[0]).toMatchObject({
      type: 'person.role_changed',
      actorName: 'Olive Owner',
      sentence: 'changed a role from viewer to learner',
      about: [{ words: expect.stringMatching(/^Viewer/), link: '/settings/people' }],
    });
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => (entries[0]?.seq ?? 0) - i));
    const resolved = entries.find((entry) => entry.type === 'conversation.resolved');
    expect(resolved?.actorName).toMatch(/^Adviser/);
    expect(resolved?.about[0]).toEqual({ words: reference, link: `/inbox/all/${stage.about.conversationId}` });
  });

  it('is narrowed by person, kind, record and day, and pages without losing or repeating one', async () => {
    const { owner, adviser } = stage.cast;
    const ask = async (input: object) => (await owner.call(auditEntries, { limit: 100, ...input })).entries;
    const mine = await ask({ personId: adviser.personId });
    expect(mine.length).toBeGreaterThan(2);
    expect(mine.every((entry) => [entry.actorId, entry.onBehalfOf].includes(adviser.personId))).toBe(true);
    expect((await ask({ kind: 'person.role_changed' })).map((entry) => entry.type)).toEqual(['person.role_changed']);
    expect(
      (await ask({ kind: 'people' })).every((entry) => /^(person|workspace|team|invitation)\./.test(entry.type)),
    ).toBe(true);
    const about = await ask({ about: reference.toLowerCase() });
    expect(about.map((entry) => entry.type)).toContain('conversation.resolved');
    expect(
      about.every(
        (entry) =>
          entry.data.conversationId === stage.about.conversationId ||
          entry.subjects.join().includes(stage.about.conversationId),
      ),
    ).toBe(true);
    expect(await ask({ to: '2020-01-01' })).toEqual([]);
    expect((await ask({ from: '2020-01-01', to: '2099-01-01' })).length).toBe((await ask({})).length);
    const all = (await ask({})).map((entry) => entry.seq);
    const paged: number[] = [];
    for (let after: string | undefined; ; ) {
      const page = await owner.call(auditEntries, { limit: 7, ...(after && { after }) });
      paged.push(...page.entries.map((entry) => entry.seq));
      if (!page.next) break;
      after = page.next;
    }
    expect(paged).toEqual(all);
  });

  it('refuses a reference that nothing bears, in words', async () => {
    await expect(stage.cast.owner.call(auditEntries, { about: 'H-999999' })).rejects.toMatchObject({
      code: 'audit.unknown_record',
    });
  });

  it('tells how far it is sealed and what it can be narrowed to', async () => {
    const state = await stage.cast.manager.call(auditState, {});
    expect(state.events).toBeGreaterThan(10);
    expect(state.kinds.find((kind) => kind.name === 'people')?.events.map((event) => event.type)).toContain(
      'person.signed_in',
    );
    expect(state.people.map((person) => person.name)).toContain('Olive Owner');
  });
});

describe('its export', () => {
  const file = (by: { raw: (method: string, path: string) => Promise<Response> }, exportId: string) =>
    by.raw('GET', `/api/v1/audit/exports/${exportId}/file`);

  it('is a CSV without formulas or JSON lines, up to the event before it, and itself an event', async () => {
    const { owner } = stage.cast;
    await asOwner(heed.ownerUrl, "UPDATE account SET name = '=HYPERLINK(1)' WHERE id = $1", [stage.spare.personId]);
    const made = await owner.call(exportAudit, { format: 'csv' });
    const csv = await file(owner, made.exportId);
    expect(csv.headers.get('content-disposition')).toMatch(/audit-log-\d{4}-\d\d-\d\d\.csv/);
    const text = await csv.text();
    expect(text).toContain('changed a role from viewer to learner');
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text.trim().split('\r\n')).toHaveLength(made.upTo + 1);
    const [newest] = (await owner.call(auditEntries, { limit: 1 })).entries;
    expect(newest).toMatchObject({
      type: 'audit.exported',
      sentence: 'exported the audit log (csv)',
      seq: made.upTo + 1,
    });
    const lines = await owner.call(exportAudit, { format: 'jsonl', kind: 'person.role_changed' });
    const rows = (await (await file(owner, lines.exportId)).text()).trim().split('\n');
    expect(rows.map((row) => JSON.parse(row))).toMatchObject([
      { type: 'person.role_changed', data: { to: 'learner' } },
    ]);
  });

  it('is handed to nobody but who exported it', async () => {
    const { owner, manager, adviser } = stage.cast;
    const { exportId } = await owner.call(exportAudit, { format: 'csv' });
    expect((await file(manager, exportId)).status).toBe(404);
    expect((await file(adviser, exportId)).status).toBe(404);
    expect((await file(heed.anonymous(), exportId)).status).toBe(401);
    await asOwner(heed.ownerUrl, "UPDATE audit_export SET expires_at = now() - interval '1 minute' WHERE id = $1", [
      exportId,
    ]);
    expect((await file(owner, exportId)).status).toBe(410);
  });
});
