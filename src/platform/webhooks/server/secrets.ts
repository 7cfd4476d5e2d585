import type { Id } from '#kernel/contract/ids.ts';
import { seal, unseal } from '#kernel/seal/seal.ts';
import type { Config } from '#kernel/server/config.ts';

const about = (endpointId: Id) => `webhook:${endpointId}`;

export function sealSecret(config: Config, endpointId: Id, secret: string): Buffer {
  return seal(config.sealWords, secret, about(endpointId));
}

/** The secrets that sign now, the newest first. Empty where the words that sealed them are lost. */
export function secretsOf(
  config: Config,
  endpoint: { id: Id; secret: Buffer; former_secret: Buffer | null; former_until: Date | null },
  now: Date,
): string[] {
  const { id, secret, former_secret, former_until } = endpoint;
  const sealed = former_secret && former_until && former_until > now ? [secret, former_secret] : [secret];
  return sealed.flatMap((one) => unseal(config.sealWords, one, about(id)) ?? []);
}
