import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { importLines, linesImported } from '../contract.ts';
import { readLines } from '../contract-lines.ts';
import { demandSeen } from './keep.ts';
import { libraryPolicy } from './policy.ts';
import { demandInUse, loadItem } from './rows.ts';

const clear = statement('library_lines_clear', 'DELETE FROM library_line WHERE workspace_id = $1 AND item_id = $2');
const insert = statement(
  'library_lines_insert',
  `INSERT INTO library_line (workspace_id, item_id, place, topic, value, unit, text)
   SELECT $1, $2, n, topic, value, unit, text
   FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS t (topic, value, unit, text, n)`,
);
const touch = statement(
  'library_touch',
  'UPDATE library_item SET version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

/** All lines are replaced, or none where one cannot be read. */
export const importOfflineLines = handle(importLines, async (ctx, { itemId, version, rows }) => {
  demand(ctx, libraryPolicy, 'keep');
  const item = await loadItem(ctx, itemId, { lock: true });
  demandInUse(item);
  demandSeen(item, version);
  if (item.kind !== 'offline') refuse('library.not_offline', `“${item.title}” is of the kind ${item.kind}.`);
  const { lines, bad } = readLines(rows);
  if (bad.length > 0) {
    const errors = bad.slice(0, 50).map((one) => ({ path: 'rows', message: `Line ${one.line}: ${one.message}` }));
    refuse(
      'library.bad_lines',
      errors
        .map((one) => one.message)
        .slice(0, 5)
        .join(' '),
      { errors },
    );
  }
  const column = (name: 'topic' | 'value' | 'unit' | 'text') => lines.map((line) => line[name]);
  await ctx.tx.rows(clear, [ctx.workspaceId, itemId]);
  const columns = [column('topic'), column('value'), column('unit'), column('text')];
  await ctx.tx.rows(insert, [ctx.workspaceId, itemId, ...columns]);
  await ctx.tx.rows(touch, [ctx.workspaceId, itemId]);
  ctx.emit(linesImported, { itemId, lines: lines.length });
  return { itemId, version: version + 1, lines: lines.length };
});
