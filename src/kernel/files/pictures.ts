import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { Problem } from '#kernel/server/problem.ts';
import { createTurnstile } from '#kernel/turnstile/turnstile.ts';

const mostPixels = 64_000_000;
const mostSide = 30_000;
/** The longer side of what is kept, and of the small picture that lists show. */
const fullSide = 4_096;
const thumbSide = 480;
const seconds = 20;

// Decoding takes memory and a whole core; two at a time leave the rest of the process its share.
const turn = createTurnstile({ room: 2, patienceMs: 60_000 });

export interface Picture {
  /** Of the encoded picture. */
  type: string;
  width: number;
  height: number;
}

const tooLarge = () =>
  new Problem('file.picture_refused', 'It has too many pixels: 64 million and 30,000 on a side are accepted.');
const unreadable = () => new Problem('file.picture_refused', 'It is damaged: it could not be decoded.');

/** How each kind is encoded; what is not named becomes WebP. */
const encoders: Record<string, (picture: Sharp) => Sharp> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 88 }),
  'image/png': (picture) => picture.png({ compressionLevel: 7 }),
  'image/gif': (picture) => picture.gif(),
};
const webp = 'image/webp';

/**
 * Decodes a picture and encodes it anew, upright and without anything that was told beside it (place, camera, whatever
 * was hidden behind its end), in full and small. @throws Problem file.picture_refused
 */
export function encodeAnew(source: string, type: string, into: { full: string; thumb: string }): Promise<Picture> {
  return turn('pictures', async () => {
    // Loaded with the first picture: most processes of the command line never see one.
    const { default: sharp } = await import('sharp');
    const decode = (options: SharpOptions) =>
      sharp(source, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true, ...options });
    try {
      demandSize(await decode({ animated: true }).metadata());
      const moves = type === 'image/gif' || type === webp;
      const upright = moves ? decode({ animated: true }) : decode({}).rotate();
      const fitting = upright.resize({ width: fullSide, height: fullSide, fit: 'inside', withoutEnlargement: true });
      const encode = encoders[type] ?? ((picture: Sharp) => picture.webp({ quality: 88 }));
      const full = await encode(fitting).timeout({ seconds }).toFile(into.full);
      await decode({})
        .rotate()
        .resize({ width: thumbSide, height: thumbSide, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 78 })
        .timeout({ seconds })
        .toFile(into.thumb);
      return { type: encoders[type] ? type : webp, width: full.width, height: full.pageHeight ?? full.height };
    } catch (error) {
      throw inPlainWords(error);
    }
  });
}

function demandSize({ width = 0, height = 0, pages = 1, pageHeight }: Metadata): void {
  const each = pageHeight ?? height;
  if (width > mostSide || each > mostSide || width * each * pages > mostPixels) throw tooLarge();
}

function inPlainWords(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  if (/ENOSPC|No space left/i.test(error.message)) {
    return new Problem('file.no_room', 'Ask whoever runs this installation to make room, then upload it again.');
  }
  return /pixel limit/i.test(error.message) ? tooLarge() : unreadable();
}
