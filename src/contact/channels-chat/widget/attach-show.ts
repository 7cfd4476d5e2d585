import { button, canvasFor, drawing, element, paint, sizeWords } from './attach-parts.ts';
import { attachWords as words } from './attach-words.ts';
import type { WidgetFile } from './attaching.ts';
import type { Chat } from './chat.ts';
import type { Frame } from './frame.ts';

const widest = 240;
const tallest = 180;

/** What was fetched, by address. */
const fetched = new Map<string, Promise<Blob>>();

/** Draws what a message carries. */
export function showFiles(
  frame: Frame,
  box: HTMLElement,
  files: readonly WidgetFile[],
  chat: Chat,
  filled: () => void,
): void {
  const get = (id: string, form = '') => {
    const path = `/api/v1/files/${id}${form}`;
    const known = fetched.get(path) ?? load(frame, chat, path);
    fetched.set(path, known);
    known.catch(() => fetched.delete(path));
    return known;
  };
  const save = async ({ id, name }: WidgetFile, row: HTMLElement) => {
    try {
      const href = URL.createObjectURL(await get(id));
      element('a', { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60_000);
    } catch {
      row.append(element('em', { role: 'alert' }, words.gone));
    }
  };
  box.replaceChildren(
    ...files.map((file) =>
      file.width
        ? picture(file, get, () => look(frame, file, get(file.id, '/view'), save))
        : doc(file, frame.config.locale, save),
    ),
  );
  filled();
}

async function load({ key, origin }: Frame, chat: Chat, path: string): Promise<Blob> {
  const headers = { Authorization: `Bearer ${(await chat.token()) ?? ''}`, 'X-Heed-Key': key };
  const response = await fetch(origin + path, { headers, credentials: 'omit' });
  if (!response.ok) throw new Error();
  return response.blob();
}

type Get = (id: string, form?: string) => Promise<Blob>;
type Save = (file: WidgetFile, row: HTMLElement) => Promise<void>;
const nothing = () => undefined;

function picture(file: WidgetFile, get: Get, onclick: () => void): HTMLElement {
  const { width, height, name } = file;
  const canvas = canvasFor(name);
  // Its size is known before it comes, so that nothing moves when it does.
  const scale = Math.min(1, widest / (width ?? 1), tallest / (height ?? 1));
  canvas.style.width = `${(width ?? 0) * scale}px`;
  canvas.style.aspectRatio = `${width}/${height}`;
  get(file.id, '/thumbnail')
    .then((blob) => paint(canvas, blob))
    .catch(nothing);
  return element('button', { type: 'button', className: 'pic', ariaLabel: words.look(name), onclick }, canvas);
}

function doc(file: WidgetFile, locale: string, save: Save): HTMLElement {
  const row = element(
    'div',
    { className: 'doc' },
    drawing('file'),
    element(
      'span',
      {},
      element('bdi', { title: file.name }, file.name),
      element('small', { className: 'size' }, sizeWords(file.size, locale)),
    ),
  );
  row.append(button('download', words.download(file.name), () => void save(file, row)));
  return row;
}

/** Shows a picture in full, over the page. */
function look({ aside }: Frame, file: WidgetFile, blob: Promise<Blob>, save: Save): void {
  const canvas = canvasFor(file.name);
  const bar = element('div');
  const dialog = element('dialog', { ariaLabel: file.name }, bar, canvas);
  bar.append(
    button('download', words.download(file.name), () => void save(file, bar)),
    button('close', words.close, () => dialog.close()),
  );
  // Escape closes the picture, and not the panel behind it.
  dialog.onkeydown = (event) => event.stopPropagation();
  dialog.onclose = () => dialog.remove();
  dialog.onclick = ({ target }) => target === dialog && dialog.close();
  aside.append(dialog);
  dialog.showModal();
  blob.then((it) => paint(canvas, it)).catch(() => bar.prepend(words.gone));
}
