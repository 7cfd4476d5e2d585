// What the server says to people in refusals and calls by name: read from its source, so that the desk can say it in
// another language.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, traverse } from '@babel/core';
import { generateMessageId } from '@lingui/message-utils/generateMessageId';
import { root } from '../lib/project.mjs';

/** A text with numbered places where something is filled in, or undefined where it is made at run time. */
function textOf(node) {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type !== 'TemplateLiteral') return undefined;
  return node.quasis.map((part, index) => (index === 0 ? '' : `{${index - 1}}`) + part.value.cooked).join('');
}

/** What measures, notices and decisions are called and how they are explained, wherever a server defines them. */
const definition = /^(?:title|words|label|help|about|counts|exclusions|calendar|pitfall)$/;
/** Packs bring their translations with them. */
const quoted = /\/packs\/server\/packs\//;
/** Where the parts of a review's pack say something: beside the titles above, whole tables. */
const isSection = /: ReviewSection\b/;
const table = /^(?:caption|head|rows|empty)$/;

/** What the places of an event's sentence may be filled with, by the name of the list: `const Look = z.enum([…])`. */
async function namedCodes(files) {
  const named = new Map();
  for (const file of files) {
    const code = await readFile(join(root, file), 'utf8');
    for (const [, name, list] of code.matchAll(/const (\w+) = (?:z\.enum\()?\[([^\]]*)\](?: as const|\))/g)) {
      named.set(
        name,
        [...list.matchAll(/'([\w-]+)'/g)].map(([, code]) => code),
      );
    }
  }
  return named;
}

/** Codes as the log writes them: `first_response` is read as `first response`. */
const spelled = (code) => (/^[a-z]+(_[a-z]+)+$/.test(code) ? code.replaceAll('_', ' ') : code);

/** The sentence of an `event(…, {…})` with numbered places, and the words that its facts put there. */
function ofEvent(code, { start, end }, named) {
  const text = code.slice(start, end);
  const sentence = /\bsentence: '([^']+)'/.exec(text)?.[1];
  if (!sentence) return [];
  let count = 0;
  const words = [];
  const numbered = sentence.replaceAll(/\{(\w+)\}/g, (_, field) => {
    const listed = new RegExp(`\\b${field}: (?:z\\.enum\\(\\[([^\\]]*)\\]|(?:z\\.enum\\()?(\\w+))`).exec(text);
    const codes = listed?.[1] ? [...listed[1].matchAll(/'([\w-]+)'/g)].map(([, one]) => one) : named.get(listed?.[2]);
    words.push(...(codes ?? []).map(spelled));
    return `{${count++}}`;
  });
  return [numbered, ...words];
}

/**
 * Titles of `problems({…})`, details of `refuse(code, …)`, definitions, and sentences of events, in the order of the
 * files.
 */
export async function toldByServer(files) {
  const told = [];
  const named = await namedCodes(files.filter((file) => /contract[\w-]*\.ts$/.test(file)));
  for (const file of files) {
    const code = await readFile(join(root, file), 'utf8');
    const isServer = /^src\/(?!kernel\/).*\/server\//.test(file) && !quoted.test(file);
    const isPolicy = /\/policy\.ts$/.test(file);
    if (!isServer && !isPolicy && !/\b(?:refuse|problems|Problem|event)\(/.test(code)) continue;
    const tree = parse(code, { configFile: false, babelrc: false, parserOpts: { plugins: ['typescript'] } });
    const add = (text) => {
      if (!text || !/[A-Za-z]{2}/.test(text.replaceAll(/\{\d+\}/g, '')) || /\{(?!\d+\})/.test(text)) return;
      told.push({ id: generateMessageId(text), message: text, origin: file });
    };
    traverse(tree, {
      // Why a role may not: the answers of a policy's `when`.
      'StringLiteral|TemplateLiteral'({ node }) {
        const text = isPolicy ? textOf(node) : undefined;
        if (/^[A-Z].* .*\.$/.test(text ?? '')) add(text);
      },
      ObjectProperty(path) {
        const { node } = path;
        const text = isServer && definition.test(node.key.name) ? textOf(node.value) : undefined;
        if (/^[A-Z]/.test(text ?? '') && node.value.type === 'StringLiteral') add(text);
        if (!isSection.test(code) || !table.test(node.key.name)) return;
        path.traverse({ 'StringLiteral|TemplateLiteral': (inner) => add(textOf(inner.node)) });
      },
      // Why a clock rests.
      VariableDeclarator({ node }) {
        if (isServer && node.id.name === 'waitingFor') add(textOf(node.init));
      },
      'CallExpression|NewExpression'({ node }) {
        const name = node.callee.name;
        if (name === 'refuse' || name === 'Problem') add(textOf(node.arguments[1]));
        if (name === 'event') for (const text of ofEvent(code, node, named)) add(text);
        if (name !== 'problems') return;
        for (const { value } of node.arguments[0].properties) {
          for (const part of value?.properties ?? []) if (part.key.name === 'title') add(textOf(part.value));
        }
      },
    });
  }
  return told;
}
