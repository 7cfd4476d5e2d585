import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { bend, type FuzzRequest, seeded } from '#kernel/test/fuzz.ts';
import { scenarios } from '#kernel/test/gather.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newSession, type Stage, setStage } from '#kernel/test/stage.ts';
import { capabilities } from './capabilities.ts';
import { findDist } from './dist.ts';

/**
 * Schema-driven fuzz over every route (T-62). HEED_FUZZ_REQUESTS sets how many, HEED_FUZZ_SEED repeats a run that
 * failed; both are printed.
 */
const requests = Number(process.env.HEED_FUZZ_REQUESTS ?? 2_000);
const seed = Number(process.env.HEED_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Sent side by side; which they are does not depend on how quickly each is answered. */
const atOnce = 16;

const contracts: Contract[] = capabilities(findDist()).flatMap((one) =>
  [...(one.commands ?? []), ...(one.queries ?? [])].map((handler) => handler.contract),
);

let heed: TestHeed;
let stage: Stage;
const failures: string[] = [];

beforeAll(async () => {
  heed = await startTestHeed({
    environment: { HEED_TRUST_PROXY: '1' },
    logTo: { write: (line) => failures.push(line.slice(0, 1_500)) },
  });
  stage = await setStage(heed, ['adviser', 'spare']);
}, 120_000);
afterAll(() => heed.stop());

/** A right input for each contract, as far as one can be used many times. */
async function goodInputs(): Promise<Map<string, Record<string, unknown>>> {
  const inputs = new Map<string, Record<string, unknown>>();
  for (const contract of contracts) {
    const scenario = scenarios.get(contract.name);
    if (scenario) inputs.set(contract.name, await scenario.prepare(stage, stage.cast.owner));
  }
  return inputs;
}

/**
 * The owner, a visitor or a stranger at the door; mostly one whom the route is for, so that the request gets further
 * than the door. Whose session is put at risk comes with one of their own.
 */
function callerFor(contract: Contract, good: Record<string, unknown>, random: () => number): () => Promise<Client> {
  const kinds = ['staff', 'customer', 'nobody'] as const;
  const from = random() < 0.75 ? contract.for : kinds;
  const kind = from[Math.floor(random() * from.length)];
  if (contract.name === 'people.change-passphrase') good.current = 'not the passphrase';
  if (kind === 'customer') return async () => stage.cast.concerned;
  if (kind === 'nobody') return async () => heed.anonymous();
  const isRisky = scenarios.get(contract.name)?.isAboutSession ?? false;
  return async () => (isRisky ? newSession(heed, stage.spare) : stage.cast.owner);
}

interface Planned {
  caller: () => Promise<Client>;
  request: FuzzRequest;
  /** The last part of a stranger's address. */
  host: number;
}

/** The next request of the seed's series. */
function plan(good: Map<string, Record<string, unknown>>, random: () => number): Planned {
  const contract = contracts[Math.floor(random() * contracts.length)];
  if (!contract) throw new Error('there are no routes');
  const input = { ...good.get(contract.name) };
  const caller = callerFor(contract, input, random);
  return { caller, request: bend(contract, input, random, newId), host: Math.floor(random() * 250) };
}

/**
 * Strangers come from many addresses, as they do; otherwise the limit on one would answer most requests. Only
 * passphrases are tried from one, because each costs a fifth of a second.
 */
function addressOf(by: Client, { request, host }: Planned): string {
  if (/sign-in|accept|reset|set-up/.test(request.name)) return '203.0.113.251';
  return by.cookie || by.headers.Authorization ? '198.51.100.7' : `203.0.113.${host}`;
}

/** Sends it. Returns what is wrong with the answer, or nothing. Waits when told to. */
async function send(planned: Planned): Promise<{ wrong?: string; status: number }> {
  const { name, method, path, body, hasUnknown } = planned.request;
  const by = await planned.caller();
  const headers = { ...planned.request.headers, 'X-Forwarded-For': addressOf(by, planned) };
  let response: Response;
  try {
    response = await by.raw(method, path, { headers, ...(body === undefined ? {} : { body }) });
  } catch (error) {
    // Too large a body may be cut off while it is still being sent.
    const isCut = (body?.length ?? 0) > 1_000_000;
    return isCut ? { status: 413 } : { wrong: `no answer: ${String(error)}`, status: 0 };
  }
  const { status } = response;
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (status >= 500) return { wrong: text, status };
  if (status < 300) return hasUnknown ? { wrong: `accepted a field it does not know: ${text}`, status } : { status };
  if (status === 431 && type === '') return { status };
  if (type !== 'application/problem+json') return { wrong: `${type}: ${text.slice(0, 200)}`, status };
  const problem = JSON.parse(text) as ProblemBody;
  if (heed.running.kernel.problems[problem.code]?.status !== status)
    return { wrong: `not on the list: ${text}`, status };
  if (problem.detail === '' || problem.requestId === '') return { wrong: `says nothing: ${text}`, status };
  if (status !== 429) return { status };
  await new Promise((done) => setTimeout(done, name.startsWith('people.') ? 0 : 100));
  return { status };
}

function show({ name, method, path, headers, body }: FuzzRequest): string {
  const sent = typeof body === 'string' ? body : body && `bytes ${Buffer.from(body).toString('hex')}`;
  return `${name}: ${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${sent?.slice(0, 600) ?? ''}`;
}

describe('whatever is sent to any route', () => {
  it(
    `is answered with success or a named problem, ${requests} times`,
    async () => {
      console.log(`HEED_FUZZ_SEED=${seed} HEED_FUZZ_REQUESTS=${requests}`);
      const random = seeded(seed);
      const good = await goodInputs();
      const members = () => asOwner(heed.ownerUrl, "SELECT account_id FROM membership WHERE role = 'owner' ORDER BY 1");
      const owners = await members();
      const wrongs: string[] = [];
      const statuses = new Map<number, number>();
      for (let n = 0; n < requests && wrongs.length < 10; n += atOnce) {
        const batch: Planned[] = [];
        while (batch.length < atOnce) batch.push(plan(good, random));
        for (const [i, { wrong, status }] of (await Promise.all(batch.map(send))).entries()) {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          const request = batch[i]?.request;
          if (wrong && request) wrongs.push(`${show(request)}\n  → ${status} ${wrong}`);
        }
      }
      console.log(
        [...statuses]
          .sort()
          .map(([status, count]) => `${count} × ${status}`)
          .join(', '),
      );
      expect(wrongs.concat(failures), `repeat with HEED_FUZZ_SEED=${seed}`).toEqual([]);
      expect(statuses.get(200) ?? 0, 'some requests succeed').toBeGreaterThan(requests / 50);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect(await members(), 'nobody became an owner').toEqual(owners);
    },
    600_000 + requests * 20,
  );
});
