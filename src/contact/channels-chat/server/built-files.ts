import { existsSync, readFileSync } from 'node:fs';

/** File names of the built widget, below /widget/. */
export interface BuiltFiles {
  panel: string;
  /** By language; English is in the panel. */
  words: Record<string, string>;
  parts: Record<string, string>;
  /** What the settings show. */
  preview: string;
}

const unbuilt: BuiltFiles = { panel: 'panel.js', words: {}, parts: {}, preview: 'preview.js' };

/** Reads once what the build wrote; without a build the plain names. */
export function builtFiles(manifestPath: string): () => BuiltFiles {
  let files: BuiltFiles | undefined;
  return () => {
    files ??= existsSync(manifestPath) ? { ...unbuilt, ...JSON.parse(readFileSync(manifestPath, 'utf8')) } : unbuilt;
    return files as BuiltFiles;
  };
}
