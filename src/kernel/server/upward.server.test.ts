import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNote, createCustomer, customerChanged } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import type { Capability } from './capability.ts';
import { setDeadline } from './deadlines.ts';
import { refuse } from './problem.ts';

const tries: string[] = [];
const fired: string[] = [];
const sound = newId();
const soundFired: string[] = [];
/** Fails for everything but what is sound. */
const fireSound = async (ref: string) => {
  if (ref !== sound) throw new Error('this one cannot fire');
  soundFired.push(ref);
};

/** A capability on the top floor that uses each of the three forms, a deadline and a job. */
const upstairs: Capability = {
  name: 'upstairs',
  problems: { 'upstairs.not_today': { status: 409, title: 'Not today', help: 'Come again.' } },
  guards: [
    {
      command: createCustomer.name,
      check: async (_, input) => {
        if ((input as { name: string }).name === 'Nobody') refuse('upstairs.not_today', 'Not this name.');
      },
    },
  ],
  reactions: [
    {
      event: 'customer.created',
      inline: true,
      name: 'upstairs.inline',
      run: async (ctx, data) => {
        ctx.emit(customerChanged, { customerId: String(data.customerId), changed: ['notes'] });
        await setDeadline(ctx, 'upstairs.look', String(data.customerId), new Date(ctx.now.getTime() + 300));
      },
    },
    {
      event: 'customer.created',
      inline: false,
      name: 'upstairs.job',
      run: async (ctx, data) => {
        tries.push(String(data.customerId));
        if (tries.length === 1) throw new Error('the first try fails');
        ctx.emit(customerChanged, { customerId: String(data.customerId), changed: ['locale'] });
      },
    },
  ],
  deadlines: [
    {
      kind: 'upstairs.look',
      fire: async (ctx, ref) => {
        fired.push(ref);
        ctx.emit(customerChanged, { customerId: ref, changed: ['timeZone'] });
      },
    },
    {
      kind: 'upstairs.crowd',
      fire: (_, ref) => fireSound(ref),
      fireAll: async (_, refs) => {
        for (const ref of refs) await fireSound(ref);
      },
    },
  ],
};

let heed: TestHeed;
let owner: Client;
let workspaceId: string;

beforeAll(async () => {
  heed = await startTestHeed({ extra: [upstairs], environment: { HEED_LOG: 'silent' } });
  ({ owner, workspaceId } = await heed.setUp());
});
afterAll(() => heed.stop());

interface Logged {
  type: string;
  actor_kind: string;
  actor_id: string | null;
  on_behalf_of: string | null;
  what: string;
}

function logOf(customerId: string): Promise<Logged[]> {
  const text = `SELECT type, actor_kind, actor_id, on_behalf_of, coalesce(data->'changed'->>0, '') AS what
    FROM event WHERE customer_id = $1 ORDER BY seq`;
  return asOwner<Logged>(heed.ownerUrl, text, [customerId]);
}

describe('what flows upwards', () => {
  it('a guard refuses a lower command by its own name, and nothing is written', async () => {
    const refused = await owner.call(createCustomer, { name: 'Nobody' }).catch((error) => error);
    expect(refused).toMatchObject({ code: 'upstairs.not_today', status: 409 });
    const left = await asOwner(heed.ownerUrl, "SELECT 1 FROM customer WHERE name = 'Nobody'");
    expect(left).toEqual([]);
  });

  it('reactions act as Heed on behalf of whoever caused the event: inline, by a job that is tried again, by a deadline', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const onBehalf = { actor_kind: 'system', actor_id: null, on_behalf_of: owner.personId };
    expect(await logOf(customerId)).toMatchObject([
      { type: 'customer.created', actor_kind: 'person', actor_id: owner.personId },
      { type: 'customer.changed', what: 'notes', ...onBehalf },
    ]);
    await expect.poll(() => fired, { timeout: 5_000 }).toEqual([customerId]);
    await expect
      .poll(async () => (await logOf(customerId)).map((one) => one.what), { timeout: 15_000 })
      .toContain('locale');
    expect(tries).toEqual([customerId, customerId]);
    const byJob = (await logOf(customerId)).find((one) => one.what === 'locale');
    expect(byJob).toMatchObject(onBehalf);
    const byDeadline = (await logOf(customerId)).find((one) => one.what === 'timeZone');
    expect(byDeadline).toMatchObject({ actor_kind: 'system', on_behalf_of: null });
    expect(fired).toEqual([customerId]);
  });

  it('deadlines that cannot fire hold up none that can, however many they are', async () => {
    const set = `INSERT INTO deadline (workspace_id, id, kind, ref, due_at)`;
    const broken = `SELECT $1::uuid, gen_random_uuid(), 'upstairs.crowd', gen_random_uuid(), now() - interval '1 hour'
      FROM generate_series(1, 40)`;
    const last = `SELECT $1::uuid, gen_random_uuid(), 'upstairs.crowd', $2::uuid, now() - interval '1 minute'`;
    await asOwner(heed.ownerUrl, `${set} ${broken} UNION ALL ${last}`, [workspaceId, sound]);
    const isFired = `SELECT count(*)::int AS n FROM deadline WHERE ref = $1 AND fired_at IS NOT NULL`;
    await expect.poll(() => asOwner(heed.ownerUrl, isFired, [sound])).toEqual([{ n: 1 }]);
    expect(new Set(soundFired)).toEqual(new Set([sound]));
    await asOwner(heed.ownerUrl, "DELETE FROM deadline WHERE kind = 'upstairs.crowd'");
  });

  it('a command that fails after its reactions leaves no trace of them', async () => {
    const before = await asOwner<{ n: number }>(heed.ownerUrl, 'SELECT count(*)::int AS n FROM deadline');
    const wrong = { customerId: '01a20140-a3ac-7bac-b1c4-5b581dd42172', text: 'a note on nobody' };
    await expect(owner.call(addNote, wrong)).rejects.toMatchObject({ code: 'record.not_found' });
    expect(await asOwner(heed.ownerUrl, 'SELECT count(*)::int AS n FROM deadline')).toEqual(before);
  });
});
