import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeWidget, chatSend, getWidget } from '#contact/channels-chat/contract.ts';
import { addWrapUpReason, reply, startConversation, writeNote } from '#contact/conversations/contract.ts';
import { addAddress, addNote, changeCustomer, createCustomer, getCustomer } from '#contact/customers/contract.ts';
import { acceptInvitation, createTeam, invite, openLink, signIn } from '#foundation/people/contract.ts';
import type { Contract } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { createLog, describeError } from '#kernel/server/log.ts';
import { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet, openSocket } from '#kernel/test/socket.ts';
import { newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';

/** Words that stand for what people entrust to us. They belong in their rows and nowhere else. */
const canaries = {
  card: '4111111111111111',
  passphrase: 'canary-passphrase-of-nobody',
  token: 'canaryTokenABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  email: 'canary@secret.example',
  phone: '+61491570156',
  text: 'canary text about my divorce',
  name: 'Canary McSecret',
};
const sentence = `${canaries.text} ${canaries.card}`;

let heed: TestHeed;
let stage: Stage;
const lines: string[] = [];

beforeAll(async () => {
  heed = await startTestHeed({
    environment: { HEED_LOG: 'debug' },
    logTo: { write: (line) => lines.push(line) },
  });
  stage = await setStage(heed, []);
});
afterAll(() => heed.stop());

/** Canaries that are found in the text. */
const found = (text: string) => Object.values(canaries).filter((one) => text.toLowerCase().includes(one.toLowerCase()));

/** What every route is fed once: each field of text a canary, so that most refuse it. */
function poisoned(contract: Contract): Record<string, unknown> {
  const values = [canaries.passphrase, canaries.email, sentence, canaries.name, canaries.token];
  return Object.fromEntries(Object.keys(contract.input.shape).map((field, i) => [field, values[i % values.length]]));
}

async function feedEveryRoute(by: Client): Promise<void> {
  const handlers = [...heed.running.kernel.commands.values(), ...heed.running.kernel.queries.values()];
  const left = handlers.map((one) => one.contract).filter((one) => one.name !== 'people.sign-out');
  while (left.length > 0) await Promise.all(left.splice(0, 8).map((contract) => feed(by, contract)));
}

async function feed(by: Client, contract: Contract): Promise<void> {
  await by.call(contract, poisoned(contract)).catch(() => {});
  await by.raw(contract.method, `/api/v1${contract.path}?find=${canaries.email}`).catch(() => {});
  await by.raw(contract.method === 'GET' ? 'POST' : contract.method, `/api/v1${contract.path}/${canaries.token}`, {
    body: `{"text":"${canaries.text}"`,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newId() },
  });
}

/** What people really do, with canaries in every field that is kept. */
async function live(): Promise<void> {
  const { owner, concerned } = stage.cast;
  const { customerId, version } = await owner.call(createCustomer, {
    name: canaries.name,
    addresses: [{ kind: 'email', value: canaries.email }],
  });
  await owner.call(addAddress, { customerId, kind: 'phone', value: canaries.phone });
  await owner.call(addNote, { customerId, text: sentence });
  await owner.call(changeCustomer, { customerId, version: version + 2, name: `${canaries.name} Junior` });
  const { conversationId } = await owner.call(startConversation, { customerId, text: sentence, subject: sentence });
  await owner.call(reply, { conversationId, text: sentence });
  await owner.call(writeNote, { conversationId, text: sentence });
  await concerned.call(chatSend, { text: sentence, page: `https://shop.example/?card=${canaries.card}` });
  await owner.call(addWrapUpReason, { name: canaries.name });
  await owner.call(createTeam, { name: canaries.name });
  const widget = await owner.call(getWidget, {});
  await owner.call(changeWidget, { version: widget.version, greeting: sentence, name: canaries.name });
  const { link } = await owner.call(invite, { email: canaries.email, role: 'viewer' });
  const token = new URL(link ?? '').hash.slice(1);
  const guest = heed.anonymous();
  await guest.call(openLink, { token });
  await guest.call(acceptInvitation, { token, name: canaries.name, passphrase: canaries.passphrase });
  await heed.anonymous().call(signIn, { email: canaries.email, passphrase: canaries.passphrase });
  const wrong = { email: canaries.email, passphrase: `${canaries.passphrase}!` };
  await expect(heed.anonymous().call(signIn, wrong)).rejects.toMatchObject({ code: 'people.wrong_passphrase' });
}

