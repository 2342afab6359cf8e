import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RegisterFault } from '@scrutin/credentials';
import { createCredentialHash, REGISTER_PROBLEMS } from '@scrutin/credentials';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { nodeDigest } from '@scrutin/service-runtime';
import { openReferences } from '../references-folder.ts';
import type { GeneratedFromRegister, RegisterRequest } from './generate-from-register.ts';
import { generateFromRegister } from './generate-from-register.ts';
import type { ColumnNames } from './register-columns.ts';

const EXAMPLES = path.resolve('docs/examples');
const pepper = new Uint8Array(32).fill(7);
const never = new AbortController().signal;
const COLUMNS: ColumnNames = {
  identifier: 'No électeur',
  region: 'Circonscription',
  reference: 'Envoi',
  address: ['Nom', 'Rue', 'Ville'],
};

let folder: string;
let output: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-register-'));
  output = path.join(folder, 'set');
});
afterEach(() => rm(folder, { recursive: true }));

function request(file: string, change: Partial<RegisterRequest> = {}): RegisterRequest {
  return {
    source: { file, delimiter: 'auto', columns: COLUMNS, withRegion: true },
    rules: { regions: new Set(['NORD', 'SUD', 'EST']), checkLuhn: false },
    rollKey: electionRollKey('MAIRIE-2026'),
    scheme: 'hmac-sha256',
    pepper,
    codeLength: 8,
    only: undefined,
    output,
    shardSize: 100,
    replace: false,
    mostFaults: 100,
    createdAt: new Date('2026-11-26T12:00:00Z'),
    ...change,
  };
}

const generate = (file: string, change: Partial<RegisterRequest> = {}): Promise<GeneratedFromRegister> =>
  generateFromRegister(request(file, change), never, () => undefined);

/** A law's register with the usual names of columns, written in a test. */
async function generateLaw(text: string | Uint8Array, change: Partial<RegisterRequest> = {}) {
  const file = path.join(folder, 'voters.csv');
  await writeFile(file, text);
  return generate(file, {
    source: { file, delimiter: 'auto', columns: { address: [] }, withRegion: false },
    rollKey: lawRollKey('L2026-001'),
    ...change,
  });
}

function faultsOf(result: GeneratedFromRegister): readonly RegisterFault[] {
  return result.ok ? [] : result.faults;
}

async function linesOf(kind: 'letters' | 'references' | 'roll'): Promise<string[]> {
  const files = (await readdir(path.join(output, kind))).filter((file) => file !== 'manifest.json').sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(output, kind, file), 'utf8')));
  return texts.flatMap((text) => text.split('\n').slice(kind === 'roll' ? 0 : 1, -1));
}

