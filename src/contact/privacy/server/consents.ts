import { accessCustomer } from '#contact/customers/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { consentChanged, listConsents, type NoticeChannel, noteConsent } from '../contract.ts';
import { privacyPolicy } from './policy.ts';

interface Row {
  id: Id;
  purpose: string;
  channel: NoticeChannel;
  is_given: boolean;
  at: Date;
  place: string;
  noted_by: string | null;
  notice: { id: Id; version: number; text: string } | null;
  is_latest: boolean;
}

const page = statement<Row>(
  'privacy_consents_page',
  `SELECT c.id, c.purpose, c.channel, c.is_given, c.at, c.at::text AS place, a.name AS noted_by,
     CASE WHEN n.id IS NOT NULL THEN json_build_object('id', n.id, 'version', n.version, 'text', n.text) END AS notice,
     NOT EXISTS (SELECT FROM privacy_consent o WHERE o.workspace_id = c.workspace_id AND o.customer_id = c.customer_id
       AND o.purpose = c.purpose AND (o.at, o.id) > (c.at, c.id)) AS is_latest
   FROM privacy_consent c LEFT JOIN account a ON a.id = c.noted_by
   LEFT JOIN privacy_notice n ON n.workspace_id = c.workspace_id AND n.id = c.notice_id
   WHERE c.workspace_id = $1 AND c.customer_id = $2 AND ($3::timestamptz IS NULL OR (c.at, c.id) < ($3, $4::uuid))
   ORDER BY c.at DESC, c.id DESC LIMIT $5`,
);

export const consents = answer(listConsents, async (ctx, { customerId: asked, after, limit }) => {
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'read' });
  demand(ctx, privacyPolicy, 'list');
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const values = [ctx.workspaceId, customerId, place[0] ?? null, place[1] ?? null, limit + 1];
  const found = await ctx.tx.rows(page, values);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    consents: shown.map(({ id, purpose, channel, is_given, at, noted_by, notice, is_latest }) => ({
      ...{ id, purpose, channel, isGiven: is_given, at: at.toISOString(), notedBy: noted_by, notice },
      isLatest: is_latest,
    })),
    next: last && found.length > limit ? cursorOf([last.place, last.id]) : null,
  };
});

const insert = statement(
  'privacy_consent_insert',
  `INSERT INTO privacy_consent (workspace_id, id, customer_id, purpose, channel, is_given, notice_id, noted_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export interface Given {
  /** By default a new one. */
  id?: Id;
  customerId: Id;
  purpose: string;
  channel: NoticeChannel;
  isGiven: boolean;
  noticeId: Id | null;
}

/** Keeps what a customer agreed to or took back. Returns its id. */
export async function keepConsent(ctx: CommandContext, given: Given): Promise<Id> {
  const { id = newId(), customerId, purpose, channel, isGiven, noticeId } = given;
  const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  await ctx.tx.rows(insert, [ctx.workspaceId, id, customerId, purpose, channel, isGiven, noticeId, by]);
  ctx.emit(consentChanged, { consentId: id, customerId, channel, isGiven, noticeId });
  return id;
}

/** A consent that holds. */
export interface Standing {
  purpose: string;
  channel: NoticeChannel;
  at: Date;
  notice_id: Id | null;
  notice: string | null;
}

const standing = statement<Standing>(
  'privacy_consents_standing',
  `SELECT l.purpose, l.channel, l.at, l.notice_id, n.text AS notice
   FROM (SELECT DISTINCT ON (c.purpose) c.* FROM privacy_consent c WHERE c.workspace_id = $1 AND c.customer_id = $2
     ORDER BY c.purpose, c.at DESC, c.id DESC) l
   LEFT JOIN privacy_notice n ON n.workspace_id = l.workspace_id AND n.id = l.notice_id
   WHERE l.is_given ORDER BY l.at DESC, l.purpose LIMIT 100`,
);

/** What a customer agreed to and has not taken back, the newest first. */
export function standingConsents(ctx: QueryContext, customerId: Id): Promise<Standing[]> {
  return ctx.tx.rows(standing, [ctx.workspaceId, customerId]);
}

const ofPurpose = statement(
  'privacy_notice_of_purpose',
  'SELECT FROM privacy_notice WHERE workspace_id = $1 AND id = $2 AND purpose = $3',
);

export const note = handle(noteConsent, async (ctx, { customerId: asked, noticeId = null, ...rest }) => {
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'read', lock: true });
  demand(ctx, privacyPolicy, 'note_consent');
  if (noticeId && !(await ctx.tx.first(ofPurpose, [ctx.workspaceId, noticeId, rest.purpose]))) {
    refuse('privacy.unknown_notice', 'No version of a notice for this purpose has this id.');
  }
  const consentId = await keepConsent(ctx, { ...rest, id: ctx.key, customerId, noticeId });
  return { customerId, consentId };
});
