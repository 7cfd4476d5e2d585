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
