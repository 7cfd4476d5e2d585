import { describe, expect, it } from 'vitest';
import { expandMacros } from './macros.mjs';
import { pseudo } from './pseudo.mjs';

const head = "import { plural, t } from '@lingui/core/macro';\nimport { Trans } from '@lingui/react/macro';\n";
const expand = async (code, onMessage) => (await expandMacros(head + code, 'Some.tsx', onMessage)).code;

describe('a macro in the desk', () => {
  it('with a plain text is a call by that text: English is not kept twice', async () => {
    expect(await expand('export const a = t`Close`;')).toContain('_("Close")');
    expect(await expand(`export const a = (who) => t\`Giving to \${who}\`;`)).toMatch(
      /_\("Giving to \{who\}", \{\s*who/,
    );
    expect(await expand('export const A = () => <Trans>Nobody yet</Trans>;')).toMatch(/id: "Nobody yet"\s*\}/);
  });

  it('with a plural or a context goes by an id and brings its English along, read already', async () => {
    const many = await expand("export const a = (n) => plural(n, { one: '# day', other: '# days' });");
    expect(many).toMatch(/id: "\w{6}"|id: "[\w+/]{6}"/);
    expect(many).toMatch(/message: \[\["n", "plural"/);
    const verb = await expand("export const a = t({ message: 'open', context: 'verb' });");
    expect(verb).not.toContain('id: "open"');
    expect(verb).toContain('message: "open"');
  });

  it('is told to whoever gathers the messages', async () => {
    const told = [];
    await expand("export const a = t({ message: 'open', context: 'verb' });", (one) => told.push(one));
    expect(told).toMatchObject([{ message: 'open', context: 'verb', line: 3 }]);
  });

  it('leaves a file without any as it is', async () => {
    expect(await expandMacros('export const a = 1;', 'plain.ts')).toBeNull();
  });
});

describe('the language that nobody speaks', () => {
  it('keeps places and tags and marks the words', () => {
    expect(pseudo('Give <0>{name}</0> a note')).toMatch(/^⟦Gîvé <0>\{name\}<\/0> å ñöté~[~ ]*⟧$/);
    expect(JSON.stringify(pseudo([['n', 'plural', { one: ['#', ' day'], other: ['#', ' days'] }]]))).toContain('dåýš');
  });
});
