// Loaded before the product: on SIGUSR2 the clock of this process is an hour ahead, on the next an hour behind.
const Real = Date;
const hour = 3_600_000;
const jumps = [0, hour, -hour];
let shift = 0;
let next = 1;
globalThis.Date = class extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(Real.now() + shift);
    else super(...parts);
  }
  static now() {
    return Real.now() + shift;
  }
};
process.on('SIGUSR2', () => {
  shift = jumps[next++ % jumps.length];
});
