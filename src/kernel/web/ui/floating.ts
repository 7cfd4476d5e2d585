/**
 * How Mantine places what floats: beside its target in the document, so that it belongs to the same landmark and the
 * same modal dialog, and fixed, so that no scrolling box around it cuts it off.
 */
export const inPlace = { withinPortal: false, floatingStrategy: 'fixed' } as const;
