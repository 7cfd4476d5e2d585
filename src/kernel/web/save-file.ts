/** Saves a text as a file of this name, as if it had been downloaded. */
export function saveFile(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the file only after the click has been worked off.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
