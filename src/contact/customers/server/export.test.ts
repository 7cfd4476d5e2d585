import { parse } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, ask, listRules, setRule } from '#foundation/authority/contract.ts';
import { changeAccess, changeRole, listPeople, type Role } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addMembers,
  addTag,
  createCustomer,
  createOrganisation,
  exportCustomers,
  listExports,
  setTags,
} from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let now = Date.now();

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(now) });
  house = await heed.setUp();
  owner = house.owner;
  const { customerId } = await owner.call(createCustomer, {
    name: '=HYPERLINK("https://evil.example")',
    addresses: [
      { kind: 'email', value: 'ines@kaldor.example' },
      { kind: 'phone', value: '+61 491 570 006' },
    ],
  });
  const { tagId: trade } = await owner.call(addTag, { name: '=Trade' });
  const { tagId: press } = await owner.call(addTag, { name: 'Press' });
  await owner.call(setTags, { customerId, tagIds: [press, trade] });
  const { organisationId } = await owner.call(createOrganisation, { name: '+Kaldor' });
  await owner.call(addMembers, { organisationId, customerIds: [customerId] });
  await owner.call(createCustomer, { name: 'Ines "Nessie" Kaldor, Hobart' });
});
afterAll(() => heed.stop());

const path = (exportId: string) => `/api/v1/customer-exports/${exportId}/file`;
const file = (by: Client, exportId: string) => by.raw('GET', path(exportId));
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const personOf = async (who: Client) => {
  const found = (await owner.call(listPeople, {})).people.find((one) => one.id === who.personId);
  return { personId: who.personId, version: found?.version ?? 0 };
};
const roleTo = async (who: Client, role: Role) => owner.call(changeRole, { ...(await personOf(who)), role });

describe('an export of customers', () => {
  it('holds what the page shows, one line a customer, and no formula (T-44)', async () => {
    const { exportId, customers } = await owner.call(exportCustomers, {});
    expect(customers).toBe(2);
    const response = await file(owner, exportId);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
    expect(parse(name)).toMatchObject({ name: `customers-${new Date(now).toISOString().slice(0, 10)}`, ext: '.csv' });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    expect(lines).toEqual([
      'Name,Reference,E-mail,Phone,Conversations,Last contact,New or returning,Organisation,Tags',
      `"'=HYPERLINK(""https://evil.example"")",P-1001,ines@kaldor.example,${lines[1]?.split(',')[3]},0,,New,'+Kaldor,'=Trade; Press`,
      '"Ines ""Nessie"" Kaldor, Hobart",P-1002,,,0,,New,,',
      '',
    ]);
    expect(lines[1]?.split(',')[3]).toContain('61');
    const events = await asOwner(
      heed.ownerUrl,
      `SELECT actor_id, data->>'customers' AS customers FROM event WHERE type = 'customers.exported'`,
    );
    expect(events).toEqual([{ actor_id: owner.personId, customers: '2' }]);
  });

  it('is taken away by whoever exported it, for 15 minutes', async () => {
    const { exportId, expiresAt } = await owner.call(exportCustomers, {});
    expect(new Date(expiresAt).getTime() - now).toBe(15 * 60_000);
    const manager = await heed.member('manager');
    expect(await codeOf(await file(manager, exportId))).toBe('record.not_found');
    expect(await codeOf(await file(heed.anonymous(), exportId))).toBe('access.signed_out');
    expect(await codeOf(await file(owner, newId()))).toBe('record.not_found');
    expect(await codeOf(await file(owner, '%00'))).toBe('record.not_found');
    now += 15 * 60_000;
    const late = await file(owner, exportId);
    expect([late.status, await codeOf(late)]).toEqual([410, 'customer.export_over']);
    expect((await owner.call(listExports, {})).exports).toEqual([]);
  });

  it('T-50: dies with the role, with access and with the authority to export', async () => {
    const [one, other, third] = [
      await heed.member('manager'),
      await heed.member('manager'),
      await heed.member('manager'),
    ];
    const exports = await Promise.all([one, other, third].map((by) => by.call(exportCustomers, {})));
    const [first = '', second = '', last = ''] = exports.map((each) => each.exportId);
    await roleTo(one, 'lead');
    expect(await codeOf(await file(one, first))).toBe('access.forbidden');
    await owner.call(changeAccess, { ...(await personOf(other)), active: false });
    expect(await codeOf(await file(other, second))).toBe('access.signed_out');
    const never = { kind: 'customers.export', personId: third.personId, may: 'never' } as const;
    await owner.call(setRule, never);
    expect(await codeOf(await file(third, last))).toBe('access.forbidden');
  });

  it('T-50: stops in the middle when the role goes while it is being read', async () => {
    const manager = await heed.member('manager');
    await many(15_000);
    const { exportId } = await manager.call(exportCustomers, {});
    const reader = (await file(manager, exportId)).body?.getReader();
    await reader?.read();
    await roleTo(manager, 'viewer');
    const rest = async () => {
      for (let next = await reader?.read(); next && !next.done; next = await reader?.read());
    };
    await expect(rest()).rejects.toThrow();
  });

  it('of 20,000 more customers comes page by page and leaves nothing in memory', async () => {
    await many(20_000);
    const { exportId, customers } = await owner.call(exportCustomers, {});
    expect(customers).toBeGreaterThan(20_000);
    const response = await file(owner, exportId);
    let [lines, largest, peak] = [0, 0, 0];
    const before = process.memoryUsage().heapUsed;
    for await (const chunk of response.body ?? []) {
      lines += Buffer.from(chunk).filter((byte) => byte === 10).length;
      largest = Math.max(largest, chunk.length);
      peak = Math.max(peak, process.memoryUsage().heapUsed - before);
    }
    expect(lines).toBe(customers + 1);
    expect(largest).toBeLessThan(1_000_000);
    expect(peak).toBeLessThan(150_000_000);
  }, 60_000);
});

