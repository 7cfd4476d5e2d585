import { showFiles } from '../attach-show.ts';
import { attachStyle } from '../attach-style.ts';
import { createTray } from '../attach-tray.ts';
import { attachWords } from '../attach-words.ts';
import type { Attaching } from '../attaching.ts';
import type { Frame } from '../frame.ts';

/** Knows files. It draws into boxes that the panel leaves to it, without the panel's library. */
function make(frame: Frame): Attaching {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(attachStyle);
  frame.root.adoptedStyleSheets = [...frame.root.adoptedStyleSheets, sheet];
  Object.assign(attachWords, window.heed?.words?.(frame.config.locale).files);
  return {
    tray: (box, chat, changed) => createTray(frame, box, chat, changed),
    show: (box, files, chat, filled) => void showFiles(frame, box, files, chat, filled),
  };
}

if (window.heed) window.heed.attach = make;
