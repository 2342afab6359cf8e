import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useSystem } from '@scrutin/testkit';
import { expectGuideSucceeded, runGuide, shellScriptOf } from './shell-guide.ts';

describe('docs/TUTORIAL.md', () => {
  const { stack, open } = useSystem({ suite: 'tutorial' });

  test('its commands, unchanged, count one vote, reject two, and show a balanced ledger', async () => {
    const law = await open(2);
    const folder = path.join(stack.folder, 'tutorial');
    // The letters are where the demonstration writes them.
    const letters = path.join(folder, '.scrutin/dev/demo', law.id, 'letters');
    await mkdir(letters, { recursive: true });
    const lines = ['nas,code,reference', ...law.voters.map(({ nas, code }) => `${nas},${code},L-0000001`)];
    await writeFile(path.join(letters, 'letters-00001.csv'), `${lines.join('\n')}\n`);

    const run = await runGuide(shellScriptOf('docs/TUTORIAL.md'), {
      folder,
      env: { API: stack.target(), LAW: law.id },
    });
    expectGuideSucceeded(run);
    expect(run.stdout).toContain(`"id":"${law.id}"`);
    expect(run.stdout).toMatch(
      /"status":"counted"[^]*"reason":"already-voted"[^]*"reason":"unknown-credential"/,
    );
    expect(run.stdout).toContain('"oui_count":1,"non_count":0');
    expect(run.stdout).toMatch(/received\D+3\D[^]*counted\D+1\D/);

    const settled = await stack.sql<{ reason: string }>(
      'SELECT reason FROM rejected_submissions ORDER BY reason',
    );
    expect(settled.map(({ reason }) => reason)).toEqual(['already-voted', 'unknown-credential']);
  });
});