async function many(count: number): Promise<void> {
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO customer (workspace_id, id, number, name, name_key)
     SELECT $1, gen_random_uuid(), n + (SELECT max(number) FROM customer), 'Customer ' || n, 'customer ' || n
     FROM generate_series(1, $2::int) AS n`,
    [house.workspaceId, count],
  );
}

describe('a lead', () => {
  it('asks, an owner approves, and the file waits a day for the lead alone', async () => {
    const lead = await heed.member('lead');
    await expect(lead.call(exportCustomers, {})).rejects.toMatchObject({
      code: 'authority.approval_needed',
      body: { facts: { approvers: { roles: ['owner', 'manager'], people: [] } } },
    });
    const asked = await lead.call(ask, { command: 'customers.export', input: {}, reason: 'The yearly letter' });
    await owner.call(approve, { approvalId: asked.approvalId, version: 1 });
    const [made] = (await lead.call(listExports, {})).exports;
    expect(new Date(made?.expiresAt ?? 0).getTime() - now).toBe(86_400_000);
    expect((await file(lead, made?.id ?? '')).status).toBe(200);
    expect(await codeOf(await file(owner, made?.id ?? ''))).toBe('record.not_found');
    expect((await owner.call(listExports, {})).exports.some((one) => one.id === made?.id)).toBe(false);
  });

  it('exports within the limit that an owner sets, counted in customers', async () => {
    const lead = await heed.member('lead');
    const row = (await owner.call(listRules, {})).rules.find(
      (one) => one.role === 'lead' && one.kind === 'customers.export',
    );
    const set = { kind: 'customers.export', role: 'lead', may: 'decide', replaces: row?.id ?? null } as const;
    const { ruleId } = await owner.call(setRule, { ...set, perCase: 500 });
    await expect(lead.call(exportCustomers, {})).rejects.toThrow(/You decide up to 500 customers at a time/);
    now += 1_000;
    await owner.call(setRule, { ...set, replaces: ruleId, perCase: 1_000_000 });
    expect((await lead.call(exportCustomers, {})).customers).toBeGreaterThan(500);
  });

  it('lower roles neither export nor ask', async () => {
    const adviser = await heed.member('adviser');
    await expect(adviser.call(exportCustomers, {})).rejects.toMatchObject({ code: 'authority.never', status: 403 });
    const asking = adviser.call(ask, { command: 'customers.export', input: {}, reason: 'To call them' });
    await expect(asking).rejects.toMatchObject({ code: 'authority.never' });
  });
});
