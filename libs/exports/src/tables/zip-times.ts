/** Signature, length and the places of fields of the records of a ZIP file (APPNOTE.TXT of PKWARE, 4.3). */
const END_OF_DIRECTORY = { signature: 0x06054b50, length: 22, entries: 10, offset: 16 } as const;
const ENTRY = { signature: 0x02014b50, length: 46, time: 12, variable: [28, 30, 32], local: 42 } as const;
const LOCAL_TIME = 10;

/** 1 January 1980, 00:00, the first moment that a ZIP file can state. */
const FIRST_MOMENT = 0x00210000;

/**
 * Sets all times in a ZIP file to the first moment of the format, so that the same content is the same file.
 *
 * @param zip without a comment at its end; it is changed in place
 * @throws RangeError if it is no such file
 */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.length - END_OF_DIRECTORY.length;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY.signature) throw new RangeError('no ZIP file');
  let at = zip.readUInt32LE(end + END_OF_DIRECTORY.offset);
  for (let left = zip.readUInt16LE(end + END_OF_DIRECTORY.entries); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY.signature) throw new RangeError('no ZIP file');
    zip.writeUInt32LE(FIRST_MOMENT, at + ENTRY.time);
    zip.writeUInt32LE(FIRST_MOMENT, zip.readUInt32LE(at + ENTRY.local) + LOCAL_TIME);
    at += ENTRY.length + ENTRY.variable.reduce((sum, field) => sum + zip.readUInt16LE(at + field), 0);
  }
  return zip;
}
