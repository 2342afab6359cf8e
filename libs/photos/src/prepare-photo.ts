import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ActOutcome, LocalizedText } from '@scrutin/election';
import { refused } from '@scrutin/election';

/** The most bytes of a photo that is given. A camera's picture has fewer. */
export const LARGEST_PHOTO_BYTES = 12_000_000;
/** What every prepared photo is. */
export const PHOTO_MEDIA_TYPE = 'image/jpeg';

/** The longest side of a prepared photo, in pixels: twice that of the largest place in which a page shows it. */
const LONGEST_SIDE = 800;
/** Less than this is no picture of a person. */
const SHORTEST_SIDE = 64;
/** The most pixels that are decoded, which is about 200 MB of memory. A telephone's picture has 12 to 50 million. */
const MOST_PIXELS = 50_000_000;
const DECODE_WITHIN_S = 15;
const QUALITY = 82;

/** A photo as it is stored and shown: a JPEG that this process wrote, with nothing of the file that was given. */
interface PreparedPhoto {
  /** SHA-256 of the bytes, in hexadecimal: its name. */
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** How a file of each format begins. What a file is called, or said to be, does not matter. */
const BEGINNINGS: readonly { readonly format: string; readonly isThis: (bytes: Buffer) => boolean }[] = [
  { format: 'jpeg', isThis: (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  {
    format: 'png',
    isThis: (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  },
  {
    format: 'webp',
    isThis: (bytes) =>
      bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
];

// libvips reads many more formats (SVG, GIF, TIFF, PDF …). None of their readers ever sees a file that somebody gives.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// One picture is never worth all the processors, and no two pictures are alike.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a photo and writes it again: turned as the camera was held, at most 800 pixels wide and high, without
 * metadata (place, camera, thumbnails), and without anything else that the file held. Takes JPEG, PNG and WebP.
 * A picture that moves is refused, as one with too many pixels is before it is decoded.
 */
export async function preparePhoto(given: Uint8Array): Promise<ActOutcome<PreparedPhoto>> {
  if (given.length > LARGEST_PHOTO_BYTES) return refused('invalid', TOO_LARGE);
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const format = BEGINNINGS.find(({ isThis }) => isThis(bytes))?.format;
  if (format === undefined) return refused('invalid', WRONG_FORMAT);
  try {
    const input = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true } as const;
    const found = await sharp(bytes, { ...input, limitInputPixels: false }).metadata();
    if (found.format !== format) return refused('invalid', WRONG_FORMAT);
    if ((found.pages ?? 1) > 1) return refused('invalid', MOVES);
    if (found.width * found.height > MOST_PIXELS) return refused('invalid', TOO_MANY_PIXELS);
    if (Math.min(found.width, found.height) < SHORTEST_SIDE) return refused('invalid', TOO_SMALL);
    const { data, info } = await sharp(bytes, input)
      .timeout({ seconds: DECODE_WITHIN_S })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY, progressive: true })
      .toBuffer({ resolveWithObject: true });
    return {
      ok: true,
      value: {
        sha256: createHash('sha256').update(data).digest('hex'),
        bytes: new Uint8Array(data),
        width: info.width,
        height: info.height,
      },
    };
  } catch (error) {
    // libvips says why a file cannot be read. Its words are no words for officials.
    if (error instanceof Error) return refused('invalid', UNREADABLE);
    throw error;
  }
}

const TOO_LARGE: LocalizedText = {
  fr: `La photo ne doit pas dépasser ${LARGEST_PHOTO_BYTES / 1_000_000} Mo.`,
  en: `The photo must not be larger than ${LARGEST_PHOTO_BYTES / 1_000_000} MB.`,
};
const WRONG_FORMAT: LocalizedText = {
  fr: 'La photo doit être un fichier JPEG, PNG ou WebP.',
  en: 'The photo must be a JPEG, PNG or WebP file.',
};
const MOVES: LocalizedText = {
  fr: 'La photo ne doit pas être animée.',
  en: 'The photo must not be animated.',
};
const TOO_MANY_PIXELS: LocalizedText = {
  fr: `La photo ne doit pas dépasser ${MOST_PIXELS / 1_000_000} millions de pixels.`,
  en: `The photo must not have more than ${MOST_PIXELS / 1_000_000} million pixels.`,
};
const TOO_SMALL: LocalizedText = {
  fr: `La photo doit compter au moins ${SHORTEST_SIDE} pixels de chaque côté.`,
  en: `The photo must have at least ${SHORTEST_SIDE} pixels on each side.`,
};
const UNREADABLE: LocalizedText = {
  fr: 'La photo ne peut pas être lue : le fichier est endommagé ou incomplet.',
  en: 'The photo cannot be read: the file is damaged or incomplete.',
};
