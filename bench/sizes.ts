import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench } from './lib/bench.ts';
import { root } from './lib/product.ts';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

/** Sources of the inbox's list, should its route ever be loaded on its own. */
const inbox = /(^|\/)desk\.tsx$|conversations\/desk\/(Inbox|NothingOpen)\.tsx$/;

export const sizes: Bench = {
  name: 'sizes',
  about: 'bytes that a shop’s page and an adviser’s browser must load, gzip -9',
  run: async () => {
    const widget = join(root, 'dist', 'widget');
    const { panel } = readJson<{ panel: string }>(join(widget, 'manifest.json'));
    const desk = join(root, 'dist', 'desk');
    const manifest = readJson<Record<string, Chunk>>(join(desk, '.vite', 'manifest.json'));
    const { scripts, styles } = loadedFirst(manifest);
    const total = (files: string[]) => files.reduce((sum, file) => sum + zipped(join(desk, file)), 0);
    return {
      figures: {
        loader_gz: zipped(join(widget, 'heed.js')),
        panel_gz: zipped(join(widget, panel)),
        desk_js_gz: total(scripts),
        desk_css_gz: total(styles),
      },
      series: [],
      notes: [
        `Script of the desk: ${scripts.map((file) => `${file} ${zipped(join(desk, file))}`).join(', ')}.`,
        `Style of the desk: ${styles.map((file) => `${file} ${zipped(join(desk, file))}`).join(', ')}.`,
      ],
    };
  },
};

/**
 * Everything the browser needs before the inbox shows: the entry, what it imports, and the inbox’s own chunks. An open
 * conversation and its cards are fetched afterwards, when the browser is idle.
 */
function loadedFirst(manifest: Record<string, Chunk>): { scripts: string[]; styles: string[] } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const waiting = Object.keys(manifest).filter((name) => manifest[name]?.isEntry || inbox.test(name));
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    const chunk = manifest[name];
    if (!chunk || scripts.has(chunk.file)) continue;
    scripts.add(chunk.file);
    for (const file of chunk.css ?? []) styles.add(file);
    waiting.push(...(chunk.imports ?? []));
  }
  return { scripts: [...scripts], styles: [...styles] };
}

function zipped(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
