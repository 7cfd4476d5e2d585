import { html } from 'hono/html';
import { scopeOf } from '#foundation/people/index.ts';
import type { Capability } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeEvent, type Operation, operationsOf } from './openapi.ts';
import { type Field, fieldsOfObject, inWords, type JsonSchema, sample } from './schema.ts';

type Html = ReturnType<typeof html>;

/** The page at /api/docs: every operation and event, for reading. */
export function docsHtml(kernel: Kernel): Html {
  const parts = kernel.capabilities
    .map((capability) => ({ capability, operations: operationsOf(capability) }))
    .filter(({ operations }) => operations.length > 0);
  return layout(
    'Heed API',
    html`Version 1. Machine-readable: <a href="/api/openapi.json">openapi.json</a>. Refusals:
      <a href="/api/problems">problems</a>.`,
    html`<div class="page">
      <nav aria-label="Contents">
        <h2><a href="#start">How it works</a></h2>
        ${parts.map(({ capability, operations }) => contents(capability, operations))}
        <h2><a href="#events">Events</a></h2>
      </nav>
      <main id="main">
        ${introduction(kernel)}
        ${parts.map(
          ({ capability, operations }) => html`<section aria-labelledby="part-${capability.name}">
            <h2 id="part-${capability.name}">${titleOf(capability.name)}</h2>
            ${operations.map((operation) => article(kernel, operation))}
          </section>`,
        )}
        ${eventsSection(kernel)}
      </main>
    </div>`,
  );
}

/** The page at /api/problems: each code with its own anchor. */
export function problemsHtml(kernel: Kernel): Html {
  const codes = Object.entries(kernel.problems).sort(([one], [other]) => (one < other ? -1 : 1));
  return layout(
    'Problems',
    html`The closed list of codes with which Heed refuses. <a href="/api/docs">API documentation</a>.`,
    html`<div class="page single"><main id="main">
      ${codes.map(
        ([code, kind]) => html`<article id="${code}">
          <h2 class="route"><a href="#${code}">${code}</a></h2>
          <p><strong>${kind.title}</strong> <span class="meta">HTTP status ${kind.status}</span></p>
          <p>${marked(kind.help)}</p>
        </article>`,
      )}
    </main></div>`,
  );
}

