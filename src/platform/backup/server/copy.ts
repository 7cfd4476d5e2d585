import type pg from 'pg';

/** What the driver's connection can do besides what its types tell. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(words: string): void;
}

/** Bytes that are gathered before they are handed on. */
const blockBytes = 1 << 20;

const nothing = () => {};
const rowsIn = (tag: string) => Number(/(\d+)$/.exec(tag)?.[1] ?? 0);

/**
 * Runs `COPY … TO STDOUT` and hands its bytes on in blocks of whole rows. `take` is waited for: while it works, nothing
 * more is read, so memory stays the same however large a table is. Resolves with the number of rows.
 */
export function copyOut(client: pg.Client, text: string, take: (block: Buffer) => Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    let gathered: Buffer[] = [];
    let bytes = 0;
    let rows = 0;
    let waiting = 0;
    let failure: Error | undefined;
    let taking = Promise.resolve();
    const handOn = (connection: pg.Connection) => {
      const block = Buffer.concat(gathered);
      gathered = [];
      bytes = 0;
      if (block.length === 0 || failure) return;
      if (waiting++ === 0) connection.stream.pause();
      taking = taking
        .then(() => (failure ? undefined : take(block)))
        .catch((error: Error) => {
          failure ??= error;
          // The rest of the table is of no use any more, and nobody can take a COPY back.
          connection.stream.destroy(error);
        })
        .finally(() => {
          if (--waiting === 0) connection.stream.resume();
        });
    };
    client.query({
      submit: (connection: pg.Connection) => connection.query(text),
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handleCopyData: ({ chunk }: { chunk: Buffer }, connection: pg.Connection) => {
        // The driver uses its buffer again.
        gathered.push(Buffer.from(chunk));
        bytes += chunk.length;
        if (bytes >= blockBytes) handOn(connection);
      },
      handleCommandComplete: (message: { text: string }, connection: pg.Connection) => {
        rows = rowsIn(message.text);
        handOn(connection);
      },
      handleError: (error: Error) => {
        failure ??= error;
        void taking.finally(() => reject(failure));
      },
      handleReadyForQuery: () => {
        void taking.finally(() => (failure ? reject(failure) : resolve(rows)));
      },
    } as unknown as pg.Submittable);
  });
}

/** Resolves when there is room again, or when there never will be. */
function drained(stream: pg.Connection['stream']): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}

/** What the database says of rows that it does not take, for whoever has the archive in hand. */
function inPlainWords(error: Error & { code?: string }): Error {
  if (!/^2[23]/.test(error.code ?? '')) return error;
  return new Error(
    'The archive was changed or damaged: it holds rows that the database does not take. Nothing was kept.',
  );
}

/** Runs `COPY … FROM STDIN` with these blocks, as fast as the server takes them. Resolves with the number of rows. */
export function copyIn(client: pg.Client, text: string, blocks: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failure: Error | undefined;
    const send = async (connection: CopyConnection) => {
      try {
        for await (const block of blocks) {
          if (failure) return;
          connection.sendCopyFromChunk(block);
          if (connection.stream.writableNeedDrain) await drained(connection.stream);
        }
        connection.endCopyFrom();
      } catch (error) {
        failure ??= error as Error;
        connection.sendCopyFail('the archive could not be read');
      }
    };
    client.query({
      submit: (connection: pg.Connection) => connection.query(text),
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handleCopyInResponse: (connection: pg.Connection) => void send(connection as CopyConnection),
      handleCommandComplete: (message: { text: string }) => {
        rows = rowsIn(message.text);
      },
      handleError: (error: Error) => {
        failure ??= inPlainWords(error);
        reject(failure);
      },
      handleReadyForQuery: () => (failure ? reject(failure) : resolve(rows)),
    } as unknown as pg.Submittable);
  });
}
