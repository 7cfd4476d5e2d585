/** Every word that is shown about files, in English; each language says the same as `files` of its words. */
export const attachWords = {
  sending: 'Files to send',
  remove: (name: string) => `Remove ${name}`,
  cancel: (name: string) => `Cancel ${name}`,
  again: (name: string) => `Try ${name} again`,
  progress: (name: string) => `Uploading ${name}`,
  tooLarge: 'A file may have 10 MB.',
  empty: 'This file is empty.',
  tooMany: 'A message may carry 10 files.',
  offline: 'You are offline. It goes up when you are back, as long as this page stays open.',
  broken: 'It did not get through.',
  notTaken: 'We could not take this file.',
  download: (name: string) => `Download ${name}`,
  look: (name: string) => `Look at ${name}`,
  close: 'Close',
  gone: 'This file could not be loaded.',
  pasted: 'Picture',
};