describe('credentials of a register', () => {
  const example = path.join(EXAMPLES, 'register.csv');

  it('give each of 300 voters one code, in the order of the register, with the region and the reference', async () => {
    const result = await generate(example);
    expect(result.ok && result.roll).toMatchObject({ roll: 'election:MAIRIE-2026', credentials: 300 });
    const letters = await linesOf('letters');
    expect(letters).toHaveLength(300);
    expect(letters[0]).toMatch(
      /^044672109,[A-Z0-9]{8},SUD,E-1001,Aïcha Roy,"1065, rang Saint-Georges",Rivière-Ouelle QC {2}G0L 2C0$/,
    );
    const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });
    const expected = letters.map((line) => {
      const [nas = '', code = '', region = '', reference = ''] = line.split(',');
      return [reference, Buffer.from(hash(nas, code, 'MAIRIE-2026')).toString('base64url'), region].join(',');
    });
    expect(await linesOf('references')).toEqual(expected);
    expect(expected.at(-1)).toMatch(/^E-1300,/);
    const roll = await linesOf('roll');
    expect(roll).toEqual(roll.toSorted());
    expect(roll).toEqual(expected.map((line) => line.slice(line.indexOf(',') + 1)).sort());
    expect((await openReferences(output)).manifest.credentials).toBe(300);
  });

  it('are not given for the identifier 000000000, nor for references that differ only in case', async () => {
    const file = path.join(folder, 'register.csv');
    const head = 'No électeur,Nom,Rue,Ville,Circonscription,Envoi';
    const right = '046454286,B,"12, rue du Lac\nPorte 4",Ville,SUD,t-2009';
    const lines = [head, '000000000,A,Rue,Ville,SUD,t-1', right, '044672109,C,Rue,Ville,SUD,T-2009', ''];
    await writeFile(file, lines.join('\n'));
    expect(faultsOf(await generate(file)).map(({ problem, firstLine }) => [problem, firstLine])).toEqual([
      ['identifier-zero', undefined],
      ['reference-twice', 3],
    ]);
    // The line break in an address is one between two lines of the letter.
    await writeFile(file, `${head}\n${right}\n`);
    expect((await generate(file)).ok).toBe(true);
    expect((await linesOf('letters'))[0]).toMatch(
      /^046454286,[A-Z0-9]{8},SUD,t-2009,B,"12, rue du Lac",Porte 4,Ville$/,
    );
    await rm(file);
  });

  it('leave no identifier and no code in the roll or beside the set', async () => {
    await generate(example);
    const letters = (await linesOf('letters')).map((line) => line.split(','));
    for (const kind of ['roll', 'references'] as const) {
      for (const file of await readdir(path.join(output, kind))) {
        const text = await readFile(path.join(output, kind, file), 'utf8');
        for (const [identifier = '', code = ''] of letters) {
          expect(text).not.toContain(identifier);
          expect(text).not.toMatch(new RegExp(`(?:^|[^A-Za-z0-9_-])${code}(?:[^A-Za-z0-9_-]|$)`));
        }
      }
    }
    expect(await readdir(folder)).toEqual(['set']);
    expect((await readdir(output)).sort()).toEqual(['letters', 'references', 'roll']);
  });

  it('are not written if a line is wrong: every wrong line is named', async () => {
    const result = await generate(path.join(EXAMPLES, 'register-with-mistakes.csv'));
    expect(faultsOf(result).map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      '7 identifier-missing',
      '14 identifier-zeros-lost',
      '20 identifier-rounded',
      '26 identifier-malformed',
      '45 identifier-twice',
      '61 region-missing',
      '66 region-malformed',
      '80 region-unknown',
      '93 reference-missing',
      '104 reference-malformed',
      '123 reference-twice',
      '138 address-missing',
      '153 address-malformed',
      '169 address-too-long',
      '183 identifier-missing',
      '183 region-missing',
      '202 columns',
      '213 columns',
      '225 encoding',
      '304 quotes',
    ]);
    expect(faultsOf(result).find(({ line }) => line === 45)?.firstLine).toBe(12);
    // Only the check digit is asked for separately.
    const kinds = new Set(faultsOf(result).map(({ problem }) => problem));
    expect(REGISTER_PROBLEMS.filter((problem) => !kinds.has(problem))).toEqual([
      'identifier-zero',
      'identifier-check-digit',
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('name the first wrong lines and count them all, if there are many', async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => String(i));
    const result = await generateLaw(`nas\n${lines.join('\n')}\n`, { mostFaults: 3 });
    expect(result).toMatchObject({ ok: false, total: 5_000 });
    expect(faultsOf(result).map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('are refused to numbers without the check digit of a NAS, if that is asked for', async () => {
    const text = 'nas\n046454286\n046454287\n';
    const result = await generateLaw(text, { rules: { checkLuhn: true } });
    expect(faultsOf(result)).toEqual([{ line: 3, problem: 'identifier-check-digit' }]);
    expect((await generateLaw(text)).ok).toBe(true);
  });

  const GOOD = 'NAS;Nom;Référence\r\n046454286;"Roy; Anne";M-1\r\n123456782;Côté;M-2\r\n';
  it.each([
    ['UTF-8 with semicolons and CR LF', Buffer.from(GOOD)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${GOOD}`)],
    [
      'UTF-16 of Excel (little-endian, tabs)',
      Buffer.from(`\ufeff${GOOD.replaceAll(/;(?! )/g, '\t')}`, 'utf16le'),
    ],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${GOOD}`, 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', Buffer.from(GOOD, 'utf16le')],
    ['a line sep=;', Buffer.from(`sep=;\r\n${GOOD}`)],
    ['a byte order mark and a line sep=;', Buffer.from(`\ufeffsep=;\r\n${GOOD}`)],
    ['commas and LF', Buffer.from(GOOD.replaceAll(/;(?! )/g, ',').replaceAll('\r', ''))],
    ['CR only', Buffer.from(GOOD.replaceAll('\n', ''))],
    [
      'quotes around everything',
      Buffer.from(GOOD.replaceAll(/([^;"\r\n]+)(?=;(?! )|\r)/g, '"$1"').replace('""Roy', '"Roy')),
    ],
    ['no line end after the last line', Buffer.from(GOOD.slice(0, -2))],
    [
      'empty lines and empty rows',
      Buffer.from(GOOD.replace('123456782', ';;\r\n\r\n123456782') + ';;\r\n;;\r\n'),
    ],
    ['more empty columns', Buffer.from(GOOD.replace('M-1', 'M-1;;'))],
  ])('are made from %s', async (_form, bytes) => {
    expect(await generateLaw(bytes)).toMatchObject({ ok: true, roll: { credentials: 2 } });
    expect((await linesOf('letters')).map((line) => line.replace(/,[A-Z0-9]{8},/, ' '))).toEqual([
      '046454286 M-1',
      '123456782 M-2',
    ]);
  });

  it('number the letters if the register has no references', async () => {
    await generateLaw('identifiant\n046454286\n123456782\n');
    expect((await linesOf('references')).map((line) => line.split(',')[0])).toEqual([
      'L-0000001',
      'L-0000002',
    ]);
  });

  it('say which columns there are, if one is missing or is there twice', async () => {
    await expect(generateLaw('numéro,nom\n046454286,Roy\n')).rejects.toThrow(
      'no column of identifiers: name the column with --identifier-column. The columns of its first line are: "numéro", "nom".',
    );
    await expect(
      generate(example, {
        source: { ...request(example).source, columns: { ...COLUMNS, reference: 'Ref' } },
      }),
    ).rejects.toThrow('no column "Ref": name the column with --reference-column');
    await expect(generateLaw('nas,NAS\n046454286,046454286\n')).rejects.toThrow('two columns "nas"');
    await expect(generateLaw('')).rejects.toThrow('no line of column names');
    await expect(generateLaw('nas\n')).rejects.toThrow('no voter');
    await expect(generate(path.join(folder, 'missing.csv'))).rejects.toThrow('does not exist');
    expect((await readdir(folder)).filter((name) => name.startsWith('set'))).toEqual([]);
  });

  it('are refused if the register changes between its two readings', async () => {
    const file = path.join(folder, 'voters.csv');
    await writeFile(file, await readFile(example));
    let pieces = 0;
    const half = (await readFile(example)).length;
    const changing = generateFromRegister(request(file), never, (more) => {
      pieces += more;
      if (pieces === half) void appendFile(file, '123456782,Late Voter,1 rue,Ville,NORD,E-9999\n');
    });
    // The change may come too late for this reading, but never goes into a set in silence.
    const result = await changing.catch((error: unknown) => String(error));
    if (typeof result === 'string') expect(result).toContain('changed while it was read');
    else expect(result.ok && result.roll.credentials).toBe(300);
  });

  it('are made anew for some of the voters, for letters that were lost', async () => {
    await generate(example);
    const first = await linesOf('references');
    output = path.join(folder, 'replacements');
    const result = await generate(example, { only: new Set(['E-1007', 'E-1010']) });
    expect(result).toMatchObject({ ok: true, roll: { credentials: 2 } });
    const again = await linesOf('references');
    expect(again.map((line) => line.split(',')[0])).toEqual(['E-1007', 'E-1010']);
    expect(again.filter((line) => first.includes(line))).toEqual([]);

    output = path.join(folder, 'nobody');
    await expect(generate(example, { only: new Set(['E-1007', 'E-9']) })).rejects.toThrow(
      'no line with the reference E-9. Nothing was written.',
    );
  });

  it('leave nothing if they are interrupted', async () => {
    const stop = new AbortController();
    const stopped = generateFromRegister(request(example), stop.signal, () => {
      stop.abort(new Error('stopped'));
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(await readdir(folder)).toEqual([]);
  });
});
