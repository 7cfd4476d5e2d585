declare global {
  /** Every contract by name. The desk fills it from the generated table, so that the kernel names no capability. */
  interface HeedContracts {}
}

export type Offered = HeedContracts;
