/** What goes into a page to show the widget. */
export function snippetOf(key: string, origin: string = location.origin): string {
  return `<script src="${origin}/heed.js"\n  data-key="${key}" async></script>`;
}

/** The chat in a frame, for pages that forbid scripts. */
export function frameSnippetOf(key: string, origin: string = location.origin): string {
  return `<iframe src="${origin}/chat/frame?key=${key}"\n  title="Chat" width="380" height="600" style="border:0"></iframe>`;
}

/** Origins as typed, one a line. */
export function originsOf(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((one) => one.trim())
    .filter(Boolean);
}
