/** What a field asks for. */
export const fieldKinds = ['text', 'long_text', 'email', 'phone', 'choice', 'choices', 'date', 'file'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Kinds that are chosen from options. */
export const choosing: readonly FieldKind[] = ['choice', 'choices'];
