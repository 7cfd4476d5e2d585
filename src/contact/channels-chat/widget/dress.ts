/** A `ref` that puts a part's own sheet into the panel in which it is drawn, once. */
export function dress(css: string): (element: HTMLElement | null) => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return (element) => {
    const root = element?.getRootNode();
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  };
}
