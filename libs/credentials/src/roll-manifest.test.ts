import { electionRollKey, lawRollKey } from '@scrutin/election';
import type { LettersManifest, RollManifest } from './roll-manifest.ts';
import {
  formatRollManifest,
  LETTERS_FORMAT,
  parseLettersManifest,
  parseReferencesManifest,
  parseRollManifest,
  REFERENCES_FORMAT,
  ROLL_FORMAT,
} from './roll-manifest.ts';

const manifest: RollManifest = {
  format: ROLL_FORMAT,
  roll: lawRollKey('L2025-001'),
  scheme: 'hmac-sha256',
  credentials: 3,
  shards: [
    { file: 'roll-00001.txt', credentials: 2, sha256: 'a'.repeat(64) },
    { file: 'roll-00002.txt', credentials: 1, sha256: '0'.repeat(64) },
  ],
};

function problemOf(change: Record<string, unknown>): string | undefined {
  const parsed = parseRollManifest(JSON.stringify({ ...manifest, ...change }));
  return parsed.ok ? undefined : parsed.problem;
}

const shard = manifest.shards[0];

describe('roll manifest', () => {
  it('is parsed to what was formatted', () => {
    expect(parseRollManifest(formatRollManifest(manifest))).toEqual({ ok: true, manifest });
    const election: RollManifest = { ...manifest, roll: electionRollKey('PROV-2025'), scheme: 'sha256' };
    expect(parseRollManifest(formatRollManifest(election))).toEqual({ ok: true, manifest: election });
  });

  it('may begin with a byte order mark and have CR LF line ends', () => {
    const text = formatRollManifest(manifest);
    expect(parseRollManifest(`\ufeff${text}`)).toEqual({ ok: true, manifest });
    expect(parseRollManifest(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual({ ok: true, manifest });
  });

  it('is refused in another encoding, with a message about the encoding', () => {
    const bytes = Buffer.from(`\ufeff${formatRollManifest(manifest)}`, 'utf16le');
    expect(parseRollManifest(bytes.toString('utf8'))).toEqual({
      ok: false,
      problem: 'it is not in UTF-8 (perhaps in UTF-16): save it as UTF-8',
    });
  });

  it.each(['', '[]', 'null', '{', '"scrutin-roll/1"'])('is refused if the text is %p', (text) => {
    expect(parseRollManifest(text).ok).toBe(false);
  });

  it.each([
    [{ pepper_check: '0123' }, 'its pepper_check is not 16 hexadecimal digits'],
    [{ pepper_check: 7 }, 'its pepper_check is not 16 hexadecimal digits'],
    [{ format: 'scrutin-roll/2' }, 'its format is not scrutin-roll/1'],
    [{ roll: 'L2025-001' }, 'its roll is neither law:ID nor election:ID'],
    [{ roll: 'election:E:SHERBROOKE' }, 'its roll is neither law:ID nor election:ID'],
    [{ scheme: 'md5' }, 'its scheme is unknown'],
    [{ credentials: 4 }, 'its counts do not add up'],
    [{ shards: {} }, 'a shard lacks its file name, its count or its sha256'],
    [{ shards: [null] }, 'a shard lacks its file name, its count or its sha256'],
    [
      { shards: [{ ...shard, sha256: 'A'.repeat(64) }] },
      'a shard lacks its file name, its count or its sha256',
    ],
    [{ shards: [{ ...shard, credentials: -2 }] }, 'a shard lacks its file name, its count or its sha256'],
    [
      { shards: [{ ...shard, file: '../../etc/passwd' }] },
      'a shard lacks its file name, its count or its sha256',
    ],
    [{ shards: [{ ...shard, file: '/etc/passwd' }] }, 'a shard lacks its file name, its count or its sha256'],
  ])('%j is refused: %s', (change, problem) => {
    expect(problemOf(change)).toBe(problem);
  });
});

describe('the manifests of letters and of references', () => {
  const letters: LettersManifest = {
    ...manifest,
    format: LETTERS_FORMAT,
    created_at: '2026-11-26T12:00:00.000Z',
    voters: 'register',
  };

  it('are parsed to what was formatted, and are no rolls', () => {
    expect(parseLettersManifest(formatRollManifest(letters))).toEqual({ ok: true, manifest: letters });
    const references = { ...manifest, format: REFERENCES_FORMAT } as const;
    expect(parseReferencesManifest(formatRollManifest(references))).toEqual({
      ok: true,
      manifest: references,
    });
    for (const other of [letters, references])
      expect(parseRollManifest(formatRollManifest(other)).ok).toBe(false);
  });

  it.each([
    [{ created_at: 'yesterday' }, 'its created_at is no time'],
    [{ voters: 'some' }, 'its voters are neither of a register nor invented'],
    [{ credentials: 1 }, 'its counts do not add up'],
  ])('%j is refused: %s', (change, problem) => {
    expect(parseLettersManifest(JSON.stringify({ ...letters, ...change }))).toEqual({ ok: false, problem });
  });
});
