import { parentPort } from 'node:worker_threads';
import { understand } from './understand.ts';
import type { Understood } from './understood.ts';

// The thread in which mails of strangers are read; built as a file of its own, which reader.ts starts.
parentPort?.on('message', (raw: Uint8Array) => {
  const understood: Understood = understand(raw);
  // Contents are pieces of larger memory; each goes back as its own, and without being copied once more.
  const attachments = understood.attachments.map((file) => ({ ...file, content: new Uint8Array(file.content) }));
  parentPort?.postMessage(
    { ...understood, attachments },
    attachments.map(({ content }) => content.buffer),
  );
});
