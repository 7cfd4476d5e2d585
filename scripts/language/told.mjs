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
const definition = /^(?:title|words|label|help|about|counts|exclusions|calendar)$/;
/** Texts of the law are quoted, not translated. */
const quoted = /\/packs\/server\/packs\//;

/** Titles of `problems({…})`, details of `refuse(code, …)`, and definitions, in the order of the files. */
export async function toldByServer(files) {
  const told = [];
  for (const file of files) {
    const code = await readFile(join(root, file), 'utf8');
    const isServer = /^src\/(?!kernel\/).*\/server\//.test(file) && !quoted.test(file);
    const isPolicy = /\/policy\.ts$/.test(file);
    if (!isServer && !isPolicy && !/\b(?:refuse|problems|Problem)\(/.test(code)) continue;
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
      ObjectProperty({ node }) {
        const text = isServer && definition.test(node.key.name) ? textOf(node.value) : undefined;
        if (/^[A-Z]/.test(text ?? '') && node.value.type === 'StringLiteral') add(text);
      },
      // Why a clock rests.
      VariableDeclarator({ node }) {
        if (isServer && node.id.name === 'waitingFor') add(textOf(node.init));
      },
      'CallExpression|NewExpression'({ node }) {
        const name = node.callee.name;
        if (name === 'refuse' || name === 'Problem') add(textOf(node.arguments[1]));
        if (name !== 'problems') return;
        for (const { value } of node.arguments[0].properties) {
          for (const part of value?.properties ?? []) if (part.key.name === 'title') add(textOf(part.value));
        }
      },
    });
  }
  return told;
}
