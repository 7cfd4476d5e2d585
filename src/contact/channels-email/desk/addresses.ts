type Party = { name: string; address: string };

/** How somebody is written: Kim <kim@shop.example>. */
export const shown = ({ name, address }: Party) => (name === '' ? address : `${name} <${address}>`);

/** Whom a line names, with commas or semicolons between them; a comma within quotes belongs to a name. */
export function addressesIn(line: string): Party[] {
  const parts = line.match(/(?:"[^"]*"|[^,;"])+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', address = part] = /^(.*?)<([^<>]*)>$/.exec(part) ?? [];
      return { name: name.replace(/"/g, '').trim(), address: address.trim() };
    });
}