/** Errors of the database quote what people wrote; a trigger makes one on purpose. */
async function breakTheDatabase(): Promise<void> {
  await asOwner(
    heed.ownerUrl,
    `CREATE FUNCTION spill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       RAISE EXCEPTION E'cannot keep %\\n    at % (spilled)', NEW.text, NEW.text USING DETAIL = NEW.text, HINT = NEW.text;
     END $$;
     CREATE TRIGGER spill BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION spill();
     CREATE TRIGGER spill BEFORE INSERT ON customer_note FOR EACH ROW EXECUTE FUNCTION spill()`,
  );
  const { owner, concerned } = stage.cast;
  const { conversationId, customerId } = stage.visit;
  const failed = { code: 'service.failed', status: 500 };
  for (const work of [
    () => owner.call(reply, { conversationId, text: sentence }),
    () => owner.call(addNote, { customerId, text: sentence }),
    () => concerned.call(chatSend, { text: sentence }),
  ]) {
    const error: unknown = await work().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(failed);
    expect(found(JSON.stringify((error as { body: unknown }).body))).toEqual([]);
  }
  await asOwner(heed.ownerUrl, 'DROP TRIGGER spill ON message; DROP TRIGGER spill ON customer_note');
}

async function misuseSockets(): Promise<void> {
  const stranger = await newVisitor(heed, stage.widgetKey);
  const forged = await openSocket(stranger);
  forged.send({ t: 'hello', as: 'customer', key: stage.widgetKey, token: canaries.token });
  await forged.next('bye');
  const known = await greet(stage.cast.owner);
  known.send({ t: 'typing', topic: sentence, on: true });
  await known.next('bye');
}

describe('what people entrust to us', () => {
  it('is in no line of the log, no metric, no event and no remembered write', async () => {
    await live();
    await feedEveryRoute(stage.cast.owner);
    await feedEveryRoute(stage.cast.concerned);
    await feedEveryRoute(heed.anonymous());
    const forged = new Client(heed.url);
    forged.cookie = `${stage.cast.owner.cookie?.split('=')[0]}=${canaries.token}`;
    forged.headers = { Authorization: `Bearer ${canaries.token}`, 'X-Heed-Key': canaries.token };
    await feedEveryRoute(forged);
    await breakTheDatabase();
    await misuseSockets();

    expect(lines.length, 'the log was heard').toBeGreaterThan(2);
    expect(lines.join('')).toContain('request failed');
    expect(found(lines.join(''))).toEqual([]);
    const { registry } = heed.running.kernel.metrics;
    expect(found(await registry.metrics())).toEqual([]);
    const rows = await asOwner<{ text: string }>(
      heed.ownerUrl,
      `SELECT e::text AS text FROM event e UNION ALL SELECT f::text FROM finished_write f
       UNION ALL SELECT w::text FROM graphile_worker._private_jobs w UNION ALL SELECT r::text FROM rate r
       UNION ALL SELECT t::text FROM recent_try t`,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.flatMap((row) => found(row.text).map((canary) => `${canary} in ${row.text}`))).toEqual([]);
    // They were really there: what is kept, is kept where it belongs.
    const { owner } = stage.cast;
    const kept = await asOwner<{ id: string }>(heed.ownerUrl, "SELECT id FROM customer WHERE name LIKE 'Canary%'");
    expect(found(JSON.stringify(await owner.call(getCustomer, { customerId: kept[0]?.id ?? '' }))).sort()).toEqual(
      [canaries.card, canaries.email, canaries.phone, canaries.text, canaries.name].sort(),
    );
    const secrets = await asOwner<{ text: string }>(
      heed.ownerUrl,
      'SELECT c::text AS text FROM credential c UNION ALL SELECT s::text FROM session s UNION ALL SELECT l::text FROM one_time_link l',
    );
    expect(secrets.flatMap((row) => found(row.text))).toEqual([]);
    // Every route is fed four times.
  }, 60_000);

  it('is kept out by the log itself when a caller passes it by name or in an error', () => {
    const heard: string[] = [];
    const log = createLog('debug', { write: (line) => heard.push(line) });
    log.info({ email: canaries.email, customer: { name: canaries.name, address: { value: canaries.phone } } }, 'x');
    log.info({ headers: { authorization: canaries.token, cookie: canaries.token }, text: sentence }, 'y');
    const quoting = Object.assign(new Error(`bad value\n    at ${sentence} (x)`), { severity: 'ERROR', code: '22000' });
    log.error({ error: describeError(quoting) }, 'z');
    expect(heard).toHaveLength(3);
    expect(found(heard.join(''))).toEqual([]);
  });
});
