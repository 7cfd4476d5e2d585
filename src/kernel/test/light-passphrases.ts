import { vi } from 'vitest';

const light = { memoryCost: 1_024, timeCost: 1 };
const isDear = () => process.env.HEED_PASSPHRASES === 'dear';

/**
 * A passphrase is made to cost a fifth of a second, and a run of the tests makes a thousand. Here they are hashed the same
 * way at little cost, unless HEED_PASSPHRASES is `dear`; a check costs what the hash names that it is made against.
 */
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return {
    ...argon2,
    hash: (text: string, options: object) => argon2.hash(text, { ...options, ...(isDear() ? {} : light) }),
  };
});
