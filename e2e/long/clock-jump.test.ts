import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { acceptInvitation, invite, me } from '#foundation/people/contract.ts';
import { addTask } from '#foundation/promises/contract.ts';
import { Client, ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { ownerUrlOf } from '../faults/lib/database.ts';
import { report } from '../faults/lib/describe.ts';
import { type Product, startProduct } from '../faults/lib/product.ts';
import { type Shop, setUpShop } from '../faults/lib/shop.ts';
import { pause, until } from '../faults/lib/timing.ts';

const jumpingClock = fileURLToPath(new URL('../faults/lib/jumping-clock.cjs', import.meta.url));

describe.skipIf(process.platform === 'win32')('the clock of one of two processes jumps while they run', () => {
  let product: Product;
  let shop: Shop;
  let ownerUrl: string;
  /** The owner, at the process whose clock jumps. */
  let there: Client;

  beforeAll(async () => {
    product = await startProduct({ count: 2, secondEnvironment: { NODE_OPTIONS: `--require=${jumpingClock}` } });
    shop = await setUpShop(product);
    ownerUrl = await ownerUrlOf(product.database);
    there = new Client(product.urls[1] ?? '');
    there.cookie = shop.cookies[0];
  });
  afterAll(() => product?.stop());

  const rows = <Row>(text: string, values: unknown[]) => asOwner<Row>(ownerUrl, text, values);

  /** How far, in seconds, what a conversation started there says lies from the database's own time. */
  async function started(): Promise<{ beganOff: number; dueAfter: number }> {
    const { customerId } = await there.call(createCustomer, { name: 'Ines Kaldor' });
    const { conversationId } = await there.call(startConversation, { customerId, from: 'customer', text: 'Where?' });
    const [row] = await rows<{ began_off: number; due_after: number }>(
      `SELECT abs(extract(epoch FROM clock_timestamp() - started_at))::float AS began_off, minutes::float * 60 AS due_after
       FROM promise WHERE subject_id = $1 AND measure = 'first_response'`,
      [conversationId],
    );
    return { beganOff: row?.began_off ?? Number.NaN, dueAfter: row?.due_after ?? Number.NaN };
  }

  /** Seconds between a task's due time and the event that says it is broken. */
  async function lateness(): Promise<number> {
    const [soon] = await rows<{ at: Date }>("SELECT clock_timestamp() + interval '5 seconds' AS at", []);
    const { promiseId } = await there.call(addTask, {
      words: 'Look at the clock',
      dueAt: soon?.at.toISOString() ?? '',
    });
    const told = () =>
      rows<{ late: number }>(
        `SELECT extract(epoch FROM at - (data->>'dueAt')::timestamptz)::float AS late FROM event
         WHERE type = 'promise.broken' AND data->>'promiseId' = $1`,
        [promiseId],
      );
    await until('the task is broken', 20_000, async () => (await told()).length > 0);
    return (await told())[0]?.late ?? Number.NaN;
  }

  /** Whether an invitation that ended a minute ago by the database's time is still good there. */
  async function takesLate(n: number): Promise<boolean> {
    const { link } = await shop.owner.call(invite, { email: `late-${n}@heed.example`, role: 'adviser', teamIds: [] });
    await rows(
      "UPDATE one_time_link SET expires_at = clock_timestamp() - interval '1 minute' WHERE purpose = 'invitation'",
      [],
    );
    const token = new URL(link ?? '').hash.slice(1);
    const stranger = new Client(product.urls[1] ?? '');
    const accepted = stranger.call(acceptInvitation, { token, name: 'Late', passphrase: 'kettles whistle at noon' });
    return accepted.then(
      () => true,
      (error: unknown) => {
        if (error instanceof ProblemError && error.status < 500) return false;
        throw error;
      },
    );
  }

  test('T-14: due times, firing and tokens go by the database; the process stays in service', async (context) => {
    const before = await started();
    const offs: number[] = [];
    const lates: number[] = [];
    for (const n of [1, 2]) {
      process.kill(product.processes[1]?.pid() ?? 0, 'SIGUSR2');
      await pause(200);
      const now = await started();
      expect(now.dueAfter).toBe(before.dueAfter);
      offs.push(now.beganOff);
      lates.push(await lateness());
      expect(await takesLate(n)).toBe(false);
      expect((await there.call(me, {})).person.name).toBe('Olive Owner');
    }
    report(context, {
      id: 'T-14',
      what: 'the clock of one of two processes set an hour ahead, then an hour behind',
      counts: 'due times unchanged, no late token taken, session kept',
      figures: `started ${Math.max(...offs).toFixed(1)} s from the database's time, fired ${Math.max(...lates).toFixed(1)} s late`,
    });
    for (const off of offs) expect(off).toBeLessThan(5);
    for (const late of lates) expect(late).toBeGreaterThanOrEqual(0);
    for (const late of lates) expect(late).toBeLessThan(5);
  });
});
