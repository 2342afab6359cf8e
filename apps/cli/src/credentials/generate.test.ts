import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCredentialHash, parseRollLine, parseRollManifest } from '@scrutin/credentials';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import type { GenerateRequest } from './generate.ts';
import { generateCredentials } from './generate.ts';
import { openReferences } from './references-folder.ts';

const pepper = new Uint8Array(32).fill(7);
const never = new AbortController().signal;

let folder: string;
let output: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-credentials-'));
  output = path.join(folder, 'set');
});
afterEach(() => rm(folder, { recursive: true }));

function request(change: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    count: 2_500,
    rollKey: lawRollKey('L2025-001'),
    regions: [],
    scheme: 'hmac-sha256',
    pepper,
    output,
    shardSize: 1_000,
    workers: 0,
    replace: false,
    ...change,
  };
}

const generate = (change: Partial<GenerateRequest> = {}) =>
  generateCredentials(request(change), never, () => undefined);

async function lines(...names: string[]): Promise<string[]> {
  return (await readFile(path.join(output, ...names), 'utf8')).split('\n').slice(0, -1);
}

async function letters(): Promise<string[][]> {
  const files = (await readdir(path.join(output, 'letters'))).filter((file) => file.endsWith('.csv')).sort();
  const all = await Promise.all(files.map((file) => lines('letters', file)));
  return all.flatMap((file) => file.slice(1).map((line) => line.split(',')));
}

describe('a credential set', () => {
  it('has a roll that holds exactly the hashes of its letters', async () => {
    const seen: number[] = [];
    const manifest = await generateCredentials(request(), never, (done) => seen.push(done));
    expect(manifest).toMatchObject({ roll: 'law:L2025-001', scheme: 'hmac-sha256', credentials: 2_500 });
    expect(manifest.shards.map((s) => s.credentials)).toEqual([1_000, 1_000, 500]);
    expect(seen.at(-1)).toBe(2_500);

    const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });
    const voters = await letters();
    const expected = voters.map(([nas = '', code = '']) =>
      Buffer.from(hash(nas, code, 'L2025-001')).toString('base64url'),
    );
    const roll = (await Promise.all(manifest.shards.map((s) => lines('roll', s.file)))).flat();
    expect(roll.toSorted()).toEqual(expected.toSorted());
    expect(new Set(voters.map(([nas]) => nas)).size).toBe(2_500);
  });

  it('has roll lines sorted by hash, so that they do not follow the letters (P6)', async () => {
    const manifest = await generate();
    for (const { file } of manifest.shards) {
      const roll = await lines('roll', file);
      expect(roll).toEqual(roll.toSorted());
    }
  });

  it('has a manifest that gives the checksum of each file', async () => {
    const manifest = await generate();
    const text = await readFile(path.join(output, 'roll', 'manifest.json'), 'utf8');
    expect(parseRollManifest(text)).toEqual({ ok: true, manifest });
    for (const shard of manifest.shards) {
      const bytes = await readFile(path.join(output, 'roll', shard.file));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(shard.sha256);
    }
  });

  it('has no NAS and no code on the roll side (P6)', async () => {
    const manifest = await generate({ count: 50 });
    const roll = (await lines('roll', manifest.shards[0]!.file)).join('\n');
    for (const [nas = '', code = ''] of await letters()) {
      expect(roll).not.toContain(nas);
      expect(roll).not.toContain(`|${code}`);
    }
  });

  it('has references that link each letter to its credential, in the order of the letters', async () => {
    const manifest = await generate({
      count: 2_500,
      rollKey: electionRollKey('PROV-2025'),
      regions: ['A', 'B', 'C'],
    });
    const references = await openReferences(output);
    expect(references.manifest).toMatchObject({
      format: 'scrutin-references/1',
      roll: 'election:PROV-2025',
      pepper_check: manifest.pepper_check,
      credentials: 2_500,
    });
    const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });
    const linked: string[][] = [];
    for await (const { reference, hash: credential, region = '' } of references.entries()) {
      linked.push([Buffer.from(credential).toString('hex'), region, reference]);
    }
    expect(linked).toEqual(
      (await letters()).map(([nas = '', code = '', region = '', reference = '']) => [
        Buffer.from(hash(nas, code, 'PROV-2025')).toString('hex'),
        region,
        reference,
      ]),
    );
    expect(linked.at(-1)?.[2]).toBe('L-0002500');
    expect((await openReferences(path.join(output, 'references'))).manifest).toEqual(references.manifest);
  });

  it('has references whose change is noticed', async () => {
    await generate({ count: 10 });
    await appendFile(path.join(output, 'references', 'references-00001.csv'), 'more\n');
    await expect(openReferences(output)).rejects.toThrow('its SHA-256 differs');
    await expect(openReferences(folder)).rejects.toThrow('holds no references');
  });

  it('is readable by its owner alone', async () => {
    await generate({ count: 10 });
    for (const name of ['', 'letters', 'references', 'roll']) {
      expect((await stat(path.join(output, name))).mode & 0o777).toBe(0o700);
    }
    for (const name of [
      'letters/letters-00001.csv',
      'references/references-00001.csv',
      'letters/manifest.json',
      'references/manifest.json',
      'roll/roll-00001.txt',
      'roll/manifest.json',
    ]) {
      expect((await stat(path.join(output, name))).mode & 0o777).toBe(0o600);
    }
  });

  it('distributes the voters of an election among its regions', async () => {
    const manifest = await generate({
      count: 7,
      rollKey: electionRollKey('PROV-2025'),
      regions: ['A', 'B', 'C'],
    });
    expect((await lines('letters', 'letters-00001.csv'))[0]).toBe('nas,code,region,reference');
    const regions = (await lines('roll', manifest.shards[0]!.file)).map(
      (line) => parseRollLine(line)?.region,
    );
    expect(regions.toSorted()).toEqual(['A', 'A', 'A', 'B', 'B', 'C', 'C']);
  });

  it('has codes of 8 characters, or of as many as are asked for', async () => {
    for (const [change, length] of [
      [{}, 8],
      [{ codeLength: 12 }, 12],
    ] as const) {
      await generate({ count: 20, replace: true, ...change });
      for (const [, code = ''] of await letters()) expect(code).toHaveLength(length);
    }
  });

  it('of the scheme sha256 holds SHA-256("NAS|CODE|LAW_ID")', async () => {
    await generate({ count: 1, scheme: 'sha256' });
    const [[nas, code] = []] = await letters();
    const expected = createHash('sha256').update(`${nas}|${code}|L2025-001`).digest('base64url');
    expect(await lines('roll', 'roll-00001.txt')).toEqual([expected]);
  });
});

