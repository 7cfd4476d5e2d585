import type { ProblemBody } from '#kernel/contract/problem.ts';
import { button, canvasFor, drawing, element, paint, sizeWords } from './attach-parts.ts';
import { attachWords as words } from './attach-words.ts';
import type { Tray, WidgetFile } from './attaching.ts';
import type { Chat } from './chat.ts';
import type { Frame } from './frame.ts';
import { newId } from './new-id.ts';

/** As the server counts them. */
const longestBytes = 10_000_000;
const mostFiles = 10;

interface Item {
  id: string;
  file: File;
  share: number;
  /** Why it did not get there. */
  why?: string | undefined;
  /** Another try may help; one that the network broke off is tried by itself. */
  mayRetry?: boolean;
  done?: WidgetFile;
  /** A small picture of it, where it is one. */
  thumb?: HTMLCanvasElement;
  /** The token with which it went, should the visit be over. */
  token?: string;
  stop?: () => void;
}

const nameOf = ({ file }: Item) => file.name || words.pasted;

/** The files of the message that is being written. They live as long as this page: no device keeps them. */
export function createTray(frame: Frame, box: HTMLElement, chat: Chat, changed: () => void): Tray {
  let items: Item[] = [];
  box.setAttribute('role', 'list');
  box.setAttribute('aria-label', words.sending);

  function draw(): void {
    box.replaceChildren(
      ...items.map((item) =>
        row(
          item,
          frame.config.locale,
          () => void go(item),
          () => remove(item),
        ),
      ),
    );
    changed();
  }

  function remove(item: Item): void {
    items = items.filter((one) => one !== item);
    item.stop?.();
    draw();
  }

  async function go(item: Item): Promise<void> {
    Object.assign(item, { why: undefined, share: 0 });
    draw();
    const token = await chat.token(item.token);
    if (!items.includes(item)) return;
    send(frame, item, token, draw, () => {
      const bar = box.children[items.indexOf(item)]?.querySelector('progress');
      if (bar) bar.value = item.share;
    });
  }

  /** What the browser cannot decode keeps the drawing of a file. */
  function preview(item: Item): void {
    const canvas = canvasFor();
    paint(canvas, item.file).then(
      () => {
        item.thumb = canvas;
        draw();
      },
      () => undefined,
    );
  }

  addEventListener('online', () => {
    for (const item of items) if (item.why && item.mayRetry) void go(item);
  });

  return {
    add(files) {
      for (const file of files) {
        const why = items.length < mostFiles ? refusalOf(file) : words.tooMany;
        const item: Item = { id: newId(), file, share: 0, why };
        items.push(item);
        if (why) continue;
        if (file.type.startsWith('image/')) preview(item);
        void go(item);
      }
      draw();
    },
    isBusy: () => items.some((item) => !item.done),
    count: () => items.length,
    take() {
      const taken = items.flatMap((item) => item.done ?? []);
      items = [];
      draw();
      return taken;
    },
  };
}

/** Why a file need not be tried at all; the server would say the same. */
function refusalOf({ size }: File): string | undefined {
  if (size > longestBytes) return words.tooLarge;
  return size === 0 ? words.empty : undefined;
}

function row(item: Item, locale: string, again: () => void, remove: () => void): HTMLElement {
  const { done, share, thumb, why } = item;
  const name = nameOf(item);
  const what = element('span', {}, element('bdi', {}, name));
  if (why) what.append(element('em', { role: 'alert' }, why));
  else if (done) what.append(element('small', { className: 'size' }, sizeWords(done.size, locale)));
  else what.append(element('progress', { max: 1, value: share, ariaLabel: words.progress(name) }));
  const made = element('div', { className: why ? 'up bad' : 'up', role: 'listitem' }, thumb ?? drawing('file'), what);
  if (why && item.mayRetry) made.append(button('again', words.again(name), again));
  made.append(button('close', (why || done ? words.remove : words.cancel)(name), remove));
  return made;
}

function send(frame: Frame, item: Item, token: string | null, draw: () => void, progressed: () => void): void {
  const failed = (why: string, mayRetry: boolean) => {
    Object.assign(item, { why, mayRetry });
    draw();
  };
  const broken = () => failed(navigator.onLine ? words.broken : words.offline, true);
  if (!token) {
    broken();
    return;
  }
  item.token = '';
  const request = new XMLHttpRequest();
  item.stop = () => request.abort();
  request.upload.onprogress = ({ loaded, total }) => {
    item.share = loaded / total;
    progressed();
  };
  request.onerror = broken;
  request.onload = () => {
    if (request.status === 200) {
      item.done = JSON.parse(request.responseText) as WidgetFile;
      draw();
      return;
    }
    if (request.status === 401) item.token = token;
    const { title = words.notTaken, detail = '' } = problemOf(request.responseText);
    failed(`${title}. ${detail}`, [401, 408].includes(request.status) || request.status > 428);
  };
  request.open('PUT', `${frame.origin}/api/v1/files/${item.id}`);
  request.setRequestHeader('Authorization', `Bearer ${token}`);
  request.setRequestHeader('X-Heed-Key', frame.key);
  request.setRequestHeader('X-Heed-File-Name', encodeURIComponent(nameOf(item)));
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.send(item.file);
}

function problemOf(text: string): Partial<ProblemBody> {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return {};
  }
}
