declare module '*.po' {
  export const messages: Record<string, string>;
  export const told: readonly string[];
}

declare module '*.po?pseudo' {
  export const messages: Record<string, string>;
  export const told: readonly string[];
}
