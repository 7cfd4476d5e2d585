#!/usr/bin/env node
// Draws the icons of the installed desk from the mark. Run after the mark changed; the pictures are committed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './lib/project.mjs';

const folder = join(root, 'src/apps/desk/public');
const accent = '#822e61';

/** The mark in a square of 20, `share` of it wide, in a colour, on a ground or on none. */
function drawing({ share, ink, ground, radius = 0 }) {
  const size = 20 * share;
  const at = (20 - size) / 2;
  const back = ground ? `<rect width="20" height="20" rx="${radius}" fill="${ground}"/>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">${back}
    <svg x="${at}" y="${at}" width="${size}" height="${size}" viewBox="0 0 20 20" fill="none" stroke="${ink}"
      stroke-width="2.6" stroke-linecap="round"><path d="M5.2 2.5v15M5.2 10.8c1-2.6 3-3.8 5.2-3.8 2.8 0 4.4 1.9 4.4 4.7"/>
      <circle cx="14.8" cy="16" r="1.9" fill="${ink}" stroke="none"/></svg></svg>`;
}

const icons = {
  'icon-192.png': { size: 192, share: 0.68, ink: '#ffffff', ground: accent, radius: 4.4 },
  'icon-512.png': { size: 512, share: 0.68, ink: '#ffffff', ground: accent, radius: 4.4 },
  // Systems cut these to a shape of their own; the mark stays inside the middle four fifths.
  'icon-cut-512.png': { size: 512, share: 0.5, ink: '#ffffff', ground: accent },
  'icon-apple.png': { size: 180, share: 0.62, ink: '#ffffff', ground: accent },
  // Android takes its outline alone.
  'badge.png': { size: 96, share: 0.9, ink: '#ffffff' },
};

for (const [name, { size, ...look }] of Object.entries(icons)) {
  const png = await sharp(Buffer.from(drawing(look)), { density: (72 * size) / 20 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
  writeFileSync(join(folder, name), png);
}
console.log(`Drew ${Object.keys(icons).join(', ')}.`);
