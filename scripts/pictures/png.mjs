// Makes a screenshot smaller: at most 256 colours, chosen by median cut. Reads what Chromium writes (8 bits, not
// interlaced) and nothing else.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

/** The same picture with a palette. Throws for a PNG of another kind. */
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = choose([...counts]);
  const indexOf = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  return encode(
    width,
    height,
    palette,
    Uint8Array.from(pixels, (colour) => indexOf.get(colour)),
  );
}

const red = (colour) => colour >> 16;
const green = (colour) => (colour >> 8) & 255;
const blue = (colour) => colour & 255;
const channels = [red, green, blue];

/** Splits the box with the widest spread, weighted by how much of the picture it covers, until there are enough. */
function choose(counted) {
  const boxes = [boxOf(counted)];
  while (boxes.length < COLOURS) {
    boxes.sort((one, other) => one.weight - other.weight);
    const widest = boxes.pop();
    if (!widest || widest.colours.length < 2) {
      if (widest) boxes.push(widest);
      break;
    }
    const { colours, channel } = widest;
    colours.sort((one, other) => channel(one[0]) - channel(other[0]));
    const half = colours.reduce((sum, [, count]) => sum + Math.sqrt(count), 0) / 2;
    let sum = 0;
    let at = 0;
    while (at < colours.length - 1 && (at === 0 || sum < half)) sum += Math.sqrt(colours[at++][1]);
    boxes.push(boxOf(colours.slice(0, at)), boxOf(colours.slice(at)));
  }
  return boxes.map(({ colours }) => mostSeen(colours));
}

function boxOf(colours) {
  const spreads = channels.map((channel) => {
    const values = colours.map(([colour]) => channel(colour));
    return (
      values.reduce((most, value) => Math.max(most, value)) - values.reduce((least, value) => Math.min(least, value))
    );
  });
  const spread = Math.max(...spreads);
  const covered = colours.reduce((sum, [, count]) => sum + count, 0);
  const weight = colours.length < 2 ? -1 : spread * spread * Math.cbrt(covered);
  return { colours, channel: channels[spreads.indexOf(spread)] ?? red, weight };
}

/** Flat areas keep their exact colour. */
function mostSeen(colours) {
  return colours.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

function nearest(palette, colour) {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, one] of palette.entries()) {
    const distance = channels.reduce((sum, channel) => sum + (channel(one) - channel(colour)) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function decode(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const parts = [];
  let header;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const step = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || !step || header[12] !== 0) throw new Error('a PNG of another kind');
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * step, height, step);
  const pixels = Uint32Array.from({ length: width * height }, (_, index) => raw.readUIntBE(index * step, 3));
  return { width, height, pixels };
}

function unfilter(data, stride, height, step) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const kind = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? out[y * stride + x - step] : 0;
      const up = y > 0 ? out[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? out[(y - 1) * stride + x - step] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind];
      out[y * stride + x] = data[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function encode(width, height, palette, indexes) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels.map((channel) => channel(colour))))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(checksum(body), body.length + 4);
  return out;
}

const table = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
