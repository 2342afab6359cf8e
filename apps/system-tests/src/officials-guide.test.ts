import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Stack } from '@scrutin/testkit';

jest.setTimeout(180_000);

const ROOT = path.resolve(__dirname, '../../..');
const GUIDE = readFileSync(path.join(ROOT, 'docs', 'OFFICIALS.md'), 'utf8');

/** Every shell block of docs/OFFICIALS.md, in order, as one script: it ends at the first command that fails. */
const script = [...GUIDE.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');

describe('docs/OFFICIALS.md', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start({ suite: 'officials-guide', processes: { 'admin-api': 1 } });
  });
  afterAll(async () => {
    await stack.stop();
  });

  test('its commands, run as they stand, take an election from nothing to its certificate', async () => {
    const folder = path.join(stack.folder, 'desk');
    const bin = path.join(stack.folder, 'bin');
    await mkdir(folder);
    await mkdir(bin);
    // `npx scrutin …` from any folder: the build of this checkout.
    const command = path.join(ROOT, 'apps', 'cli', 'dist', 'main.js');
    await writeFile(
      path.join(bin, 'npx'),
      `#!/bin/sh\nshift\nexec '${process.execPath}' '${command}' "$@"\n`,
    );
    await chmod(path.join(bin, 'npx'), 0o755);

    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: {
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        ADMIN: stack.adminTarget(),
        API: stack.target(),
        DATABASE_URL: await stack.database.urlFor('scrutin_operator'),
        REDIS_URL: stack.redis.url,
        CREDENTIAL_PEPPER: stack.pepper,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 90_000, // its loops wait for ever
    });
    const code = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), code]);
    expect({ exitCode, said: exitCode === 0 ? '' : `${stdout.slice(-2_000)}\n${stderr}` }).toEqual({
      exitCode: 0,
      said: '',
    });

    const [election] = await stack.sql<{ status: string }>('SELECT status FROM elections');
    expect(election?.status).toBe('certified');
    const published = await stack.sql<{ contest_key: string; rule_set: string }>(
      'SELECT contest_key, rule_set FROM published_tabulations ORDER BY contest_key',
    );
    expect(published).toEqual([
      { contest_key: 'election:MAIRIE-2026:NORD', rule_set: 'irv' },
      { contest_key: 'election:MAIRIE-2026:SUD', rule_set: 'plurality:lot=morin' },
    ]);
    expect(await readFile(path.join(folder, 'acts.csv'), 'utf8')).toContain(',election.certify,');
  });
});
