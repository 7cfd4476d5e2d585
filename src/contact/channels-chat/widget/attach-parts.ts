const drawings = {
  close: 'M5 5l10 10M15 5 5 15',
  again: 'M16 10a6 6 0 1 1-2-4.5M14.5 2.5v3.2h-3.2',
  download: 'M10 3v10M5.5 9 10 13.5 14.5 9M4 17h12',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
};

export function drawing(name: keyof typeof drawings): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  set: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  // Not every browser of today knows these two as properties.
  const { role, ariaLabel, ...rest } = set;
  const made = Object.assign(document.createElement(tag), rest);
  if (role) made.setAttribute('role', role);
  if (ariaLabel) made.setAttribute('aria-label', ariaLabel);
  made.append(...children);
  return made;
}

/** A button of one drawing. */
export function button(name: keyof typeof drawings, label: string, onclick: () => void): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', className: 'btn quiet', ariaLabel: label, title: label, onclick },
    drawing(name),
  );
}

/**
 * Draws a picture. A shop's policy may let images come from itself and from Heed alone, so that an image tag could show
 * neither what is chosen here nor what is fetched with the visitor's token; a canvas may.
 */
export async function paint(canvas: HTMLCanvasElement, source: Blob): Promise<void> {
  const bitmap = await createImageBitmap(source);
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
}

/** A place for a picture, which is read out by its name; without one it is left out. */
export function canvasFor(name = ''): HTMLCanvasElement {
  return element('canvas', name ? { role: 'img', ariaLabel: name } : { role: 'presentation' });
}

/** How large a file is, as the locale writes it. */
export function sizeWords(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const most = value < 10 ? 1 : 0;
  return value.toLocaleString(locale, { style: 'unit', unit, maximumFractionDigits: most });
}
