import { scopeOf } from '#foundation/people/index.ts';
import { type Contract, type EventContract, fieldsOf } from '#kernel/contract/contract.ts';
import type { Capability } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { type JsonSchema, jsonSchema, splitFields } from './schema.ts';

/** One route as the document and the pages show it. */
export interface Operation {
  contract: Contract;
  tag: string;
  /** Fields in the path, then those of the query string. */
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }[];
  /** Undefined where nothing is sent in the body. */
  body: JsonSchema | undefined;
  output: JsonSchema;
  refuses: string[];
}

/** The operations of a capability, in the order in which it lists them. */
export function operationsOf(capability: Capability): Operation[] {
  const handlers = [...(capability.queries ?? []), ...(capability.commands ?? [])];
  return handlers.map(({ contract }) => operationOf(contract, capability.name));
}

function operationOf(contract: Contract, tag: string): Operation {
  const { picked, rest } = splitFields(jsonSchema(contract.input, 'input'), fieldsOf(contract.path));
  const path = picked.map(({ name, schema }) => ({ name, in: 'path' as const, required: true, schema }));
  const query = Object.entries(rest.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: rest.required?.includes(name) ?? false,
    schema,
  }));
  const isQuery = contract.kind === 'query';
  const hasBody = !isQuery && query.length > 0;
  return {
    contract,
    tag,
    parameters: isQuery ? [...path, ...query] : path,
    body: hasBody ? rest : undefined,
    output: jsonSchema(contract.output, 'output'),
    refuses: refusalsOf(contract),
  };
}

/** The contract's own codes and those that every route of its kind shares. */
function refusalsOf(contract: Contract): string[] {
  const isCommand = contract.kind === 'command';
  const shared = [
    'input.invalid',
    ...(isCommand ? ['input.not_json', 'input.too_large', 'input.too_slow'] : []),
    ...(isCommand && contract.keyed ? ['input.key_needed', 'input.key_reused'] : []),
    ...(contract.for.includes('nobody') ? [] : ['access.signed_out', 'access.forbidden']),
    ...(contract.for.includes('staff') ? ['access.key_refused', 'access.beyond_key'] : []),
    ...(isCommand && contract.for.includes('staff') ? ['access.origin'] : []),
    ...(isCommand && contract.fresh ? ['access.fresh_proof_needed'] : []),
    ...(Object.keys(contract.input.shape).some((field) => field.endsWith('Id')) ? ['record.not_found'] : []),
    'limit.too_many',
    'service.unavailable',
    'service.failed',
  ];
  return [...new Set([...contract.refuses, ...shared])];
}

/** The OpenAPI 3.1 document of everything this kernel offers below /api/v1. */
export function openApi(kernel: Kernel): Record<string, unknown> {
  const offered = kernel.capabilities.filter((one) => operationsOf(one).length > 0);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of offered.flatMap(operationsOf)) {
    const { path, method } = operation.contract;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(kernel, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Heed',
      version: 'v1',
      license: { name: 'MIT', identifier: 'MIT' },
      description: 'Online customer service. Every write is safe to repeat with the same Idempotency-Key.',
    },
    servers: [{ url: '/api/v1' }],
    tags: offered.map(({ name }) => ({ name })),
    paths,
    components: { schemas: { Problem: problemSchema }, securitySchemes },
    'x-heed-events': [...kernel.events.values()].map(describeEvent),
  };
}

function describe(kernel: Kernel, operation: Operation): Record<string, unknown> {
  const { contract, tag, parameters, body, output } = operation;
  const isKeyed = contract.kind === 'command' && contract.keyed;
  const scope = scopeOf(contract);
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [tag],
    security: [...contract.for.flatMap((caller) => security[caller]), ...(scope ? [{ apiKey: [scope] }] : [])],
    parameters: isKeyed ? [...parameters, keyHeader] : parameters,
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: output } } },
      ...refusalResponses(kernel, operation.refuses),
    },
    ...(contract.kind === 'command' ? { 'x-heed-emits': contract.emits } : { 'x-heed-subjects': contract.subjects }),
  };
}

function refusalResponses(kernel: Kernel, codes: string[]): Record<number, unknown> {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const status = kernel.problems[code]?.status;
    if (!status) throw new Error(`no list of problems declares ${code}`);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, own]) => [status, refusal(kernel, status, own)]));
}

function refusal(kernel: Kernel, status: number, codes: string[]): Record<string, unknown> {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { enum: codes } } }],
  };
  return {
    description: codes.map((code) => `${code}: ${kernel.problems[code]?.title}`).join('. '),
    ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
    content: { 'application/problem+json': { schema } },
  };
}

/** An event as its readers get it: the log, exports and webhooks. */
export function describeEvent(event: EventContract): Record<string, unknown> & { type: string; data: JsonSchema } {
  const { type, audience, sentence, subjects } = event;
  return { type, audience, sentence, subjects, data: jsonSchema(event.data, 'output') };
}

const text = { type: 'string' };

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A new UUID for each new write; the same one when repeating it gets the first answer again.',
  schema: { type: 'string', format: 'uuid' },
};

const retryAfter = { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } };

const security = { nobody: [{}], staff: [{ session: [] }], customer: [{ visitor: [], widgetKey: [] }] };

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-heed',
    description: 'Set by people.sign-in; called heed without HTTPS',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of Settings, API keys. Beside it stands the scope that it needs',
  },
  visitor: { type: 'http', scheme: 'bearer', description: 'The visitor token that chat.begin-visit gives once' },
  widgetKey: { type: 'apiKey', in: 'header', name: 'X-Heed-Key', description: 'The public key of the chat widget' },
};

const problemSchema = {
  type: 'object',
  description: 'A refusal, RFC 9457. `code` is one of the closed list at /api/problems.',
  required: ['type', 'code', 'title', 'status', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    code: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    requestId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: text, message: text } },
    },
    facts: { type: 'object', additionalProperties: true },
  },
};
