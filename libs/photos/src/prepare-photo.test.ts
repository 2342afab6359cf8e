import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { LARGEST_PHOTO_BYTES, preparePhoto } from './prepare-photo.ts';

const RED = { r: 200, g: 30, b: 30 };
const SCRIPT = '<html><script>alert(document.cookie)</script></html>';

const picture = (
  width: number,
  height: number,
  background: { r: number; g: number; b: number; alpha?: number } = RED,
) => sharp({ create: { width, height, channels: background.alpha === undefined ? 3 : 4, background } });

/** Noise, so that the file is not nearly empty. */
function noisy(width: number, height: number): ReturnType<typeof sharp> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: RED,
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  });
}

async function prepared(given: Uint8Array) {
  const outcome = await preparePhoto(given);
  if (!outcome.ok) throw new Error(outcome.detail);
  return outcome.value;
}

async function refusalOf(given: Uint8Array): Promise<string> {
  const outcome = await preparePhoto(given);
  return outcome.ok ? 'accepted' : outcome.detail;
}

/** A PNG whose header says this size. */
function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8); // 8 bits of grey
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'in %s is written again as a JPEG, named by its bytes',
    async (format) => {
      const { bytes, sha256, width, height } = await prepared(
        await noisy(1_600, 1_200).toFormat(format).toBuffer(),
      );
      expect([width, height]).toEqual([800, 600]);
      expect(await sharp(bytes).metadata()).toMatchObject({
        format: 'jpeg',
        width: 800,
        height: 600,
        space: 'srgb',
      });
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    },
  );

  it('keeps its size if it is small, and is white where it was transparent', async () => {
    const clear = await picture(100, 120, { ...RED, alpha: 0 })
      .png()
      .toBuffer();
    const { bytes, width, height } = await prepared(clear);
    expect([width, height]).toEqual([100, 120]);
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it('is turned as the camera was held, and loses its metadata', async () => {
    const given = await picture(300, 200)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '46/1 48/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(given).metadata()).orientation).toBe(6);
    const { bytes, width, height } = await prepared(given);
    expect([width, height]).toEqual([200, 300]);
    const found = await sharp(bytes).metadata();
    for (const member of ['exif', 'xmp', 'iptc', 'icc', 'orientation'] as const)
      expect(found[member]).toBeUndefined();
    expect(Buffer.from(bytes).includes('Somebody')).toBe(false);
  });

  it('has nothing of a page that was hidden in it', async () => {
    const jpeg = await noisy(200, 200).jpeg().toBuffer();
    const comment = Buffer.from(SCRIPT, 'latin1');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(comment.length + 2);
    const segment = Buffer.concat([Buffer.from([0xff, 0xfe]), length, comment]);
    for (const polyglot of [
      Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]),
      Buffer.concat([jpeg, comment]),
      Buffer.concat([await noisy(200, 200).png().toBuffer(), comment]),
    ]) {
      const { bytes } = await prepared(polyglot);
      expect(Buffer.from(bytes).includes('script')).toBe(false);
    }
  });

  it('of 48 million pixels is decoded', async () => {
    const { width, height } = await prepared(pngOf(8_000, 6_000, Buffer.alloc(6_000 * 8_001)));
    expect([width, height]).toEqual([800, 600]);
  }, 60_000);
});

describe('refused is', () => {
  it.each([
    [
      'SVG',
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>',
    ],
    ['SVG after a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a page', SCRIPT],
    ['a page that begins as a GIF', `GIF89a${SCRIPT}`],
    ['a PDF', '%PDF-1.7\n'],
    ['a TIFF', 'II*\0'],
    ['nothing', ''],
    ['text', 'photo.jpg'],
  ])('%s', async (_, text) => {
    expect(await refusalOf(Buffer.from(text, 'latin1'))).toContain('must be a JPEG, PNG or WebP');
  });

  it.each(['gif', 'tiff', 'avif'] as const)('a real %s', async (format) => {
    expect(await refusalOf(await picture(200, 200).toFormat(format).toBuffer())).toContain('must be a JPEG');
  });

  it('a file that only begins as a picture', async () => {
    for (const beginning of [
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(SCRIPT)]),
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(SCRIPT)]),
      Buffer.from(`RIFF\0\0\0\0WEBP${SCRIPT}`, 'latin1'),
    ]) {
      expect(await refusalOf(beginning)).toContain('cannot be read');
    }
  });

  it.each(['jpeg', 'png', 'webp'] as const)('a %s that breaks off', async (format) => {
    const whole = await noisy(600, 600).toFormat(format).toBuffer();
    for (const part of [0.02, 0.5, 0.9]) {
      expect([part, await refusalOf(whole.subarray(0, whole.length * part))]).toEqual([
        part,
        expect.stringContaining('cannot be read'),
      ]);
    }
  });

  it('a picture of 20,000 by 20,000 pixels, before it is decoded', async () => {
    const start = performance.now();
    expect(await refusalOf(pngOf(20_000, 20_000, Buffer.alloc(10_000)))).toContain('million pixels');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('a header that says more than there is', async () => {
    expect(await refusalOf(pngOf(5_000, 5_000, Buffer.alloc(100)))).toContain('cannot be read');
  });

  it('a picture that moves', async () => {
    const frames = Buffer.concat([1, 2, 3].map((n) => Buffer.alloc(100 * 100 * 3, n * 60)));
    const moving = await sharp(frames, { raw: { width: 100, height: 300, channels: 3, pageHeight: 100 } })
      .webp({ loop: 0, delay: [100, 100, 100] })
      .toBuffer();
    expect(await refusalOf(moving)).toContain('must not be animated');
  });

  it('one that is too small, or has too many bytes', async () => {
    expect(await refusalOf(await picture(63, 500).png().toBuffer())).toContain('at least 64 pixels');
    expect(await refusalOf(Buffer.alloc(LARGEST_PHOTO_BYTES + 1))).toContain('not be larger');
  });
});
