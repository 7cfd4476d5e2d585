/** Wilson's score interval at 95 %, written down from the formula, to compare with what the library says. */
export function wilson(hits: number, n: number): [number, number] {
  const z = 1.959964;
  const p = hits / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return [(middle - half) / whole, (middle + half) / whole];
}
