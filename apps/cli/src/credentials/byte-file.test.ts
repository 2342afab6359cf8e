import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ByteFile } from './byte-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-byte-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('ByteFile', () => {
  it('writes what was added, in order, across many buffers, and gives its checksum', async () => {
    const name = path.join(folder, 'file');
    const file = new ByteFile(name);
    const expected: Buffer[] = [];
    for (let i = 0; i < 5_000; i++) {
      const bytes = randomBytes(1_000 + (i % 7));
      file.reserve(bytes.length + 20);
      file.copy(bytes, 3, bytes.length - 3);
      file.ascii(`line ${i}`);
      file.byte(10);
      expected.push(bytes.subarray(3), Buffer.from(`line ${i}\n`));
    }
    file.close();
    file.close();
    const whole = Buffer.concat(expected);
    expect((await readFile(name)).equals(whole)).toBe(true);
    expect(file.sha256()).toBe(createHash('sha256').update(whole).digest('hex'));
    expect((await stat(name)).mode & 0o777).toBe(0o600);
  });

  it('refuses an existing file and leaves it as it is', async () => {
    const name = path.join(folder, 'file');
    const first = new ByteFile(name);
    first.ascii('kept');
    first.close();
    expect(() => new ByteFile(name)).toThrow('EEXIST');
    expect(await readFile(name, 'utf8')).toBe('kept');
  });
});
