export function findChromium(): string | undefined;
export function findShell(): string | undefined;
export function ensureChromium(): Promise<string | undefined>;
export function whyNoChromium(): string;
