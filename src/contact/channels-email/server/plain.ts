/** A text that the database takes: no NUL, no halves of signs, no longer than `most`. */
export function plain(text: string, most: number): string {
  return Buffer.from(text.slice(0, most).replaceAll('\0', '')).toString();
}
