declare module '*.po' {
  export const messages: Record<string, string>;
}

declare module '*.po?pseudo' {
  export const messages: Record<string, string>;
}
