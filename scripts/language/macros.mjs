// What the macros of @lingui become, in every tool that reads the desk's source: Vite, Vitest, esbuild, the extraction.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformAsync } from '@babel/core';
import linguiMacro from '@lingui/babel-plugin-lingui-macro';
import { makeConfig } from '@lingui/conf';
import { compileMessage } from '@lingui/message-utils/compileMessage';

const uses = /from '@lingui\/(?:core|react)\/macro'/;
/** Plurals and choices: `{count, plural, …}`. Everything else is text with places such as `{name}`. */
const hasChoice = /\{\s*\w+\s*,/;

// `extract` below keeps message and context also where NODE_ENV is production; `small` drops what is not needed.
const linguiConfig = makeConfig(
  {
    locales: ['en'],
    sourceLocale: 'en',
    runtimeConfigModule: {
      i18n: ['#kernel/web/language/i18n.ts', 'i18n'],
      Trans: ['#kernel/web/language/Trans.tsx', 'Trans'],
    },
  },
  { skipValidation: true },
);

/**
 * The key of a message in a catalogue. The English text is its own key, so that English needs no catalogue and is not
 * loaded twice; only what has a context or a plural goes by Lingui's short id.
 */
export function keyOf({ id, message, context }) {
  return context || hasChoice.test(message) ? id : message;
}

/** A text as the page needs it: plurals are read now, so that no parser is loaded. */
export const compiled = (text) => (hasChoice.test(text) ? compileMessage(text) : text);

const root = fileURLToPath(new URL('../..', import.meta.url));
const kept = join(root, 'node_modules/.cache/heed/macros');
let stamp;

/** Where what became of a file is kept: found again as long as the file, these rules and the packages are the same. */
async function placeOf(code, file) {
  stamp ??= await Promise.all(
    ['macros.mjs', '../../package-lock.json'].map((name) => readFile(new URL(name, import.meta.url))),
  );
  const hash = createHash('sha256');
  for (const part of [...stamp, relative(root, resolve(root, file)), '\0', code]) hash.update(part);
  return join(kept, `${hash.digest('hex')}.json`);
}

/**
 * Turns the macros of one file into calls. `onMessage({id, message, context, comment, line})` is told of each message.
 * Null where a file has no macro. Five tools ask in one run of the checks, so the answer is kept.
 */
export async function expandMacros(code, file, onMessage) {
  if (!uses.test(code)) return null;
  const place = await placeOf(code, file);
  const found = await readFile(place, 'utf8').then(JSON.parse, () => undefined);
  const told = found ?? (await expand(code, file));
  if (!found) await keep(place, told);
  for (const message of told.messages) onMessage?.(message);
  return { code: told.code, map: told.map };
}

async function keep(place, told) {
  await mkdir(dirname(place), { recursive: true });
  const half = `${place}.${process.pid}`;
  await writeFile(half, JSON.stringify(told));
  await rename(half, place);
}

async function expand(code, file) {
  const messages = [];
  const told = await transformAsync(code, {
    filename: file,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins: ['typescript', ...(file.endsWith('x') ? ['jsx'] : [])] },
    plugins: [
      [linguiMacro, { linguiConfig, extract: true }],
      [small, { onMessage: (message) => messages.push(message) }],
    ],
  });
  return { code: told.code, map: told.map, messages };
}

/** Makes what the macros leave small: `i18n._({id: 'x1y2z3', message: 'Close'})` becomes `i18n._('Close')`. */
function small({ types }) {
  const textOf = (object, name) => {
    const found = object.properties.find((one) => one.key.name === name);
    return found?.value.type === 'StringLiteral' ? found.value.value : undefined;
  };
  const isDescriptor = (object) => object.leadingComments?.some((one) => one.value === 'i18n');
  const shrink = (object, onMessage) => {
    const told = Object.fromEntries(
      ['id', 'message', 'context', 'comment'].map((name) => [name, textOf(object, name)]),
    );
    if (told.message === undefined) return;
    onMessage({ ...told, line: object.loc?.start.line ?? 0 });
    const key = keyOf(told);
    const text = compiled(told.message);
    const kept = object.properties.filter((one) => ['values', 'components'].includes(one.key.name));
    const property = (name, value) => types.objectProperty(types.identifier(name), types.valueToNode(value));
    object.properties = [property('id', key), ...(key === text ? [] : [property('message', text)]), ...kept];
    object.leadingComments = null;
  };
  /** `_({id, values})` as `_(id, values)`. */
  const flatten = (call, object) => {
    const [id, values, ...more] = object.properties;
    if (more.length > 0 || (values && values.key.name !== 'values')) return;
    call.arguments = [id.value, ...(values ? [values.value] : [])];
  };
  return {
    visitor: {
      Program: {
        exit(program, { opts }) {
          program.traverse({
            ObjectExpression(path) {
              if (!isDescriptor(path.node)) return;
              shrink(path.node, opts.onMessage);
              const { parent } = path;
              if (parent.type === 'CallExpression' && parent.callee.property?.name === '_') flatten(parent, path.node);
            },
          });
        },
      },
    },
  };
}
