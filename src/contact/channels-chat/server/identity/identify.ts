import { createHash, randomBytes } from 'node:crypto';
import { customerOfPerson } from '#contact/customers/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { nobody } from '#kernel/server/actor.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { identify, identityProblems, tryToken } from '../../contract-identity.ts';
import { openWidget, originCheck, tokenHash, widgetOf } from '../access.ts';
import { tidyLocale, tidyZone } from '../begin-visit.ts';
import { chatPolicy } from '../policy.ts';
import { type Claims, checkToken, readable } from './check-token.ts';
import { audienceOf, keysOf } from './secrets.ts';

/** Of two who bring the same token at once the second waits for the first, and finds it used. */
const use = statement<{ ends_at: Date }>(
  'identity_token_use',
  `INSERT INTO identity_token_used (workspace_id, jti_hash, ends_at)
   VALUES ($1, $2, to_timestamp($3) + interval '5 minutes') ON CONFLICT DO NOTHING RETURNING ends_at`,
);
const wasUsed = statement(
  'identity_token_was_used',
  'SELECT FROM identity_token_used WHERE workspace_id = $1 AND jti_hash = $2',
);
const goesOn = statement<{ expires_at: Date }>(
  'visit_of_identity',
  'SELECT expires_at FROM visit WHERE workspace_id = $1 AND id = $2 AND identity_id = $3',
);
/** A new device goes on with what is still open. */
const insert = statement<{ expires_at: Date }>(
  'visit_insert_verified',
  `INSERT INTO visit (workspace_id, id, token_hash, widget_id, customer_id, identity_id, expires_at, conversation_id)
   SELECT $1, $2, $3, $4, $5, $6, heed_now() + interval '180 days', (
     SELECT c.id FROM chat_opening o JOIN conversation c ON c.workspace_id = o.workspace_id AND c.id = o.conversation_id
     WHERE o.workspace_id = $1 AND o.identity_id = $6 AND c.status <> 'resolved' ORDER BY c.last_message_at DESC LIMIT 1)
   RETURNING expires_at`,
);

const jtiHash = ({ jti }: Claims) => createHash('sha256').update(jti).digest();

/**
 * Exchanges a token for a visit of the person it names. What was written on this device before, by somebody whom nobody
 * vouched for, stays with that visitor: on a shared computer it may have been somebody else.
 */
export const identifyVisitor = handlePrepared(
  identify,
  async (kernel) => kernel,
  async (ctx, { key, identity, locale, timeZone }, kernel) => {
    demand(ctx, chatPolicy, 'begin');
    const before = ctx.actor.kind === 'customer' ? ctx.actor.visitId : null;
    const enter = (workspaceId: Id) => ctx.enter(workspaceId, nobody);
    const widget = await openWidget(ctx, enter, key, originCheck(kernel, ctx.request));
    const keys = await keysOf(kernel, ctx.tx, ctx.workspaceId, widget.id);
    const claims = await checkToken(identity, { keys, audience: audienceOf(widget.public_key), now: kernel.now() });
    const used = await ctx.tx.first(use, [ctx.workspaceId, jtiHash(claims), claims.exp]);
    if (!used) refuse('chat.identity_used', 'Ask your server for a new one each time.');
    const person = await personOf(ctx, claims, { locale: tidyLocale(locale), timeZone: tidyZone(timeZone) });
    const own = before && (await ctx.tx.first(goesOn, [ctx.workspaceId, before, person.identityId]));
    if (own)
      return { visitorId: before, personId: person.identityId, token: null, expiresAt: own.expires_at.toISOString() };
    const visitorId = newId();
    const token = randomBytes(32).toString('base64url');
    const values = [ctx.workspaceId, visitorId, tokenHash(token), widget.id, person.customerId, person.identityId];
    const visit = await ctx.tx.first(insert, values);
    return { visitorId, personId: person.identityId, token, expiresAt: (visit?.expires_at ?? ctx.now).toISOString() };
  },
);

async function personOf(ctx: CommandContext, claims: Claims, more: { locale: string | null; timeZone: string | null }) {
  const email = claims.email_verified === true ? claims.email : undefined;
  try {
    return await customerOfPerson(ctx, { externalId: claims.sub, name: claims.name, email, ...more });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'customer.address_unreadable') throw error;
    return refuse('chat.identity_incomplete', `email: ${error.message}`);
  }
}

/** Says what would become of a token, without using it up. */
export const tryOut = handlePrepared(
  tryToken,
  async (kernel) => kernel,
  async (ctx, { identity }, kernel) => {
    demand(ctx, chatPolicy, 'change_widget');
    const widget = await widgetOf(ctx);
    const rules = { audience: audienceOf(widget.public_key), now: kernel.now() };
    const keys = await keysOf(kernel, ctx.tx, ctx.workspaceId, widget.id);
    const claims = readable(identity);
    try {
      const believed = await checkToken(identity, { keys, ...rules });
      const used = await ctx.tx.first(wasUsed, [ctx.workspaceId, jtiHash(believed)]);
      if (used) refuse('chat.identity_used', 'It was exchanged already, so it would be refused now.');
      const known = believed.email_verified === true && believed.email !== undefined;
      const by = known ? 'this id and verified address' : 'this id';
      return { code: null, title: 'This token is in order', detail: `The widget would know them by ${by}.`, claims };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { title, help } = identityProblems[error.code as keyof typeof identityProblems];
      return { code: error.code, title, detail: `${error.message} ${help}`, claims };
    }
  },
);
