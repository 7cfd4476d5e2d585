/** Fills the braces of a template (`conversation:{conversationId}`) from an object. Throws on a missing field. */
export function fill(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = values[field];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${template} needs ${field}`);
    return encodeURIComponent(value);
  });
}

/** Names of the fields in a template's braces. */
export function fieldsOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** Fills those of several templates whose fields are there; a null leaves its template out. */
export function fillAll(templates: readonly string[], values: Record<string, unknown>): string[] {
  const isThere = (template: string) => fieldsOf(template).every((field) => values[field] !== null);
  return templates.filter(isThere).map((template) => fill(template, values));
}
