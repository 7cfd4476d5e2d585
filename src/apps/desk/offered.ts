import type { Contracts } from './contracts.gen.ts';

declare global {
  interface HeedContracts extends Contracts {}
}
