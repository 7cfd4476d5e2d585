/** Joins the lines of flowed text (RFC 3676), each depth of quotation for itself. */
export function joinFlowed(text: string, deletesBlank: boolean): string {
  const out: string[] = [];
  let open: string[] | undefined;
  let depth = 0;
  const close = () => {
    if (open) out.push(`${'>'.repeat(depth)}${depth > 0 ? ' ' : ''}${open.join('')}`);
    open = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const marks = /^>*/.exec(line)?.[0].length ?? 0;
    const words = line.slice(marks).replace(/^ /, '');
    if (open && marks !== depth) close();
    depth = marks;
    const flows = words.endsWith(' ') && words !== '-- ';
    if (!open) open = [];
    open.push(flows && deletesBlank ? words.slice(0, -1) : words);
    if (!flows) close();
  }
  close();
  return out.join('\n');
}
