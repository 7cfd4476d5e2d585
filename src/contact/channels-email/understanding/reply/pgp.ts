/** Takes the armour off text that is signed in place (OpenPGP); the signature below it is folded like others. */
export function withoutArmour(text: string): string {
  return text.replace(/^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[A-Za-z-]{1,30}: .{0,100}\r?\n){0,5}\r?\n?/m, '');
}
