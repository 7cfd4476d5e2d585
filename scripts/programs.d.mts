type Program = 'chromium' | 'dovecot' | 'postfix' | 'opendkim' | 'swaks';
export function findProgram(name: Program): string | undefined;
export function findShell(): string | undefined;
export function ensureProgram(name: Program): Promise<string | undefined>;
export function ensurePrograms(...names: Program[]): Promise<Record<string, string> | undefined>;
export function whyLacking(name: Program): string;
