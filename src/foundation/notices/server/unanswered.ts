/** SQL: whether a line (by its alias) still waits for what it asks for. Taking note of what asks to act is not acting. */
export function unanswered(line: string): string {
  return `(${line}.withheld IS DISTINCT FROM 'muted' AND ${line}.settled_at IS NULL AND ${line}.acted_at IS NULL
    AND (${line}.asks = 'act' OR (${line}.asks = 'acknowledge' AND ${line}.acknowledged_at IS NULL)))`;
}
