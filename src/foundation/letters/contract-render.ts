/**
 * Letters as words: what a template may say, and what comes out when values are put into it. Pure and without
 * dependencies, so that the preview in the browser and the letter on the server are the same.
 *
 * A section is plain text: blank lines part paragraphs, a line that begins with "## " is a heading, lines that begin
 * with "- " are a list. `{{customer.name}}` is a field; there is nothing else: no conditions, no loops.
 */
export interface LetterField {
  /** `customer.name` */
  name: string;
  words: string;
  /** `line`: stays in its line. `text`: may bring paragraphs and lists of its own when it stands alone in a paragraph. */
  type: 'line' | 'text';
  sample: string;
  /** Every template must have it: otherwise what somebody writes would vanish. */
  isNeeded: boolean;
  /** Whoever makes the letter types it; all others are gathered. */
  isTyped: boolean;
}

/** A section that every template of a kind must have, e.g. what one can do who disagrees. */
export interface RequiredBlock {
  name: string;
  words: string;
  why: string;
}

export interface Section {
  /** Which required block this section is; null for any other. */
  block: string | null;
  text: string;
}

export interface TemplateText {
  subject: string;
  sections: readonly Section[];
}

export type LetterBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'list'; items: string[] };

export interface Fault {
  code: 'letter.unknown_field' | 'letter.unreadable_field' | 'letter.missing_content';
  /** `subject`, `sections.2.text` or `sections`. */
  path: string;
  message: string;
}

const field = /\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*\}\}/g;

/** Names of the fields in a text, each once. */
export function fieldsIn(text: string): string[] {
  return [...new Set([...text.matchAll(field)].map((match) => match[1] ?? ''))];
}

/** What keeps a template from being saved, each with what would be accepted. */
export function faultsOf(
  template: TemplateText,
  fields: readonly LetterField[],
  required: readonly RequiredBlock[],
): Fault[] {
  const known = fields.map((one) => one.name);
  const texts = [
    { path: 'subject', text: template.subject },
    ...template.sections.map((section, index) => ({ path: `sections.${index}.text`, text: section.text })),
  ];
  const used = new Set(texts.flatMap(({ text }) => fieldsIn(text)));
  const blocks = new Set(template.sections.filter((one) => one.text.trim() !== '').map((section) => section.block));
  return [
    ...texts.flatMap(({ path, text }) => textFaults(path, text, known)),
    ...fields
      .filter((one) => one.isNeeded && !used.has(one.name))
      .map((one) => missing(`Use the field {{${one.name}}}: ${one.words}.`)),
    ...required
      .filter((one) => !blocks.has(one.name))
      .map((one) => missing(`The part “${one.words}” is missing. ${one.why}`)),
  ];
}

const missing = (message: string): Fault => ({ code: 'letter.missing_content', path: 'sections', message });

function textFaults(path: string, text: string, known: readonly string[]): Fault[] {
  const unknown = fieldsIn(text).filter((name) => !known.includes(name));
  const isBroken = /\{\{|\}\}/.test(text.replace(field, ''));
  const list = known.map((name) => `{{${name}}}`).join(', ');
  return [
    ...unknown.map(
      (name): Fault => ({
        code: 'letter.unknown_field',
        path,
        message: `There is no field {{${name}}}. The fields here are ${list}.`,
      }),
    ),
    ...(isBroken
      ? [
          {
            code: 'letter.unreadable_field',
            path,
            message: 'Two braces belong to a field only: write {{customer.name}}, with nothing else between them.',
          } as const,
        ]
      : []),
  ];
}

/** Names of fields that a template uses and that have no value. */
export function missingValues(template: TemplateText, values: Readonly<Record<string, string>>): string[] {
  const texts = [template.subject, ...template.sections.map((section) => section.text)];
  return [...new Set(texts.flatMap(fieldsIn))].filter((name) => !Object.hasOwn(values, name) || !values[name]?.trim());
}

/** The letter with every value in its place. A value without words leaves its field standing, so that it is seen. */
export function render(
  template: TemplateText,
  fields: readonly LetterField[],
  values: Readonly<Record<string, string>>,
): { subject: string; blocks: LetterBlock[] } {
  const wordsFor = (name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '').trim() : '');
  // A value stays in its line: its own line ends would change what the template's next sign means.
  const fill = (text: string) =>
    text.replace(field, (whole, name: string) => wordsFor(name).replace(/\s+/g, ' ') || whole);
  const isText = (name: string | undefined) => fields.some((one) => one.name === name && one.type === 'text');
  const blocks = template.sections.flatMap((section) =>
    parse(section.text).flatMap((block): LetterBlock[] => {
      const alone =
        block.kind === 'paragraph' && block.lines.length === 1 ? fieldAlone(block.lines[0] ?? '') : undefined;
      if (isText(alone) && alone && wordsFor(alone)) return parse(wordsFor(alone));
      if (block.kind === 'heading') return [{ kind: 'heading', text: fill(block.text) }];
      if (block.kind === 'list') return [{ kind: 'list', items: block.items.map(fill) }];
      return [{ kind: 'paragraph', lines: block.lines.map(fill) }];
    }),
  );
  return { subject: fill(template.subject), blocks };
}

function fieldAlone(line: string): string | undefined {
  const [name] = fieldsIn(line);
  return name && line.replace(field, '').trim() === '' ? name : undefined;
}

/** Headings, paragraphs and lists of a text. Shapes come from the text as written, never from a value in it. */
export function parse(text: string): LetterBlock[] {
  const blocks: LetterBlock[] = [];
  let isOpen = false;
  for (const raw of text.replace(/\r\n?/g, '\n').split('\n')) {
    const line = raw.trim();
    const last = blocks.at(-1);
    const item = /^[-•*]\s+(.*)$/.exec(line)?.[1];
    if (line === '') isOpen = false;
    else if (line.startsWith('## ')) {
      blocks.push({ kind: 'heading', text: line.slice(3).trim() });
      isOpen = false;
    } else if (item !== undefined) {
      if (isOpen && last?.kind === 'list') last.items.push(item);
      else blocks.push({ kind: 'list', items: [item] });
      isOpen = true;
    } else if (isOpen && last?.kind === 'paragraph') last.lines.push(line);
    else {
      blocks.push({ kind: 'paragraph', lines: [line] });
      isOpen = true;
    }
  }
  return blocks;
}