describe('a credential set is written as a whole', () => {
  it('refuses to overwrite a set, and replaces it when that is requested', async () => {
    await generate({ count: 10 });
    const before = await letters();
    await expect(generate({ count: 20 })).rejects.toThrow(ConfigurationError);
    expect(await letters()).toEqual(before);
    await generate({ count: 20, replace: true });
    expect(await letters()).toHaveLength(20);
    expect(await readdir(folder)).toEqual(['set']);
  });

  it('replaces nothing but a set', async () => {
    await mkdir(output);
    await writeFile(path.join(output, 'thesis.odt'), 'years of work');
    await expect(generate({ replace: true })).rejects.toThrow('holds other things');
    expect(await readdir(output)).toEqual(['thesis.odt']);
    await writeFile(path.join(folder, 'file'), '');
    await expect(generate({ output: path.join(folder, 'file') })).rejects.toThrow('is a file');
  });

  it('uses an empty folder', async () => {
    await mkdir(output);
    await generate({ count: 10 });
    expect((await readdir(output)).sort()).toEqual(['letters', 'references', 'roll']);
  });

  it('leaves nothing if it is interrupted', async () => {
    const stop = new AbortController();
    const stopped = generateCredentials(request(), stop.signal, () => {
      stop.abort(new Error('stopped'));
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps the old set if the new one fails', async () => {
    await generate({ count: 10 });
    const before = await letters();
    const failing = generateCredentials(request({ replace: true }), never, (done) => {
      if (done > 1_000) throw new Error('no space left');
    });
    await expect(failing).rejects.toThrow('no space left');
    expect(await letters()).toEqual(before);
    expect(await readdir(folder)).toEqual(['set']);
  });

  it('does not collide with another command that writes the same set', async () => {
    await mkdir(`${output}.partial`);
    await expect(generate()).rejects.toThrow('another command is writing it');
    expect(await readdir(folder)).toEqual(['set.partial']);
  });
});
