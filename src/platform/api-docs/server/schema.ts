import { z } from 'zod';

/** The part of JSON Schema (draft 2020-12) that contracts produce. */
export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  description?: string;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  additionalProperties?: boolean | JsonSchema;
  $schema?: string;
}

/** A contract's schema as JSON Schema: what is sent (`input`) or what comes back (`output`). */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: simplify }) as JsonSchema;
  return rest;
}

/** Leaves out what the format says already and the bounds of JavaScript's own numbers. */
function simplify({ jsonSchema: schema }: { jsonSchema: { [key: string]: unknown } }): void {
  if (schema.format) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

/** An object schema without these fields, and those fields alone. */
export function splitFields(schema: JsonSchema, names: readonly string[]): { picked: Field[]; rest: JsonSchema } {
  const required = schema.required ?? [];
  const all = Object.entries(schema.properties ?? {});
  const left = all.filter(([name]) => !names.includes(name));
  const stillRequired = required.filter((name) => !names.includes(name));
  return {
    picked: all
      .filter(([name]) => names.includes(name))
      .map(([name, own]) => ({ name, isRequired: required.includes(name), schema: own })),
    rest: {
      type: 'object',
      properties: Object.fromEntries(left),
      ...(stillRequired.length > 0 ? { required: stillRequired } : {}),
      additionalProperties: false,
    },
  };
}

export interface Field {
  name: string;
  isRequired: boolean;
  schema: JsonSchema;
}

/** Every field of an object, nested ones by their path (`teams[].name`). */
export function fieldsOfObject(schema: JsonSchema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, own]) => {
    const name = `${prefix}${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    const { inner, suffix } = unwrap(own);
    return [{ name, isRequired, schema: own }, ...fieldsOfObject(inner, `${name}${suffix}.`)];
  });
}

function unwrap(schema: JsonSchema): { inner: JsonSchema; suffix: string } {
  const { inner } = withoutNull(schema);
  if (inner.type !== 'array' || !inner.items) return { inner, suffix: '' };
  const deeper = unwrap(inner.items);
  return { inner: deeper.inner, suffix: `[]${deeper.suffix}` };
}

function withoutNull(schema: JsonSchema): { inner: JsonSchema; isNullable: boolean } {
  const others = schema.anyOf?.filter((one) => one.type !== 'null') ?? [];
  const isNullable = others.length < (schema.anyOf?.length ?? 0);
  return { inner: isNullable && others.length === 1 ? (others[0] ?? schema) : schema, isNullable };
}

/** What a value may be, in words: `text, 1 to 120 characters`. */
export function inWords(schema: JsonSchema): string {
  const { inner, isNullable } = withoutNull(schema);
  const words = [kindOf(inner), ...(isNullable ? ['or null'] : [])].join(' ');
  const limits = limitsOf(inner);
  const fallback = schema.default === undefined ? '' : `; otherwise ${JSON.stringify(schema.default)}`;
  return `${words}${limits ? `, ${limits}` : ''}${fallback}`;
}

const formats: Record<string, string> = {
  uuid: 'UUID',
  'date-time': 'instant in UTC',
  email: 'e-mail address',
  uri: 'URL',
};

function kindOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.length === 1 ? String(schema.enum[0]) : `one of ${schema.enum.join(', ')}`;
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(' or ');
  if (schema.type === 'string') return formats[schema.format ?? ''] ?? 'text';
  if (schema.type === 'array')
    return `list of ${schema.items?.type === 'object' ? 'objects' : kindOf(schema.items ?? {})}`;
  if (schema.type === 'integer') return 'whole number';
  if (schema.type === 'boolean') return 'true or false';
  return schema.type ?? 'any value';
}

function limitsOf(schema: JsonSchema): string {
  if (schema.type === 'string' && !schema.enum) return range(schema.minLength, schema.maxLength, ' characters');
  if (schema.type === 'array') return range(undefined, schema.maxItems, ' entries');
  return range(schema.minimum, schema.maximum, '');
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
  if (from !== undefined && to !== undefined) return from === to ? `${to}${unit}` : `${from} to ${to}${unit}`;
  if (to !== undefined) return `at most ${to}${unit}`;
  return from === undefined ? '' : `${from}${unit} or more`;
}

/** A made-up value that fits, for examples. */
export function sample(schema: JsonSchema, name = ''): unknown {
  const { inner } = withoutNull(schema);
  if (inner.default !== undefined) return inner.default;
  if (inner.const !== undefined) return inner.const;
  if (inner.enum) return inner.enum[0];
  if (inner.type === 'object') {
    const needed = Object.entries(inner.properties ?? {}).filter(([key]) => inner.required?.includes(key));
    return Object.fromEntries(needed.map(([key, own]) => [key, sample(own, key)]));
  }
  if (inner.type === 'array') return [];
  if (inner.type === 'boolean') return true;
  if (inner.type === 'integer' || inner.type === 'number') return inner.minimum ?? 1;
  if (inner.format === 'uuid') return '0199d2f4-5c3e-7a41-9b62-3f0e8d1c7a55';
  if (inner.format === 'date-time') return '2026-11-22T03:04:05.678Z';
  if (inner.format === 'email') return 'robin@shop.example';
  return name === 'text' ? 'Your order left us this morning.' : `your ${name || 'text'}`;
}
