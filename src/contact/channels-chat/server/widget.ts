import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { demandFreshProof } from '#kernel/server/fresh.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeWidget, getWidget, plainLook, type WidgetLanguage, widgetChanged, widgetConfig } from '../contract.ts';
import { lookStyle } from '../look-style.ts';
import { openWidget, originCheck, widgetOf } from './access.ts';
import { builtFiles } from './built-files.ts';
import { chooseLanguage } from './language.ts';
import { launcherWords } from './launcher-words.ts';
import { nudgesOn } from './nudges.ts';
import { tidyOrigin } from './origins.ts';
import { chatPolicy } from './policy.ts';

const insertKey = statement(
  'widget_key_insert',
  "INSERT INTO key (public_key, workspace_id, kind, ref) VALUES ($1, $2, 'widget', $3)",
);
const insert = statement(
  'widget_insert',
  'INSERT INTO widget (workspace_id, id, public_key, name) SELECT $1, $2, $3, left(name, 80) FROM workspace WHERE id = $1',
);
const save = statement<{ version: number }>(
  'widget_save_look',
  `UPDATE widget SET name = $3, greeting = $4, accent = $5, allowed_origins = $6, look = $7, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Gives a new workspace its widget; no page may use it until an origin is listed. */
export async function createWidget(ctx: CommandContext): Promise<void> {
  const id = newId();
  const key = `pk_${randomBytes(18).toString('base64url')}`;
  await ctx.tx.rows(insertKey, [key, ctx.workspaceId, id]);
  await ctx.tx.rows(insert, [ctx.workspaceId, id, key]);
  ctx.emit(widgetChanged, { widgetId: id, what: 'created' });
}

export const widget = answer(getWidget, async (ctx) => {
  demand(ctx, chatPolicy, 'see_widget');
  const row = await widgetOf(ctx);
  return {
    id: row.id,
    key: row.public_key,
    name: row.name,
    greeting: row.greeting,
    accent: row.accent,
    allowedOrigins: row.allowed_origins,
    look: { ...plainLook, ...row.look },
    version: row.version,
  };
});

export const change = handle(changeWidget, async (ctx, input) => {
  demand(ctx, chatPolicy, 'change_widget');
  const before = await widgetOf(ctx, { lock: true });
  if (before.version !== input.version) {
    refuse('record.stale', `You saw version ${input.version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  const origins = input.allowedOrigins ? [...new Set(input.allowedOrigins.map(tidyOrigin))] : before.allowed_origins;
  // A page on the list may read what its visitors write, so this part of the settings asks who it is.
  if (origins.some((origin) => !before.allowed_origins.includes(origin))) demandFreshProof(ctx);
  const saved = await ctx.tx.first(save, [
    ctx.workspaceId,
    before.id,
    input.name ?? before.name,
    input.greeting ?? before.greeting,
    input.accent === undefined ? before.accent : (input.accent?.toLowerCase() ?? null),
    origins,
    { ...before.look, ...input.look },
  ]);
  ctx.emit(widgetChanged, { widgetId: before.id, what: 'settings' });
  return { widgetId: before.id, version: saved?.version ?? before.version + 1 };
});

/** What the loader needs before anybody writes. Tells nothing to pages that are not on the list. */
export function configHandler(kernelOf: () => Kernel, manifestPath: string) {
  const built = builtFiles(manifestPath);
  return answer(widgetConfig, async (ctx, { key, lang = '', like = '' }) => {
    demand(ctx, chatPolicy, 'load');
    const enter = async (workspaceId: string) => {
      ctx.workspaceId = workspaceId;
      await ctx.tx.client.query("SELECT set_config('heed.workspace', $1, true)", [workspaceId]);
    };
    const row = await openWidget(ctx, enter, key, originCheck(kernelOf(), ctx.request));
    const { panel, words, parts } = built();
    const look = { ...plainLook, ...row.look };
    const { language, locale, direction } = chooseLanguage(lang, look.language, like.split(','));
    return {
      name: row.name,
      greeting: look.greetings[language as WidgetLanguage] || row.greeting,
      locale,
      direction,
      words: launcherWords(language, row.name),
      scheme: look.scheme,
      style: lookStyle(row.accent, look),
      countsInTitle: look.countsInTitle,
      panelUrl: `/widget/${panel}`,
      wordsUrl: words[language] ? `/widget/${words[language]}` : null,
      nudges: await nudgesOn(ctx),
      parts: Object.fromEntries(Object.entries(parts).map(([name, file]) => [name, `/widget/${file}`])),
    };
  });
}
