import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { capabilities } from '#apps/capabilities.ts';
import type { Contract } from '#kernel/contract/contract.ts';
import { createKernel, type KernelParts } from '#kernel/server/kernel.ts';
import { openApi } from './server/openapi.ts';
import { apiPages } from './server/pages.ts';

const config = { host: '127.0.0.1', port: 4000, publicUrl: undefined };
const kernel = createKernel(capabilities('dist'), { config } as unknown as KernelParts);
const contracts: Contract[] = [...kernel.commands.values(), ...kernel.queries.values()].map((one) => one.contract);

interface Described {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: { 'application/json': { schema: { properties: Record<string, unknown> } } } };
  responses: Record<string, { content: Record<string, unknown> }>;
}
const document = openApi(kernel) as unknown as { paths: Record<string, Record<string, Described>> };
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
);

describe('openApi', () => {
  it('describes every contract once', () => {
    expect(described.map(({ operation }) => operation.operationId).sort()).toEqual(
      contracts.map((one) => one.name).sort(),
    );
  });

  it('declares every field of a path, and sends the rest of a command as its body', () => {
    for (const { path, operation } of described) {
      const declared = operation.parameters.filter((one) => one.in === 'path' && one.required).map((one) => one.name);
      expect(declared.sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort());
    }
    const reply = document.paths['/conversations/{conversationId}/replies']?.post;
    expect(Object.keys(reply?.requestBody?.content['application/json'].schema.properties ?? {})).toEqual([
      'text',
      'fileIds',
      'status',
      'seenNumber',
    ]);
    expect(reply?.parameters.map((one) => one.name)).toContain('Idempotency-Key');
  });

  it('names no schema that is not there', () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of new Set(refs)) {
      const target = ref.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(target, ref).toBeDefined();
    }
    expect(text).not.toContain('$schema');
  });

  it('gives each refusal its status', () => {
    const resolve = document.paths['/conversations/{conversationId}/resolution']?.post;
    expect(JSON.stringify(resolve?.responses['409'])).toContain('record.stale');
    expect(JSON.stringify(resolve?.responses['422'])).toContain('conversation.wrap_up_needed');
    expect(Object.keys(resolve?.responses['409']?.content ?? {})).toEqual(['application/problem+json']);
  });
});

describe('pages', () => {
  const app = new Hono();
  apiPages(app, kernel);

  it.each(['/api/openapi.json', '/api/docs', '/api/docs.css', '/api/problems'])('%s runs no script', async (path) => {
    const response = await app.request(path);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(text).not.toContain('<script');
    expect(text).not.toContain('[object');
  });

  it('has an anchor for every operation and every problem', async () => {
    const docs = await (await app.request('/api/docs')).text();
    for (const { name } of contracts) expect(docs).toContain(`<article id="${name}">`);
    const problems = await (await app.request('/api/problems')).text();
    for (const code of Object.keys(kernel.problems)) expect(problems).toContain(`<article id="${code}">`);
  });
});
