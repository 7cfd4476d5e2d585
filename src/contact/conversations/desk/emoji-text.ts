/** A colon at the beginning of a word and at least two letters after it, so that "10:30" and ":)" ask for nothing. */
const begun = /(?<=^|[\s(]):([a-z_]{2,20})$/i;

/** What is being typed after a colon before the caret; null when no emoji is asked for there. */
export function emojiQueryAt(text: string, caret: number): string | null {
  return begun.exec(text.slice(Math.max(0, caret - 30), caret))?.[1] ?? null;
}

/** The text with the emoji in the place of what was typed, and where the caret stands then. */
export function withEmoji(text: string, caret: number, sign: string): { text: string; caret: number } {
  const from = caret - 1 - (emojiQueryAt(text, caret) ?? '').length;
  const space = text[caret] === ' ' ? '' : ' ';
  return { text: text.slice(0, from) + sign + space + text.slice(caret), caret: from + sign.length + 1 };
}