function layout(title: string, lead: Html, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><h1>${title}</h1><p>${lead}</p></header>
${body}
</body>
</html>`;
}

function contents(capability: Capability, operations: Operation[]): Html {
  return html`<h2><a href="#part-${capability.name}">${titleOf(capability.name)}</a></h2>
    <ul>
      ${operations.map(({ contract }) => html`<li><a href="#${contract.name}">${contract.name}</a></li>`)}
    </ul>`;
}

function introduction(kernel: Kernel): Html {
  return html`<section aria-labelledby="start">
    <h2 id="start">How it works</h2>
    <article>
      <p>Every address begins with <code>${kernel.publicUrl()}/api/v1</code> and speaks JSON. Unknown fields are refused.</p>
      <p>Staff are known by the session cookie of <a href="#people.sign-in">people.sign-in</a>. The chat widget sends its
        public key as <code>X-Heed-Key</code> and its visitor token as <code>Authorization: Bearer …</code>.</p>
      <p>Programs send <code>Authorization: Bearer heed_…</code>, with a key of <em>Settings, API keys</em>: an owner or manager
        makes it for some scopes and at most a year, and sees it once. It acts as whoever made it, in their role and within
        its scopes; each operation below names the scope that it needs. What an account rests on (signing in, sessions, second
        steps, keys) is open to no key. A key belongs in this header alone, never in an address or a page, and may ask 100
        times a second.</p>
      <p>Each write carries an <code>Idempotency-Key</code>, a UUID you make. Repeating a write with the same key gives the
        first answer again and writes nothing, however long ago it was.</p>
      <p>A refusal is <code>application/problem+json</code> with a <code>code</code> of the
        <a href="/api/problems">closed list</a>. After 429 and 503 wait for the seconds in <code>Retry-After</code>.</p>
      <p id="webhooks">What happens is told by webhooks (<a href="https://www.standardwebhooks.com/">Standard Webhooks</a>;
        <em>Settings, Webhooks</em>) and by <code>GET /api/v1/events?after=0</code>, server-sent events for a key with
        <code>events:read</code> that go on behind <code>Last-Event-ID</code>. Both carry <code>{type, timestamp, data}</code>:
        in <code>data</code> the workspace, who acted, <code>seq</code>, and as <code>facts</code> what the
        <a href="#events">event</a> holds. A webhook may come twice under one <code>webhook-id</code> and late: of two about
        one thing the higher <code>seq</code> is newer.</p>
      <p>Lists come in pages: give <code>next</code> back as <code>after</code>. Records carry a <code>version</code>; a
        change of an older version is refused with <code>record.stale</code>.</p>
    </article>
  </section>`;
}

function article(kernel: Kernel, operation: Operation): Html {
  const { contract, parameters, body, output, refuses } = operation;
  const own = refuses.filter((code) => contract.refuses.includes(code));
  const shared = refuses.filter((code) => !contract.refuses.includes(code));
  const scope = scopeOf(contract);
  const given = parameters.map(({ name, required, schema }) => ({ name, isRequired: required, schema }));
  return html`<article id="${contract.name}">
    <h3>${marked(contract.summary)}</h3>
    <p class="route"><span class="method">${contract.method}</span> ${contract.path}</p>
    <p class="meta">${contract.name} · for ${contract.for.join(', ')}${scope ? ` · key with ${scope}` : ''}</p>
    ${fieldTable('Parameters', given)} ${body ? fieldTable('Body', fieldsOfObject(body)) : ''}
    ${fieldTable('Answer', fieldsOfObject(output))}
    ${own.length > 0 ? html`<h4>Refusals</h4>${refusalList(kernel, own)}` : ''}
    <details>
      <summary>Refusals that many routes share</summary>
      ${refusalList(kernel, shared)}
    </details>
    <h4>Example</h4>
    <pre><code>${curl(kernel, operation)}</code></pre>
  </article>`;
}

function fieldTable(caption: string, fields: Field[]): Html | '' {
  if (fields.length === 0) return '';
  return html`<h4>${caption}</h4>
    <table aria-label="${caption}">
      <thead><tr><th scope="col">Field</th><th scope="col">Value</th></tr></thead>
      <tbody>
        ${fields.map(
          ({ name, isRequired, schema }) => html`<tr>
            <th scope="row"><code>${name}</code>${isRequired && caption !== 'Answer' ? html` <span class="needed">needed</span>` : ''}</th>
            <td>${inWords(schema)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

function refusalList(kernel: Kernel, codes: string[]): Html {
  return html`<dl>
    ${codes.map((code) => {
      const kind = kernel.problems[code];
      return html`<dt><a href="/api/problems#${code}">${code}</a> <span class="meta">${kind?.status}</span></dt>
        <dd>${kind?.title}. ${marked(kind?.help ?? '')}</dd>`;
    })}
  </dl>`;
}

function curl(kernel: Kernel, { contract, parameters, body }: Operation): string {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(sample(schemaOf(parameters, name), name)),
  );
  const needed = parameters.filter((one) => one.in === 'query' && one.required);
  const query = needed
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema, name)))}`)
    .join('&');
  const isCommand = contract.kind === 'command';
  const lines = [
    `curl${isCommand ? ` -X ${contract.method}` : ''} '${kernel.publicUrl()}/api/v1${path}${query ? `?${query}` : ''}'`,
    ...credentials(contract.for),
    ...(isCommand && contract.keyed ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body ? ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(sample(body))}'`] : []),
  ];
  return lines.join(' \\\n  ');
}

function credentials(callers: readonly string[]): string[] {
  if (callers.includes('nobody')) return [];
  return callers.includes('staff') ? ['-b cookies.txt'] : ["-H 'X-Heed-Key: pk_…'", "-H 'Authorization: Bearer …'"];
}

function schemaOf(parameters: Operation['parameters'], name: string): JsonSchema {
  return parameters.find((one) => one.name === name)?.schema ?? {};
}

function eventsSection(kernel: Kernel): Html {
  const events = [...kernel.events.values()].map(describeEvent);
  return html`<section aria-labelledby="events">
    <h2 id="events">Events</h2>
    ${events.map(
      ({ type, audience, sentence, data }) => html`<article id="event-${type}">
        <h3 class="route">${type}</h3>
        <p>Somebody ${sentence}.</p>
        <p class="meta">${audience === 'customer' ? 'For staff and the customer concerned' : 'For staff'}</p>
        ${fieldTable('Data', fieldsOfObject(data))}
      </article>`,
    )}
  </section>`;
}

/** Text with its `code` set as code. */
function marked(text: string): Html {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
