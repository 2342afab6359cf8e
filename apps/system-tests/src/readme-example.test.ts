import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import type { SubmissionBody } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/testkit';
import { eventually, expectNoSecretInLogs, openLaw, Stack } from '@scrutin/testkit';
import { HttpClient } from '@scrutin/voting-load';

jest.setTimeout(120_000);

const README = path.join(import.meta.dirname, '../../../README.md');

/** The commands that the README gives to vote with. */
async function votingCommands(): Promise<string> {
  const text = await readFile(README, 'utf8');
  const block = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].find(([, code]) =>
    code?.includes('/api/v1/vote'),
  );
  return block?.[1] ?? '';
}

describe('the example of the README', () => {
  let stack: Stack;
  let folder: string;
  const laws: Law[] = [];
  const client = new HttpClient(1);

  beforeAll(async () => {
    stack = await Stack.start({ suite: 'readme-example' });
    folder = await mkdtemp(path.join(tmpdir(), 'scrutin-readme-'));
  });
  afterAll(async () => {
    await client.close();
    await rm(folder, { recursive: true });
    await stack.stop();
    expectNoSecretInLogs(stack, laws);
  });

  test('votes with a letter as printed, and the vote is counted', async () => {
    const law = await openLaw(stack, { voters: 2 });
    laws.push(law);
    // As `scrutin demo load` writes them; only the law and the address are this test's own.
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
      const answer = await client.send(`${stack.target()}${body['location']}`);
      if (answer.kind === 'unanswered') throw answer.error;
      expect((JSON.parse(answer.text) as SubmissionBody).state).toBe('counted');
    });
  });
});
