import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { mailSoon } from '#contact/channels-email/index.ts';
import {
  keepPrepared,
  openConversation,
  type Prepared,
  receiveMessage,
  routeSoon,
} from '#contact/conversations/index.ts';
import { addressKey, customerOfAddress } from '#contact/customers/index.ts';
import { keepConsent, noticeInForce } from '#contact/privacy/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Contents } from '#kernel/files/contents.ts';
import { nobody } from '#kernel/server/actor.ts';
import { type Caller, type CommandContext, type CommandHandler, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { networkOf } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { createGate } from '#kernel/turnstile/turnstile.ts';
import { addressField, formSubmitted, submitForm } from '../contract.ts';
import { type PublishedForm, placeOfKey, publishedForm } from './access.ts';
import { apiWords, consentErrors, type Given, readAnswers, type Told, textOf } from './answers.ts';
import { formPolicy } from './policy.ts';

const take = statement<{ allowed: boolean; wait_s: number }>('rate_take', 'SELECT * FROM heed_take($1, $2, $3)');

/** Forms that one network may send: 20 at once, then one in half a minute. Offices behind one address share it. */
const burst = 20;
const refillS = 30;
/** Receipts: one address gets one a day (T-55), and a workspace sends 200 an hour, whoever makes it. */
const receipts = { toOne: { size: 1, refillS: 86_400 }, ofAll: { size: 200, refillS: 18 } };

function tooMany(waitS: number): Problem {
  return new Problem('limit.too_many', `Wait ${waitS} s, then send it again.`, { retryAfterS: waitS });
}
const gate = createGate(() => tooMany(2));

/** Counted before and apart, so that it counts although the form is refused. @throws Problem limit.too_many */
async function takeTurn(kernel: Kernel, { request }: Caller): Promise<void> {
  const network = networkOf(request.address);
  const rate = await gate(network, () =>
    kernel.database.write(noScope, (tx) => tx.first(take, [`form:${network}`, burst, refillS])),
  );
  if (rate && !rate.allowed) throw tooMany(rate.wait_s);
}

/** Files that came with a form, by the field that asked for each. */
export interface FormFiles {
  contents: Contents | undefined;
  byField: Readonly<Record<string, readonly Prepared[]>>;
}

const noFiles: FormFiles = { contents: undefined, byField: {} };

/** The command as the API has it, or with the files that the page brings. */
export function submitWith(files: FormFiles = noFiles): CommandHandler {
  return handlePrepared(
    submitForm,
    (kernel, _input, caller) => takeTurn(kernel, caller),
    (ctx, input) => submit(ctx, input, files),
  );
}

const before = statement<{ number: number; answers: Told[]; form_id: Id }>(
  'form_submission_before',
  `SELECT c.number, s.answers, s.form_id FROM form_submission s
   JOIN conversation c ON c.workspace_id = s.workspace_id AND c.id = s.conversation_id
   WHERE s.workspace_id = $1 AND s.id = $2`,
);
const insert = statement(
  'form_submission_insert',
  `INSERT INTO form_submission (workspace_id, id, form_id, conversation_id, answers, receipt_to, receipt)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

async function submit(ctx: CommandContext, input: InputOf<typeof submitForm>, files: FormFiles) {
  demand(ctx, formPolicy, 'submit');
  const { workspaceId, formId } = await placeOfKey(ctx.tx, input.key);
  // Whoever sends it, it comes from nobody who is known: an address that was typed proves nothing.
  await ctx.enter(workspaceId, nobody);
  const form = await publishedForm(ctx.tx, workspaceId, formId);
  const told = answersOf(form, input, files);
  const earlier = await ctx.tx.first(before, [workspaceId, ctx.key]);
  if (earlier) {
    const isSame = earlier.form_id === formId && isDeepStrictEqual(earlier.answers, told);
    if (!isSame) refuse('forms.sent_already', `It is H-${earlier.number}.`);
    return { reference: `H-${earlier.number}` };
  }
  return { reference: await keep(ctx, form, told, input.consents, files) };
}

/** @throws Problem forms.incomplete */
function answersOf({ published }: PublishedForm, input: InputOf<typeof submitForm>, files: FormFiles): Told[] {
  const given: Given = Object.fromEntries(Object.entries(input.answers).map(([id, value]) => [id, [value].flat()]));
  const names = Object.entries(files.byField).map(([id, list]) => [id, list.map((file) => file.name)]);
  const { told, errors } = readAnswers(published, given, Object.fromEntries(names));
  const all = [...errors, ...consentErrors(published, input.consents)];
  if (all.length > 0) {
    const words = `${all.length === 1 ? 'One answer is' : `${all.length} answers are`} missing or cannot be read.`;
    const list = all.map(({ field, why, limit }) => ({
      path: field.startsWith('consent-') ? 'consents' : `answers.${field}`,
      message: limit ? `${apiWords[why]}, at most ${limit} signs` : apiWords[why],
    }));
    refuse('forms.incomplete', words, { errors: list, facts: { wrong: all } });
  }
  return told;
}

async function keep(
  ctx: CommandContext,
  form: PublishedForm,
  told: readonly Told[],
  consents: readonly string[],
  { contents, byField }: FormFiles,
): Promise<string> {
  const { published, team_id: teamId } = form;
  const answerTo = (id: string | undefined) => told.find((one) => one.id === id)?.value ?? '';
  const address = answerTo(addressField(published)?.id);
  const name = answerTo(published.fields.find((one) => one.isName)?.id);
  const customerId = await customerOfAddress(ctx, { address, name });
  const text = textOf(told);
  const opening = { customerId, channel: 'form' as const, subject: published.title, firstText: text, teamId };
  const conversation = await openConversation(ctx, { ...opening, entryId: form.id });
  const sent = Object.entries(byField).flatMap(([id, list]) => (told.some((one) => one.id === id) ? list : []));
  const carried = contents && { files: await keepPrepared(ctx, contents, customerId, sent) };
  await receiveMessage(ctx, conversation, { id: newId(), channel: 'form', text, ...carried });
  await keepConsents(
    ctx,
    customerId,
    published.consents.filter(({ purpose }) => consents.includes(purpose)),
  );
  const receipt = await receiptFor(ctx, published.receipt, address);
  const { workspaceId, key: submissionId } = ctx;
  const values = [workspaceId, submissionId, form.id, conversation.id, JSON.stringify(told)];
  await ctx.tx.rows(insert, [...values, receipt && address, receipt]);
  if (receipt) mailSoon(ctx, 'form.receipt', submissionId);
  ctx.emit(formSubmitted, { formId: form.id, submissionId, conversationId: conversation.id, customerId });
  await routeSoon(ctx, teamId);
  return conversation.reference;
}

async function keepConsents(ctx: CommandContext, customerId: Id, given: readonly { purpose: string }[]): Promise<void> {
  for (const { purpose } of given) {
    const notice = await noticeInForce(ctx.tx, ctx.workspaceId, purpose, 'form');
    await keepConsent(ctx, { customerId, purpose, channel: 'form', isGiven: true, noticeId: notice?.id ?? null });
  }
}

/** The words to mail, where there are some and the budgets allow it. */
async function receiptFor(ctx: CommandContext, receipt: string, address: string): Promise<string | null> {
  if (receipt === '') return null;
  const whom = createHash('sha256').update(addressKey('email', address)).digest('base64url');
  const { toOne, ofAll } = receipts;
  const one = await ctx.tx.first(take, [`form-receipt:${ctx.workspaceId}:${whom}`, toOne.size, toOne.refillS]);
  if (!one?.allowed) return null;
  const all = await ctx.tx.first(take, [`form-receipts:${ctx.workspaceId}`, ofAll.size, ofAll.refillS]);
  return all?.allowed ? receipt : null;
}
