import { describe, expect, it } from 'vitest';
import { askForProof } from './proof.ts';

describe('asking who it is', () => {
  it('is answered with no where nothing on the page can ask, so that no write waits for ever', async () => {
    expect(await askForProof()).toBe(false);
  });
});
