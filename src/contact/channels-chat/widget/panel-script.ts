import { useEffect, useState } from 'preact/hooks';
import { Fragment, jsx, jsxs } from 'preact/jsx-runtime';
import { createChat } from './chat.ts';
import type { Frame } from './frame.ts';
import { mount } from './panel.tsx';

/*
 * The panel's script: leaves on `window.heed` its entrance, and what its later parts draw with.
 */
if (window.heed) {
  window.heed.mount = (frame: Frame) => mount(frame, createChat);
  window.heed.kit = { Fragment, jsx, jsxs, useEffect, useState };
}
