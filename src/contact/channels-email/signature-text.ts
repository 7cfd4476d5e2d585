/** What a signature may hold in double braces. */
export const signatureFields = ['adviser.name', 'adviser.firstName', 'address.name'];

/** What stands in double braces and is no field. */
export const unknownFields = (text: string): string[] =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)]
    .map(([, field = '']) => field.trim())
    .filter((field) => !signatureFields.includes(field));

/**
 * A signature as it stands below a mail. A line with the adviser's name is left out where nobody wrote the mail; a field
 * that is not known stays as it is, so that somebody sees it.
 */
export function signatureOf(text: string, known: { adviser: string | null; address: string }): string {
  const values: Record<string, string | null> = {
    'adviser.name': known.adviser,
    'adviser.firstName': known.adviser?.split(' ')[0] ?? null,
    'address.name': known.address,
  };
  const lines = text.split('\n').flatMap((line) => {
    const fields = [...line.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, field = '']) => field.trim());
    if (fields.some((field) => values[field] === null)) return [];
    return [line.replace(/\{\{([^{}]*)\}\}/g, (all, field: string) => values[field.trim()] ?? all)];
  });
  return lines.join('\n').trim();
}
