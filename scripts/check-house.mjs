#!/usr/bin/env node
// The house rules that no linter knows: sizes of files, functions and components, wiring-only apps, a small kernel.
// Each rule names its reason. There is no exemption in the code; what is too long is split.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from './lib/project.mjs';

const limits = {
  file: 400, // a file that long hides things; 250 is the habit
  function: 80, // what does not fit on a screen is not read whole; 50 is the habit
  component: 200,
  app: 60, // src/apps wires and decides nothing
  kernel: 3_000, // lines of code in kernel/server without its database launcher: small enough to know by heart
};
const sources = ['src', 'bench', 'scripts', 'e2e'].flatMap((folder) => filesBelow(join(root, folder)));
const findings = [];

function filesBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.gen\.|\.d\.m?ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

const isTest = (path) => /\.test\.tsx?$|^e2e\//.test(path);
/** Lines that hold code: without blank lines and comments. */
const codeLines = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;

let kernelLines = 0;
for (const file of sources) {
  const path = relative(root, file).replaceAll('\\', '/');
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length - 1;
  if (lines > limits.file) findings.push(`${path}: ${lines} lines; split it at ${limits.file}`);
  if (/^src\/apps\/[^/]+\.ts$|^src\/apps\/desk\/[^/]+\.tsx?$/.test(path) && !isTest(path) && lines > limits.app) {
    findings.push(`${path}: ${lines} lines; files of src/apps only wire, at most ${limits.app}`);
  }
  if (/^src\/kernel\/server\//.test(path) && !/\/postgres\//.test(path) && !isTest(path))
    kernelLines += codeLines(text);
  if (!isTest(path)) measureFunctions(path, text);
}
if (kernelLines > limits.kernel)
  findings.push(`src/kernel/server: ${kernelLines} lines of code; at most ${limits.kernel}`);

function measureFunctions(path, text) {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : path.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const from = tree.getLineAndCharacterOfPosition(node.getStart()).line;
      const to = tree.getLineAndCharacterOfPosition(node.end).line;
      const length = to - from + 1;
      const isComponent = path.endsWith('.tsx');
      const limit = isComponent ? limits.component : limits.function;
      if (length > limit) findings.push(`${path}:${from + 1}: a function of ${length} lines; at most ${limit}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

for (const finding of findings) console.log(finding);
console.log(
  findings.length === 0
    ? `${sources.length} files keep the house rules; kernel/server holds ${kernelLines} lines of code.`
    : `${findings.length} places break the house rules.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
