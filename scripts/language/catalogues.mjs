// The catalogues of the desk: what is to be translated, found in the source, and what was translated, kept as .po.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { formatter } from '@lingui/format-po';
import { root } from '../lib/project.mjs';
import { compiled, expandMacros, keyOf } from './macros.mjs';
import { pseudo } from './pseudo.mjs';
import { toldByServer } from './told.mjs';

const po = formatter({ lineNumbers: false });
const desk = /^src\/(?:\w+\/[\w-]+\/desk|kernel\/web|apps\/desk)\//;
const notWords = /\.test\.tsx?$|\.gen\.ts$|\/gallery\/|\.d\.ts$/;
const notServer = /\/(?:test|widget|sdk)\//;

/** The languages beside English, each a file here. */
export const folder = join(root, 'src/apps/desk/languages');

/** Every message by its id, in the order of the files: those of the desk, then what the server says. */
export async function extracted() {
  const found = new Map();
  const add = ({ id, message, context, comment }, file) => {
    const known = found.get(id) ?? { message, context, comments: [], origin: [] };
    if (comment && !known.comments.includes(comment)) known.comments.push(comment);
    if (!known.origin.some(([one]) => one === file)) known.origin.push([file]);
    found.set(id, known);
  };
  const files = await sources();
  for (const file of files.filter((one) => desk.test(one))) {
    await expandMacros(await readFile(join(root, file), 'utf8'), file, (message) => add(message, file));
  }
  for (const one of await toldByServer(files.filter((file) => !desk.test(file) && !notServer.test(file))))
    add(one, one.origin);
  return found;
}

async function sources() {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !notWords.test(file))
    .sort();
}

/** What a catalogue file holds, by id. */
export async function readCatalogue(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text === '' ? {} : po.parse(text, about(file));
}

/** A catalogue file with all of today's messages, and what it still lacks. What is no longer said is dropped. */
export async function renewed(file, messages) {
  const before = await readCatalogue(file);
  const catalogue = Object.fromEntries(
    [...messages].map(([id, one]) => [
      id,
      { ...one, translation: before[id]?.translation ?? '', extra: before[id]?.extra },
    ]),
  );
  const text = await po.serialize(catalogue, about(file));
  return {
    // The date would make each file differ from the last.
    text: text.replace(/^"POT-Creation-Date:.*\n/m, ''),
    lacking: Object.values(catalogue).filter((one) => one.translation === ''),
  };
}

/** The messages of a catalogue by key, as the page loads them, and which of them the server fills in and says. */
export async function pagesOf(file, textOf = (one) => one.translation) {
  const found = Object.entries(await readCatalogue(file)).filter(([, one]) => one.translation);
  const told = found.filter(([, one]) => one.origin.some(([from]) => !desk.test(from)) && /\{\d+\}/.test(one.message));
  return {
    messages: Object.fromEntries(found.map(([id, one]) => [keyOf({ ...one, id }), compiled(textOf(one))])),
    told: told.map(([, one]) => one.message),
  };
}

/** The same in a language that nobody speaks. */
export async function pseudoOf(file) {
  const { messages, told } = await pagesOf(file, (one) => one.message);
  return { messages: Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, pseudo(text)])), told };
}

const about = (file) => ({
  locale: file.match(/([\w-]+)\.po$/)?.[1],
  sourceLocale: 'en',
  filename: file,
  existing: null,
});
