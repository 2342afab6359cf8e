import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../project-root.ts';
import { variablesOfEnvFile } from './compose-file.ts';

const SCRIPT = path.join(projectRoot(), 'scripts/docker/new-env.mjs');
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'scrutin-env-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the secrets are long, different from each other and each time, and for their owner alone', () => {
  const files = ['one.env', 'two.env'].map((name) => path.join(folder, name));
  const [one, two] = files.map((file) => {
    expect(run(file)).toMatchObject({ status: 0, stderr: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    return variablesOfEnvFile(readFileSync(file, 'utf8'));
  });
  const values = [one, two].flatMap((variables) => Object.values(variables ?? {}));
  expect(values.length).toBeGreaterThan(20);
  expect(new Set(values).size).toBe(values.length);
  // Characters that mean nothing in an address, in a shell, and in a file .env.
  for (const value of values) expect(value).toMatch(/^[\w:-]{32,}$/);
});

test('a file that exists is kept', () => {
  const file = path.join(folder, '.env');
  run(file);
  const before = readFileSync(file, 'utf8');
  const again = run(file);
  expect(again).toMatchObject({ status: 1, stdout: '' });
  expect(again.stderr).toContain('exists already');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a mistake is answered in a sentence', () => {
  expect(run('--help')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Usage') as unknown,
  });
  expect(run(path.join(folder, 'none', '.env'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('ENOENT') as unknown,
  });
});
