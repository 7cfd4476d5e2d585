import { isSign, type Line } from '../html/render.ts';
import { isElement } from '../html/tree.ts';
import { mailLimits } from '../limits.ts';
import { partShared } from './attribution.ts';
import { withoutArmour } from './pgp.ts';
import { foldLines } from './visible.ts';

export interface Reply {
  text: string;
  hidesHistory: boolean;
}

/** What the writer wrote now, of a plain text. */
export function replyOfText(text: string): Reply {
  const lines = partShared(withoutArmour(text).split('\n').slice(0, mailLimits.replyLines));
  const { isVisible, hidesHistory } = foldLines(lines);
  return { text: tidy(lines.filter((_, index) => isVisible[index])), hidesHistory };
}

/**
 * What the writer wrote now, of a mail in HTML. Hides the nodes of what is folded away, so that the tree can be written
 * again without them; `hides` says whether there were any.
 */
export function replyOfHtml(all: readonly Line[]): Reply & { hides: boolean } {
  const lines = all.slice(0, mailLimits.replyLines);
  const { isVisible, hidesHistory } = foldLines(lines.map((line) => line.text));
  const shown = new Set(lines.flatMap((line, index) => (isVisible[index] ? line.nodes : [])));
  let hides = false;
  for (const [index, line] of lines.entries()) {
    if (isVisible[index]) continue;
    for (const node of line.nodes) {
      if (shown.has(node)) continue;
      node.isHidden = true;
      hides ||= !isElement(node) || node.tag === 'img';
    }
  }
  const kept = lines.filter((line, index) => isVisible[index] && !isSign(line.text));
  return { text: tidy(kept.map((line) => line.text)), hidesHistory, hides };
}

function tidy(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
