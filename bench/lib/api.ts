import type { z } from 'zod';
import { type Contract, fieldsOf } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { type Answer, openWire, type Wire, type WireOptions } from './wire.ts';

/** A caller of the public API on one connection. */
export interface Caller {
  wire: Wire;
  /** Calls a command or query; throws with the server's words when it is refused. `key` repeats an earlier write. */
  call<C extends Contract>(contract: C, input: z.input<C['input']>, key?: string): Promise<z.output<C['output']>>;
}

export function callerAt(url: string, options: WireOptions = {}): Caller {
  const wire = openWire(url, options);
  return {
    wire,
    call: async <C extends Contract>(contract: C, input: z.input<C['input']>, key?: string) => {
      const { body } = await ask(wire, contract, input as Record<string, unknown>, key);
      return body as z.output<C['output']>;
    },
  };
}

/** The server said no, or not now. */
export class Refusal extends Error {
  readonly status: number;

  constructor(name: string, { status, body }: Answer) {
    super(`${name} was refused with ${status}: ${JSON.stringify(body).slice(0, 500)}`);
    this.status = status;
  }
}

/** The whole answer to a call, for whoever needs its headers. */
export async function ask(
  wire: Wire,
  contract: Contract,
  input: Record<string, unknown>,
  key: string = newId(),
): Promise<Answer> {
  const given = { ...input };
  let path = `/api/v1${contract.path}`;
  for (const field of fieldsOf(contract.path)) {
    path = path.replace(`{${field}}`, encodeURIComponent(String(given[field])));
    delete given[field];
  }
  const isQuery = contract.kind === 'query';
  const search = isQuery ? new URLSearchParams(given as Record<string, string>).toString() : '';
  const headers = !isQuery && contract.keyed ? `Idempotency-Key: ${key}\r\n` : '';
  const answer = await wire.send(
    contract.method,
    search ? `${path}?${search}` : path,
    isQuery ? undefined : given,
    headers,
  );
  if (answer.status !== 200) throw new Refusal(contract.name, answer);
  return answer;
}
