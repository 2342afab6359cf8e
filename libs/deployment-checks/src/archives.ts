import { gunzipSync, inflateRawSync } from 'node:zlib';

/**
 * The content of one file of a package as npm packs it, which is a tar file. Neither `tar` nor `unzip` is on every machine.
 *
 * @throws Error if the file is not in it
 */
export function fileInPackage(packed: Uint8Array, name: string): Buffer {
  const tar = gunzipSync(packed);
  const BLOCK = 512;
  for (let header = 0; header + BLOCK <= tar.length;) {
    const entry = textOf(tar.subarray(header, header + 100));
    const size = Number.parseInt(textOf(tar.subarray(header + 124, header + 136)).trim() || '0', 8);
    const start = header + BLOCK;
    if (entry === name) return tar.subarray(start, start + size);
    header = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`the package has no ${name}`);
}

/**
 * The content of one file of a zip archive.
 *
 * @throws Error if the file is not in it
 */
export function fileInZip(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1) throw new Error('not a zip archive');
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) =>
      zip.readUInt16LE(entry + at),
    ) as [number, number, number];
    if (zip.toString('utf8', entry + 46, entry + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(entry + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const content = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
      return zip.readUInt16LE(entry + 10) === 0 ? content : inflateRawSync(content);
    }
    entry += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`the archive has no ${name}`);
}

/** A text that ends at the first zero byte. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString();
}
