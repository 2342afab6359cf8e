import { gzipSync } from 'node:zlib';
import { fileInPackage, fileInZip } from './archives.ts';

/** A tar file with the files, each in blocks of 512 bytes. */
function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(text.length.toString(8).padStart(11, '0'), 124);
    const content = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    content.write(text);
    return [header, content];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1_024)]));
}

test('a file of a package is found behind others', () => {
  const packed = tar({ 'package/a': 'x'.repeat(700), 'package/b': 'content' });
  expect(fileInPackage(packed, 'package/b').toString()).toBe('content');
  expect(() => fileInPackage(packed, 'package/c')).toThrow('the package has no package/c');
});

/** An archive with `stored`, which is not compressed, and `folder/deflated`, which is. */
const ZIP = Buffer.from(
  [
    'UEsDBBQAAAAAAAAAIQCzJE6WCAAAAAgAAAAGAAAAc3RvcmVkYXMgaXQgaXNQSwMEFAAAAAgAAAAhAIZUQaYMAAAALA',
    'EAAA8AAABmb2xkZXIvZGVmbGF0ZWRLTE/MzFNIHCWJIAFQSwECFAMUAAAAAAAAACEAsyROlggAAAAIAAAABgAAAAAA',
    'AAAAAAAAgAEAAAAAc3RvcmVkUEsBAhQDFAAAAAgAAAAhAIZUQaYMAAAALAEAAA8AAAAAAAAAAAAAAIABLAAAAGZvbG',
    'Rlci9kZWZsYXRlZFBLBQYAAAAAAgACAHEAAABlAAAAAAA=',
  ].join(''),
  'base64',
);

test('a file of a zip archive is found, stored or compressed', () => {
  expect(fileInZip(ZIP, 'stored').toString()).toBe('as it is');
  expect(fileInZip(ZIP, 'folder/deflated').toString()).toBe('again '.repeat(50));
  expect(() => fileInZip(ZIP, 'other')).toThrow('the archive has no other');
  expect(() => fileInZip(Buffer.from('text'), 'stored')).toThrow('not a zip archive');
});
