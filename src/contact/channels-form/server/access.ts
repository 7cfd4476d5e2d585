import { isDeepStrictEqual } from 'node:util';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { FormDefinition } from '../contract.ts';
import { formPolicy } from './policy.ts';

export interface FormRecord {
  id: Id;
  key: string;
  draft: FormDefinition;
  published: FormDefinition | null;
  published_at: Date | null;
  team_id: Id | null;
  allowed_origins: string[];
  archived_at: Date | null;
  version: number;
}

const columns = 'id, key, draft, published, published_at, team_id, allowed_origins, archived_at, version';
const load = statement<FormRecord>('form_load', `SELECT ${columns} FROM form WHERE workspace_id = $1 AND id = $2`);
const lock = statement<FormRecord>(
  'form_lock',
  `SELECT ${columns} FROM form WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);

/** The only way for staff to obtain a form. @throws Problem record.not_found, access.forbidden, record.stale */
export async function accessForm(
  ctx: QueryContext,
  id: Id,
  options: { for: keyof typeof formPolicy.rules; lock?: boolean; seen?: number },
): Promise<FormRecord> {
  demand(ctx, formPolicy, options.for);
  const row = await ctx.tx.first(options.lock ? lock : load, [ctx.workspaceId, id]);
  if (!row) return notFound('form');
  if (options.seen !== undefined && options.seen !== row.version) {
    refuse('record.stale', `You saw version ${options.seen}; it is now ${row.version}. Load it again.`, {
      facts: { version: row.version },
    });
  }
  return row;
}

export function demandInUse(form: FormRecord): void {
  if (form.archived_at) refuse('forms.archived', 'It was put away. Bring it back to work on it.');
}

/** Whether the draft says something else than the page. */
export const hasChanges = ({ draft, published }: Pick<FormRecord, 'draft' | 'published'>): boolean =>
  !isDeepStrictEqual(draft, published);

const place = statement<{ workspace_id: Id; form_id: Id }>(
  'form_place',
  'SELECT workspace_id, form_id FROM heed_form($1)',
);

/** Whose form an address names. @throws Problem forms.unknown */
export async function placeOfKey(tx: Tx, key: string): Promise<{ workspaceId: Id; formId: Id }> {
  const found = /^[a-z0-9-]{3,60}$/.test(key) ? await tx.first(place, [key]) : undefined;
  if (!found) return unknownForm();
  return { workspaceId: found.workspace_id, formId: found.form_id };
}

export type PublishedForm = FormRecord & { published: FormDefinition };

/** A form as its page has it. @throws Problem forms.unknown */
export async function publishedForm(tx: Tx, workspaceId: Id, formId: Id): Promise<PublishedForm> {
  const form = await tx.first(load, [workspaceId, formId]);
  if (!form?.published || form.archived_at) return unknownForm();
  return { ...form, published: form.published };
}

function unknownForm(): never {
  return refuse('forms.unknown', 'Check the address, or ask whoever gave it to you.');
}
