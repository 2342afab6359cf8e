import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { SubmissionBody } from '@scrutin/contracts/public';
import { eventually, useSystem } from '@scrutin/testkit';

const README = path.join(import.meta.dirname, '../../../README.md');

/** Returns the commands of the README that cast a vote. */
async function votingCommands(): Promise<string> {
  const text = await readFile(README, 'utf8');
  const block = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].find(([, code]) =>
    code?.includes('/api/v1/vote'),
  );
  return block?.[1] ?? '';
}

describe('the example of the README', () => {
  const { stack, open, ask } = useSystem({ suite: 'readme-example' });
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'scrutin-readme-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('votes with a letter, and the vote is counted', async () => {
    const law = await open(2);
    // The letters are as `scrutin demo load` writes them. Only the law and the address are different.
    const letters = path.join(folder, '.scrutin/dev/demo', law.id, 'letters');
    await mkdir(letters, { recursive: true });
    const lines = ['nas,code,reference', ...law.voters.map(({ nas, code }) => `${nas},${code},L-0000001`)];
    await writeFile(path.join(letters, 'letters-00001.csv'), `${lines.join('\n')}\n`);
    const commands = (await votingCommands())
      .replaceAll('L2025-001', law.id)
      .replaceAll('http://127.0.0.1:8000', stack.target());
    const { stdout } = await promisify(execFile)('bash', ['-c', commands], { cwd: folder });

    expect(stdout).toMatch(/^HTTP\/1\.1 202 Accepted\r\n/);
    const body = JSON.parse(stdout.slice(stdout.indexOf('\r\n\r\n'))) as Record<string, string>;
    expect(Object.keys(body)).toEqual(['request_id', 'status', 'location', 'message']);
    await eventually('the vote is counted', async () => {
      const { text } = await ask(body['location'] ?? '');
      expect((JSON.parse(text) as SubmissionBody).state).toBe('counted');
    });
  });
});
