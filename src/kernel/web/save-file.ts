/** Hands a text to the reader as a file. */
export function saveFile(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the file only after the click has been worked off.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
