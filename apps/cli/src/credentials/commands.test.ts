import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { Command } from 'commander';
import { runCommandLine } from '../run.ts';
import { registerCredentialsCommands } from './commands.ts';

let folder: string;
let printed: string;
let complained: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-credentials-'));
  printed = '';
  complained = '';
  jest.spyOn(console, 'log').mockImplementation((text: string) => {
    printed += `${text}\n`;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complained += text.toString();
    return true;
  });
  process.env['CREDENTIAL_PEPPER'] = '07'.repeat(32);
});
afterEach(async () => {
  jest.restoreAllMocks();
  delete process.env['CREDENTIAL_PEPPER'];
  process.exitCode = 0;
  await rm(folder, { recursive: true });
});

async function scrutin(...words: string[]): Promise<number> {
  const program = new Command('scrutin').exitOverride().configureOutput({
    writeOut: (text) => (printed += text),
    writeErr: (text) => (complained += text),
  });
  registerCredentialsCommands(program);
  return runCommandLine(program, ['node', 'scrutin', 'credentials', ...words]);
}

describe('scrutin credentials generate', () => {
  it('prints what it created, as text or as JSON', async () => {
    const output = path.join(folder, 'set');
    const words = [
      'generate',
      '--count',
      '12',
      '--law-id',
      'L2025-001',
      '--output',
      output,
      '--workers',
      '0',
    ];
    expect(await scrutin(...words)).toBe(0);
    expect(printed).toContain('12 credentials for law:L2025-001 (hmac-sha256)');
    expect(printed).toContain(`npx scrutin roll load ${output}`);
    printed = '';
    expect(await scrutin(...words, '--force', '--json')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ roll: 'law:L2025-001', credentials: 12 });
  });

  it('refuses to overwrite a set with one sentence, and without advice about the environment', async () => {
    const words = ['generate', '--count', '1', '--law-id', 'L', '--output', folder, '--workers', '0'];
    expect(await scrutin(...words)).toBe(0);
    expect(await scrutin(...words)).toBe(1);
    expect(complained).toContain('--force to replace it');
    expect(complained).not.toContain('environment');
  });

  const [NAMES, VOTER] = ['NAS;Prénom;Référence\r\n', '046454286;Zoé;M-1\r\n'];
  const MAC = Buffer.from(`${NAMES}${VOTER}`.replaceAll('é', '\u008e'), 'latin1');
  it.each<readonly [string, string | Uint8Array | undefined, readonly string[], string, string]>([
    ['no such file', undefined, [], 'n’existe pas.', 'does not exist.'],
    ['empty', '', [], 'La liste est vide', 'is empty'],
    ['no voter', NAMES, [], 'n’a aucune personne', 'has no voter'],
    [
      'no column',
      VOTER,
      [],
      'n’a pas de colonne d’identifiants\u00a0: nommez',
      'has no column of identifiers: name',
    ],
    ['no such column', NAMES, ['--reference-column', 'R'], 'de colonne «\u00a0R\u00a0»', 'no column "R"'],
    ['a column twice', `NAS;${NAMES}`, [], 'deux colonnes «\u00a0nas\u00a0»', 'two columns "nas"'],
    [
      'wrong delimiter',
      `${NAMES}${VOTER}`,
      ['--delimiter', 'comma'],
      'vérifiez --delimiter',
      'check --delimiter',
    ],
    [
      'quotes',
      `NAS;"Nom\n${VOTER}`,
      [],
      'des guillemets qui ne vont pas par deux',
      'quotes that do not come in pairs',
    ],
    [
      'Windows-1252',
      Buffer.from(`${NAMES}${VOTER}`, 'latin1'),
      [],
      'semble être en Windows-1252',
      'seems to be in Windows-1252',
    ],
    ['Mac OS Roman', MAC, [], 'semble être en Mac OS Roman', 'seems to be in Mac OS Roman'],
    ['lost', NAMES.replace('é', '\ufffd'), [], 'perdus dans une conversion', 'lost in a conversion'],
    [
      'other reference',
      `${NAMES}${VOTER}`,
      ['--only-references', 'M-9'],
      'aucune ligne avec',
      'no line with',
    ],
  ])('refuses a register as a whole in the language of --lang: %s', async (_fault, content, more, fr, en) => {
    const register = path.join(folder, 'voters.csv');
    if (content !== undefined) await writeFile(register, content);
    const output = path.join(folder, 'set');
    const words = ['generate', '--register', register, '--law-id', 'L', '--output', output, ...more];
    expect(await scrutin(...words, '--lang', 'fr')).toBe(1);
    expect(complained).toContain(fr);
    expect(complained).not.toContain(en);
    complained = '';
    expect(await scrutin(...words)).toBe(1);
    expect(complained).toContain(en);
    expect(complained).not.toContain(fr);
    expect(await readdir(folder)).not.toContain('set');
  });

  it.each([
    [['--count', '5'], '--law-id'],
    [['--count', '5', '--election-id', 'E'], '--region'],
    [['--count', '5', '--law-id', 'L', '--region', 'A'], '--region goes with --election-id'],
    [['--count', '5', '--law-id', 'L', '--election-id', 'E'], 'cannot be used with'],
    [['--count', '5', '--election-id', 'E', '--region', 'A,A'], 'twice'],
    [['--count', '0', '--law-id', 'L'], 'whole number'],
    [['--count', '5', '--law-id', 'L', '--code-length', '6'], 'one of 8, 10, 12'],
    [['--law-id', 'L'], 'one of --register and --count'],
    [['--count', '5', '--register', 'a.csv', '--law-id', 'L'], 'cannot be used with'],
    [['--count', '5', '--law-id', 'L', '--check-luhn'], '--check-luhn goes with --register'],
    [['--register', 'a.csv', '--law-id', 'L', '--region-column', 'r'], 'a law has no regions'],
    [['--register', 'a.csv', '--law-id', 'L', '--only-references', '=1'], 'begins with a letter or a digit'],
    [['--count', '5', '--law-id', 'a b'], 'It must have 1 to 50'],
    [['--count', '5', '--law-id', 'L', '--scheme', 'md5'], 'hmac-sha256, sha256'],
  ])('%j is refused as a wrong command line', async (words, reason) => {
    expect(await scrutin('generate', '--output', path.join(folder, 'set'), ...words)).toBe(2);
    expect(complained).toContain(reason);
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes a register, and names its wrong lines in English or in French', async () => {
    const register = path.join(folder, 'voters.csv');
    const words = ['generate', '--register', register, '--law-id', 'L', '--output', path.join(folder, 'set')];
    await writeFile(register, 'nas;reference\n46454286;M-1\n123456782;M-2\n');
    expect(await scrutin(...words)).toBe(1);
    expect(complained).toContain(`${register}, line 2: the identifier has fewer than 9 digits.`);
    expect(complained).toContain('scrutin: 1 error in the register; nothing was written.');
    expect(complained).not.toContain('46454286');
    process.exitCode = 0;
    expect(await scrutin(...words, '--lang', 'fr')).toBe(1);
    expect(complained).toContain(`${register}, ligne 2\u00a0: l’identifiant a moins de 9 chiffres.`);
    expect(complained).toContain('scrutin\u00a0: 1 erreur dans la liste\u00a0; rien n’a été écrit.');
    expect(await readdir(folder)).toEqual(['voters.csv']);
    process.exitCode = 0;
    await writeFile(register, 'nas;reference\n046454286;M-1\n123456782;M-2\n');
    expect(await scrutin(...words)).toBe(0);
    expect(printed).toContain('2 credentials for law:L (hmac-sha256), voters of the register');
    await writeFile(path.join(folder, 'lost.txt'), 'M-2\r\n');
    const replacements = [...words.slice(0, -1), path.join(folder, 'again')];
    expect(await scrutin(...replacements, '--only-references-file', path.join(folder, 'lost.txt'))).toBe(0);
    expect(printed).toContain('1 credential for law:L');
  });

  it('calls voters without a register invented', async () => {
    const output = path.join(folder, 'set');
    expect(
      await scrutin('generate', '--count', '1', '--law-id', 'L', '--output', output, '--workers', '0'),
    ).toBe(0);
    expect(printed).toContain('invented voters');
    expect(JSON.parse(await readFile(path.join(output, 'letters', 'manifest.json'), 'utf8'))).toMatchObject({
      voters: 'invented',
    });
    expect(await scrutin('generate', '--help')).toBe(0);
    expect(printed).toContain('INVENTED, for demonstrations only');
  });

  it('asks for the pepper by the name of its variable, and never for sha256', async () => {
    process.env['CREDENTIAL_PEPPER'] = 'short';
    const words = ['generate', '--count', '1', '--law-id', 'L', '--workers', '0'];
    expect(await scrutin(...words, '--output', path.join(folder, 'a'))).toBe(1);
    expect(complained).toContain('CREDENTIAL_PEPPER');
    expect(complained).not.toContain('short');
    expect(await scrutin(...words, '--output', path.join(folder, 'b'), '--scheme', 'sha256')).toBe(0);
  });

  it('has help with an example', async () => {
    expect(await scrutin('generate', '--help')).toBe(0);
    expect(printed).toContain('$ npx scrutin credentials generate --count');
  });
});
