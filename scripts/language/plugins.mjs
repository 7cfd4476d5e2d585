// The macros and catalogues of the desk, for Vite, Vitest and esbuild.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pagesOf, pseudoOf } from './catalogues.mjs';
import { expandMacros } from './macros.mjs';

const source = /\.tsx?$/;
const desk = /\/src\/(?:\w+\/[\w-]+\/desk|kernel\/web|apps\/desk)\//;

/** For Vite and Vitest: macros become calls, and a catalogue (`de.po`, or `de.po?pseudo`) a module of its messages. */
export function language() {
  return {
    name: 'heed:language',
    enforce: 'pre',
    async load(id) {
      const [file, query] = id.split('?');
      if (!file.endsWith('.po')) return null;
      const page = query === 'pseudo' ? await pseudoOf(file) : await pagesOf(file);
      const asCode = (name) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(page[name]))});`;
      return { code: `${asCode('messages')}\n${asCode('told')}`, map: null };
    },
    transform(code, id) {
      const [file] = id.split('?');
      return source.test(file) && desk.test(file) ? expandMacros(code, file) : null;
    },
  };
}

/** For esbuild, where a script reads the desk's source. Catalogues are left out: nothing is drawn. */
export const macrosForEsbuild = {
  name: 'heed:language',
  setup(build) {
    build.onLoad({ filter: desk }, async ({ path }) => {
      if (path.endsWith('.po')) return { contents: 'export const messages = {}, told = [];', loader: 'js' };
      if (!source.test(path)) return undefined;
      const told = await expandMacros(await readFile(path, 'utf8'), path);
      return told ? { contents: told.code, loader: extname(path).slice(1) } : undefined;
    });
  },
};

/** For Vite: the page is told of a chunk that its entry asks for as soon as it runs, so that both load at once. */
export function preload(module) {
  return {
    name: 'heed:preload',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId?.endsWith(module));
        if (!chunk) return html;
        const files = [chunk.fileName, ...chunk.imports].filter((file) => !html.includes(`/${file}"`));
        const tags = files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/desk/${file}` },
          injectTo: 'head',
        }));
        return { html, tags };
      },
    },
  };
}
