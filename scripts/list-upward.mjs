#!/usr/bin/env node
import { loadDeskParts } from './documents/desk-parts.mjs';
import { isMain, keepDocument } from './documents/write.mjs';
// Writes docs/upward.md: what each capability contributes, guards and reacts to, asked of the capabilities themselves.
// `--check` writes nothing and fails when the file is out of date.
import { load } from './generate/load.mjs';

const FILE = 'docs/upward.md';

const INTRODUCTION = `# What flows upwards

Lower floors know nothing of upper ones. What must flow up has three forms, and this is all there is of them: what each
capability **contributes** to slots of the kernel and the desk, which commands it **guards**, and which events it
**reacts** to. Written by \`scripts/list-upward.mjs\` from the running code; do not edit.
`;

/** How the server's slots are called here, and what names each thing in one. */
const SERVER_SLOTS = {
  identifiers: ['who a request or socket is', (one) => one.name],
  topics: ['live topics', (one) => `${one.kind}:ID`],
  pushes: ['data on the socket at', (one) => one.event],
  deadlines: ['deadlines', (one) => one.kind],
  invariants: ['what must hold', (one) => one.name],
  jobs: ['jobs', (one) => (one.cron ? `${one.task} (cron ${one.cron} UTC)` : one.task)],
};

/** The document's name and text. */
export async function upward() {
  const { capabilities } = await load(`export { capabilities } from './src/apps/capabilities.ts';`);
  const parts = await loadDeskParts();
  const listed = capabilities('dist');
  const sections = listed.map((one) => section(one, listed));
  const desk = parts.map((part) => `| ${part.name} | ${deskSlots(part).join('; ') || 'nothing yet'} |\n`).join('');
  return {
    file: FILE,
    text: `${INTRODUCTION}
## On the server

From the ground up, in the order of \`src/apps/capabilities.ts\`.

${sections.join('\n')}
## On the desk

In the order of \`src/apps/desk/parts.ts\`.

| part | contributes |
|---|---|
${desk}`,
  };
}

function section(capability, all) {
  const contributed = Object.entries(SERVER_SLOTS).flatMap(([slot, [words, nameOf]]) => {
    const names = (capability[slot] ?? []).map((one) => `\`${nameOf(one)}\``);
    return names.length > 0 ? [`- contributes ${words}: ${names.join(', ')}`] : [];
  });
  for (const { slot, items } of capability.contributes ?? []) {
    contributed.push(`- contributes to ${slot}: ${items.map((one) => `\`${one.name}\``).join(', ')}`);
  }
  const pages = routesOf(capability).map((path) => `\`${path}\``);
  if (pages.length > 0) contributed.push(`- contributes pages: ${pages.join(', ')}`);
  const guarded = (capability.guards ?? []).map(
    ({ command }) => `- guards \`${command}\`${ownerOf(all, 'commands', command)}`,
  );
  const reactions = (capability.reactions ?? []).map(
    ({ event, name, inline }) =>
      `- reacts to \`${event}\`${ownerOf(all, 'events', event)} with \`${name}\`, ${inline ? 'in the same transaction' : 'as a job'}`,
  );
  const lines = [...contributed, ...guarded, ...reactions];
  return `### ${capability.name}\n\n${(lines.length > 0 ? lines : ['Nothing.']).join('\n')}\n`;
}

/** The addresses a capability adds beside its commands and queries, found by letting it add them to nothing. */
function routesOf(capability) {
  const paths = [];
  const add = (path) => paths.push(path);
  capability.routes?.({ get: add, post: add, on: (_, path) => add(path) }, {});
  return paths;
}

function ownerOf(all, kind, name) {
  const owner = all.find((one) => (one[kind] ?? []).some((item) => (item.type ?? item.contract?.name) === name));
  return owner ? ` of ${owner.name}` : '';
}

function deskSlots(part) {
  const cards = (part.cards ?? []).map((card) => `card \`${card.name}\` beside a ${card.places.join(' and a ')}`);
  const inserts = (part.inserts ?? []).map((one) => `\`${one.name}\` at \`${one.place}\``);
  const settings = (part.settings ?? []).map((page) => `settings page “${page.label}”`);
  const pushes = Object.keys(part.pushes ?? {}).map((kind) => `\`${kind}\``);
  return [
    part.rail && `rail entry “${part.rail.label}”`,
    part.routes && 'pages',
    part.doors && 'pages before sign-in',
    part.Gate && 'the gate that knows who is here',
    ...cards,
    ...inserts,
    ...settings,
    part.setUpStep && `set-up step “${part.setUpStep.label}”`,
    part.Find && 'records found by the palette',
    pushes.length > 0 && `what to do with socket data ${pushes.join(', ')}`,
  ].filter(Boolean);
}

if (isMain(import.meta.url)) await keepDocument(await upward());
