// Marks the words of the desk for translation: run as
//   node scripts/language/mark-words.mjs [--dry] [FILE…]      (no file: every file of the desk)
// Already marked words stay as they are, so it can be run again. Prints what a person must look at.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const { parse } = require('@babel/parser');
const traverse = require('@babel/traverse').default;

const args = process.argv.slice(2);
const dry = args.includes('--dry');
const given = args.filter((one) => !one.startsWith('--'));
const files =
  given.length > 0
    ? given
    : execFileSync(
        'git',
        ['ls-files', '-co', '--exclude-standard', 'src/*/*/desk/**', 'src/kernel/web/**', 'src/apps/desk/*'],
        { encoding: 'utf8' },
      )
        .split('\n')
        .filter((f) => /\.tsx?$/.test(f) && !/\.test\.|\.gen\.|\.d\.ts$|\/gallery\/|web\/language\//.test(f));

const css = new Set();
for (const f of execFileSync('git', ['ls-files', 'src/*.css'], { encoding: 'utf8' }).split('\n').filter(Boolean))
  for (const [, name] of readFileSync(f, 'utf8').matchAll(/\.([a-zA-Z][\w-]*)/g)) css.add(name);

const inline = new Set([
  'b',
  'strong',
  'em',
  'i',
  'span',
  'bdi',
  'kbd',
  'code',
  'a',
  'Link',
  'small',
  'time',
  'Kbd',
  'sup',
  'br',
  'Mark',
  'mark',
  'abbr',
]);
const attrsNo =
  /^(className|classNames|id|key|type|kind|size|to|href|role|rel|dir|lang|name|autoComplete|inputMode|place|src|style|htmlFor|tone|state|keys|target|rows|form|method|pattern|data-.*|aria-(?!label|description|valuetext|roledescription|placeholder).*|variant|position|as|part|view|accept|viewBox|d|fill|stroke|scope|group-key|enterKeyHint|loading|width|height|align|level|subject|unit|points|transform|fontFamily)$/;
const propsNo =
  /^(className|id|key|type|to|path|href|role|name|method|timeZone|hourCycle|weekday|code|on|is|queryKey|queryFn|event|locale|style|begin|color|backgroundColor|boxShadow|fontFamily|font|transition|cursor|pattern|mode)$/;
const callsNo =
  /^(useQueryOf|usePagesOf|useCommandOf|querySelector|querySelectorAll|closest|matches|addEventListener|removeEventListener|dispatchEvent|createElement|matchMedia|useMediaQuery|lazyRouteComponent|later|getItem|setItem|removeItem|startsWith|endsWith|includes|indexOf|split|replace|replaceAll|match|join|useTopic|useBegin|begin|setAttribute|getAttribute|useHotkey|Error|TypeError|RegExp|URL|DateTimeFormat|NumberFormat|PluralRules|ListFormat|Collator|RelativeTimeFormat|localeCompare|require|import|get|set|has|supports|open|BroadcastChannel|Set|warn|error|classes|classNames|cx|write|hint|getElementById|createClient|classList|add|toggle|Headers|append|navigate|rgb|getPropertyValue|useSettled|can|may|execCommand)$/;
const keyNames =
  /^(refund status:open assignee:me|input, a\.hit|person \d|Enter|Escape|Tab|Arrow\w+|Home|End|PageUp|PageDown|Backspace|Delete|Shift|Control|Meta|Alt|Space|Idempotency-Key|Content-Type|Accept|Heed|GET|POST|F\d+|Retry-After|Mac\w*|UTC|Cmd|Ctrl|Macintosh|Accept-Language|Segoe UI|System)$/;

const letters = /[A-Za-z]{2,}/;
function wordy(text) {
  const value = text.trim();
  if (!letters.test(value) || keyNames.test(value)) return false;
  if (/^(https?:|\/|#|\.|mailto:|blob:|data:|\(|\[|--|var\(|@)/.test(value)) return false;
  if (/^[A-Za-z]+\/[A-Za-z_]+$/.test(value) || /[{}<>]/.test(value)) return false;
  if (/^[a-z]+[-_.:/][\w-.:/]*$/.test(value)) return false;
  if (value.split(/\s+/).every((one) => css.has(one) && /^[a-z]/.test(one))) return false;
  if (/^[A-Z][a-z]/.test(value)) return !/^[A-Z][a-z]+([A-Z]\w*)+$/.test(value);
  return (
    /[A-Za-z]+,? [A-Za-z“0-9]/.test(value) ||
    /\s[A-Za-z]{2,}/.test(text) ||
    /[A-Za-z]{2,}[.,:;?!…]?\s/.test(text) ||
    /^[A-Z] [a-z]/.test(value)
  );
}
const review = [];
let changed = 0;

function nameOf(node) {
  if (!node) return '';
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  if (node.type === 'JSXNamespacedName') return `${node.namespace.name}:${node.name.name}`;
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'MemberExpression' || node.type === 'JSXMemberExpression') return nameOf(node.property);
  return '';
}

/** Whether a literal stands where words are for people. */
function isForPeople(path) {
  let child = path;
  for (let up = path.parentPath; up; child = up, up = up.parentPath) {
    const n = up.node;
    if (up.isTSType?.() || /^TS(?!As|Satisfies|NonNull)/.test(n.type)) return false;
    if (up.isImportDeclaration() || (up.isExportDeclaration() && !n.declaration && child.key === 'source'))
      return false;
    if (up.isBinaryExpression() && /^[!=]==?$|^in$/.test(n.operator)) return false;
    if (up.isSwitchCase() && child.key === 'test') return false;
    if (up.isMemberExpression() && n.computed && child.key === 'property') return false;
    if (up.isTaggedTemplateExpression()) return false;
    if (up.isThrowStatement()) return false;
    if (up.isObjectProperty()) {
      if (child.key === 'key') return false;
      // `{ key: 'Due', value: … }` is a pair that is shown; every other `key` is a name for programs.
      if (nameOf(n.key) === 'key')
        return (
          up.parentPath.node.properties.some((one) => nameOf(one.key) === 'value') &&
          /^[A-Z]/.test(path.node.value ?? '')
        );
      if (propsNo.test(nameOf(n.key))) return false;
      return true && contextOk(up.parentPath);
    }
    if (up.isJSXAttribute()) {
      const nm = nameOf(n.name);
      if (attrsNo.test(nm) || (/^on[A-Z]/.test(nm) && child.key === 'value' && !throughFunction(path, up)))
        return false;
      return true;
    }
    if (up.isCallExpression() || up.isNewExpression() || up.isOptionalCallExpression()) {
      if (child.key === 'callee') continue;
      if (callsNo.test(nameOf(n.callee))) return false;
      if (/^(t|msg|plural|select|defineMessage|ph)$/.test(nameOf(n.callee))) return false;
      if (child.isFunction()) return true;
      continue;
    }
    if (up.isVariableDeclarator() && /class(Name|es)?$|Key$|^key$|selector|Path$|storage/i.test(nameOf(n.id)))
      return false;
    if (up.isFunction() || (up.isStatement() && !up.isReturnStatement())) return true;
  }
  return true;
}
const throughFunction = (path, up) => {
  for (let p = path; p && p !== up; p = p.parentPath) if (p.isFunction()) return true;
  return false;
};
function contextOk(path) {
  // An object that is the argument of a call that is not for people
  for (let child = path, up = path.parentPath; up; child = up, up = up.parentPath) {
    if ((up.isCallExpression() || up.isNewExpression()) && child.key !== 'callee')
      return (
        !/^(useQueryOf|usePagesOf|useCommandOf|DateTimeFormat|NumberFormat|fetch|querySelector|navigate|write|t|msg|plural)$/.test(
          nameOf(up.node.callee),
        ) || /Error$/.test(nameOf(up.node.callee))
      );
    if (up.isTaggedTemplateExpression()) return false;
    if (up.isFunction() || up.isStatement() || up.isJSXAttribute()) return true;
  }
  return true;
}

for (const file of files) {
  const source = readFileSync(file, 'utf8');
  let ast;
  try {
    ast = parse(source, { sourceType: 'module', plugins: ['typescript', ...(file.endsWith('x') ? ['jsx'] : [])] });
  } catch (error) {
    review.push(`${file}: cannot be read: ${error.message}`);
    continue;
  }
  const edits = [];
  const needs = { t: false, Trans: false };
  const note = (node, why) =>
    review.push(
      `${file}:${node.loc.start.line}: ${why}: ${source.slice(node.start, node.end).replace(/\s+/g, ' ').slice(0, 150)}`,
    );
  const insert = (at, text, order = 0) => edits.push({ start: at, end: at, text, order });
  const inTrans = (path) =>
    path.findParent(
      (up) =>
        up.isJSXElement() &&
        /^(Trans|Plural|Select)$/.test(nameOf(up.node.openingElement.name)) &&
        /@lingui\/react\/macro/.test(source) &&
        /^(Trans|Plural)$/.test(nameOf(up.node.openingElement.name)),
    );
  const asTemplate = (value) =>
    `t\`${value.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
  const done = new WeakSet();

  const simple = (node) => {
    if (node.type === 'JSXText') return true;
    if (node.type === 'JSXExpressionContainer') {
      const e = node.expression;
      if (e.type === 'JSXEmptyExpression') return false;
      if (e.type === 'StringLiteral') return e.value.trim() === '';
      return isValue(e);
    }
    if (node.type === 'JSXElement') return inline.has(nameOf(node.openingElement.name)) && node.children.every(simple);
    return false;
  };
  const isValue = (e) => {
    let ok = true;
    const look = (n) => {
      if (!n || typeof n.type !== 'string' || !ok) return;
      if (/^JSX|Conditional|Logical|Function/.test(n.type)) {
        ok = false;
        return;
      }
      if (n.type === 'StringLiteral' && wordy(n.value)) {
        ok = false;
        return;
      }
      if (n.type === 'TemplateLiteral' && n.quasis.some((q) => letters.test(q.value.cooked))) {
        ok = false;
        return;
      }
      for (const key of Object.keys(n)) {
        if (key === 'loc' || key === 'extra') continue;
        const v = n[key];
        if (Array.isArray(v)) v.forEach(look);
        else if (v && typeof v === 'object') look(v);
      }
    };
    look(e);
    return ok && e.type !== 'JSXElement';
  };
  const textOf = (node) => (node.type === 'JSXText' ? node.value : '');

  const children = (path) => {
    const node = path.node;
    if (inTrans(path)) return;
    const tag = node.type === 'JSXElement' ? nameOf(node.openingElement.name) : '';
    if (/^(Trans|Plural|Select|style|script|code)$/.test(tag) && tag !== 'Select') return;
    // A run that was taken by an outer one is not looked at again.
    if (done.has(node)) {
      for (const child of node.children) if (child.type === 'JSXElement') done.add(child);
      return;
    }
    const kids = node.children;
    let at = 0;
    while (at < kids.length) {
      if (!simple(kids[at])) {
        at += 1;
        continue;
      }
      let end = at;
      while (end + 1 < kids.length && simple(kids[end + 1])) end += 1;
      let from = at,
        to = end;
      at = end + 1;
      const blank = (k) =>
        (k.type === 'JSXText' && k.value.trim() === '') ||
        (k.type === 'JSXExpressionContainer' && k.expression.type === 'StringLiteral');
      while (from <= to && blank(kids[from])) from += 1;
      while (to >= from && blank(kids[to])) to -= 1;
      if (from > to) continue;
      const run = kids.slice(from, to + 1);
      if (!run.some((k) => letters.test(textOf(k)))) continue;
      // Punctuation that only separates stays outside.
      const first = kids[from],
        last = kids[to];
      let start = first.start,
        stop = last.end;
      if (first.type === 'JSXText')
        start +=
          first.value.length - first.value.trimStart().length === 0
            ? 0
            : source.slice(first.start, first.end).length - source.slice(first.start, first.end).trimStart().length;
      if (last.type === 'JSXText')
        stop -= source.slice(last.start, last.end).length - source.slice(last.start, last.end).trimEnd().length;
      const _text = run.map((k) => source.slice(k.start, k.end)).join('');
      if (run.some((k) => k.type === 'JSXElement')) for (const k of run) if (k.type === 'JSXElement') done.add(k);
      // Spaces beside other things are kept as the reader's browser would have kept them.
      const leftSpace = first.type === 'JSXText' && /^[ \t]+\S/.test(first.value);
      const rightSpace = last.type === 'JSXText' && /\S[ \t]+$/.test(last.value);
      if (tag === 'option' || tag === 'title' || tag === 'textarea') {
        if (run.length === 1) {
          edits.push({
            start,
            end: stop,
            text: `{${asTemplate(first.value.trim().replace(/\s*\n\s*/g, ' '))}}`,
            order: 0,
          });
          needs.t = true;
        } else note(node, 'words of an option');
        continue;
      }
      const isLonely = from === 0 && to === kids.length - 1;
      if (
        !isLonely &&
        ((from > 0 && kids.slice(0, from).some((k) => !blank(k))) ||
          (to < kids.length - 1 && kids.slice(to + 1).some((k) => !blank(k))))
      ) {
        const beside = kids.filter((k) => !blank(k) && !simple(k));
        if (beside.some((k) => k.type === 'JSXExpressionContainer' && /['"`]/.test(source.slice(k.start, k.end))))
          note(node, 'a sentence in parts?');
      }
      // Within an element that starts or ends with a space, that space is part of the words.
      const openSpace = leftSpace && from === 0,
        closeSpace = rightSpace && to === kids.length - 1;
      const plain =
        first.type === 'JSXText' && run.length === 1 ? source.slice(start, stop).replace(/\s*\n\s*/g, ' ') : '';
      if (plain && plain.length <= 60 && !/[&{]/.test(plain)) {
        edits.push({
          start: openSpace ? first.start : start,
          end: closeSpace ? last.end : stop,
          text: `${openSpace ? "{' '}" : ''}{${asTemplate(plain)}}${closeSpace ? "{' '}" : ''}`,
          order: 0,
        });
        needs.t = true;
        continue;
      }
      if (openSpace) insert(start, `{' '}<Trans>`, 1);
      else insert(start, '<Trans>', 1);
      if (closeSpace) insert(stop, `</Trans>{' '}`, -1);
      else insert(stop, '</Trans>', -1);
      if (openSpace) edits.push({ start: first.start, end: start, text: '', order: 0 });
      if (closeSpace) edits.push({ start: stop, end: last.end, text: '', order: 2 });
      needs.Trans = true;
    }
  };

  traverse(ast, {
    JSXElement: (path) => children(path),
    JSXFragment: (path) => children(path),
    StringLiteral(path) {
      const { node, parent } = path;
      if (!wordy(node.value)) {
        if (
          /^[a-z]{3,}$/.test(node.value.trim()) &&
          parent.type === 'ConditionalExpression' &&
          path.findParent(
            (p) => p.isTemplateLiteral() || (p.isJSXExpressionContainer() && !p.parentPath.isJSXAttribute()),
          )
        )
          note(parent, 'a small word');
        return;
      }
      if (
        !isForPeople(path) ||
        (inTrans(path) && path.parentPath.isJSXExpressionContainer() && !path.parentPath.parentPath.isJSXAttribute())
      )
        return;
      needs.t = true;
      if (parent.type === 'JSXAttribute')
        edits.push({ start: node.start, end: node.end, text: `{${asTemplate(node.value)}}`, order: 0 });
      else if (parent.type === 'ObjectProperty' && parent.shorthand) note(node, 'shorthand');
      else edits.push({ start: node.start, end: node.end, text: asTemplate(node.value), order: 0 });
      if (/^[a-z]/.test(node.value.trim()) || /^\s|\s$/.test(node.value))
        note(parent.type === 'ConditionalExpression' ? parent : node, 'lower case, a part of a sentence?');
    },
    TemplateLiteral(path) {
      const { node } = path;
      const text = node.quasis.map((q) => q.value.cooked).join('X');
      if (!node.quasis.some((q) => letters.test(q.value.cooked)) || path.parentPath.isTaggedTemplateExpression())
        return;
      const words = node.quasis.map((q) => q.value.cooked).join(' ‹› ');
      if (
        /^color-mix|^[a-zA-Z]+\.X$|^(person|team|event) X$/.test(text) ||
        /^\/|^https?:|^#|^\[|^\.|^[a-z-]+:‹?X?/.test(text) ||
        /^[a-z.-]+:$/.test(node.quasis[0].value.cooked) ||
        /T\d\d:|T‹|[{}<>\\]/.test(words)
      )
        return;
      if (
        !node.quasis.some((q) => /(^|[\s“(·])[A-Za-z]{2,}($|[\s,.:;?!”)…])/.test(q.value.cooked)) &&
        !/^[A-Z][a-z]/.test(text)
      )
        return;
      const tokens = words.replaceAll('‹›', '').trim().split(/\s+/);
      if (/^heed\.|px$|\$\{?$/.test(text) ? true : tokens.every((one) => css.has(one) && /^[a-z]/.test(one))) {
        note(node, 'classes, or words?');
        return;
      }
      if (!isForPeople(path)) return;
      needs.t = true;
      insert(node.start, 't', 0);
      if (node.expressions.some((e) => e.type === 'ConditionalExpression' || e.type === 'LogicalExpression'))
        note(node, 'a choice within words');
      if (/=== 1/.test(source.slice(path.parent.start, path.parent.end)) && path.parentPath.isConditionalExpression())
        note(path.parent, 'PLURAL');
    },
    ConditionalExpression(path) {
      const test = source.slice(path.node.test.start, path.node.test.end);
      if (/[=!]== ?1$/.test(test) || /> 1$/.test(test)) note(path.node, 'PLURAL');
    },
    Identifier(path) {
      if (
        (path.node.name === 't' || path.node.name === 'Trans') &&
        path.isBindingIdentifier?.() &&
        !path.findParent((p) => p.isImportDeclaration())
      )
        note(path.parent, 'has a name t of its own');
    },
  });
  if (edits.length === 0) continue;
  edits.sort((a, b) => a.start - b.start || a.order - b.order || a.end - b.end);
  let out = '',
    pos = 0;
  for (const e of edits) {
    if (e.start < pos) {
      review.push(`${file}: edits overlap at ${source.slice(e.start, e.end + 20)}`);
      continue;
    }
    out += source.slice(pos, e.start) + e.text;
    pos = e.end;
  }
  out += source.slice(pos);
  const imports = [];
  if (needs.t && !/import \{[^}]*\bt\b[^}]*\} from '@lingui\/core\/macro'/.test(source)) {
    if (/from '@lingui\/core\/macro'/.test(out))
      out = out.replace(
        /import \{ ([^}]*) \} from '@lingui\/core\/macro'/,
        "import { $1, t } from '@lingui/core/macro'",
      );
    else imports.push("import { t } from '@lingui/core/macro';\n");
  }
  if (needs.Trans && !/import \{[^}]*\bTrans\b[^}]*\} from '@lingui\/react\/macro'/.test(source)) {
    if (/from '@lingui\/react\/macro'/.test(out))
      out = out.replace(
        /import \{ ([^}]*) \} from '@lingui\/react\/macro'/,
        "import { $1, Trans } from '@lingui/react/macro'",
      );
    else imports.push("import { Trans } from '@lingui/react/macro';\n");
  }
  // After a leading comment of the file, before its first import.
  const first = out.search(/^import /m);
  out = first < 0 ? `${imports.join('')}\n${out}` : out.slice(0, first) + imports.join('') + out.slice(first);
  changed += 1;
  if (!dry) writeFileSync(file, out);
  else if (given.length > 0) console.log(out);
}
console.log(review.join('\n'));
console.error(`${changed} of ${files.length} files, ${review.length} to look at`);
