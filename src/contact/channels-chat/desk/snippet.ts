/** What goes into a page to show the widget. */
export function snippetOf(key: string, origin: string = location.origin): string {
  return `<script src="${origin}/heed.js"\n  data-key="${key}" async></script>`;
}

/** Origins as typed, one a line. */
export function originsOf(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((one) => one.trim())
    .filter(Boolean);
}
