import { createHash } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import type { Identity } from '#kernel/server/actor.ts';
import type { Identifier, QueryContext } from '#kernel/server/capability.ts';
import { isOwnOrigin } from '#kernel/server/http/origin.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Look } from '../contract.ts';
import { isAllowed } from './origins.ts';

export interface WidgetRecord {
  id: Id;
  public_key: string;
  name: string;
  greeting: string;
  accent: string | null;
  allowed_origins: string[];
  /** What differs from the plain look. */
  look: Partial<Look>;
  version: number;
}

const columns = 'id, public_key, name, greeting, accent, allowed_origins, look, version';
const workspaceOf = statement<{ workspace_id: Id }>(
  'widget_key_workspace',
  "SELECT workspace_id FROM key WHERE public_key = $1 AND kind = 'widget' AND retired_at IS NULL",
);
const byKey = statement<WidgetRecord>(
  'widget_by_public_key',
  `SELECT ${columns} FROM widget WHERE workspace_id = $1 AND public_key = $2`,
);
const only = statement<WidgetRecord>('widget_one', `SELECT ${columns} FROM widget WHERE workspace_id = $1 LIMIT 1`);
const lockOnly = statement<WidgetRecord>(
  'widget_one_lock',
  `SELECT ${columns} FROM widget WHERE workspace_id = $1 LIMIT 1 FOR UPDATE`,
);
interface VisitorRow {
  workspace_id: Id;
  allowed_origins: string[];
  visit_id: Id | null;
  customer_id: Id | null;
  is_long_ago: boolean | null;
}

/** The widget behind the key, with the visit behind the token where there is one that is not over. */
const visitorByToken = statement<VisitorRow>(
  'visitor_known',
  'SELECT workspace_id, allowed_origins, visit_id, customer_id, is_long_ago FROM heed_visitor($1, $2)',
);
const touchVisit = statement(
  'visit_touch',
  `UPDATE visit SET seen_at = heed_now() WHERE workspace_id = $1 AND id = $2
     AND seen_at < heed_now() - interval '1 hour'`,
);

/** A visitor token as it is kept: its SHA-256. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The workspace's widget. Settings screens lock it. */
export async function widgetOf(ctx: QueryContext, options: { lock?: boolean } = {}): Promise<WidgetRecord> {
  const row = await ctx.tx.first(options.lock ? lockOnly : only, [ctx.workspaceId]);
  if (!row) throw new Error('the workspace has no widget');
  return row;
}

/**
 * The widget and workspace behind a public key, if the calling page may use it.
 * @throws Problem chat.unknown_key, access.origin
 */
export async function openWidget(
  ctx: QueryContext,
  enter: (workspaceId: Id) => Promise<void>,
  key: string,
  mayCall: (allowed: readonly string[]) => boolean,
): Promise<WidgetRecord> {
  const found = await ctx.tx.first(workspaceOf, [key]);
  if (!found) throw new Problem('chat.unknown_key', 'Copy the snippet again from Settings, Chat widget.');
  await enter(found.workspace_id);
  const widget = await ctx.tx.first(byKey, [found.workspace_id, key]);
  if (!widget) throw new Problem('chat.unknown_key', 'Copy the snippet again from Settings, Chat widget.');
  if (!mayCall(widget.allowed_origins)) throw originRefusal();
  return widget;
}

function originRefusal(): Problem {
  return new Problem(
    'access.origin',
    'This page is not on the widget’s list. An owner adds it under Settings, Chat widget.',
  );
}

/**
 * A page may call when its origin is on the list, or when it is one of our own: the chat in a frame, the preview in the
 * settings. Of what our own pages read, browsers name no origin, and say that it is the same.
 */
export function originCheck(kernel: Kernel, request: HttpRequest): (allowed: readonly string[]) => boolean {
  const origin = request.header('origin');
  const isOwn =
    origin === undefined ? request.header('sec-fetch-site') === 'same-origin' : isOwnOrigin(kernel, request);
  return (allowed) => isOwn || isAllowed(origin, allowed);
}

/** Knows customers by the widget's public key and their visitor token, from an allowed page. */
export const visitorIdentifier: Identifier = {
  name: 'visitor',
  fromRequest: async (kernel, request) => {
    const token = /^Bearer (.+)$/.exec(request.header('authorization') ?? '')?.[1];
    const key = request.header('x-heed-key');
    if (!token || !key) return null;
    return identifyVisitor(kernel, request, key, token);
  },
  fromHello: async (kernel, hello, request) => {
    if (hello.as !== 'customer') return null;
    return identifyVisitor(kernel, request, String(hello.key), String(hello.token));
  },
};

async function identifyVisitor(kernel: Kernel, request: HttpRequest, key: string, token: string): Promise<Identity> {
  const [row] = await kernel.database.alone(visitorByToken, [key, tokenHash(token)]);
  if (!row) throw new Problem('chat.unknown_key', 'Copy the snippet again from Settings, Chat widget.');
  if (!originCheck(kernel, request)(row.allowed_origins)) throw originRefusal();
  if (row.visit_id === null || row.customer_id === null) {
    throw new Problem('chat.visitor_over', 'Begin a new visit; messages not yet sent keep their keys.');
  }
  const { workspace_id: workspaceId, visit_id: visitId, customer_id: customerId } = row;
  const scope = { workspaceId, customerId: null };
  if (row.is_long_ago) await kernel.database.write(scope, (tx) => tx.rows(touchVisit, [workspaceId, visitId]));
  return { actor: { kind: 'customer', id: customerId, visitId }, workspaceId };
}
