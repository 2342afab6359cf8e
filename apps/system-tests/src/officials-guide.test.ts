import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { jest } from '@jest/globals';
import { useSystem } from '@scrutin/testkit';
import { expectGuideSucceeded, runGuide, shellScriptOf } from './shell-guide.ts';

jest.setTimeout(180_000);

describe('docs/OFFICIALS.md', () => {
  const { stack } = useSystem({ suite: 'officials-guide', processes: { 'admin-api': 1 } });

  test('its commands, unchanged, take an election from nothing to its certificate', async () => {
    const folder = path.join(stack.folder, 'office');
    await mkdir(folder);
    const run = await runGuide(shellScriptOf('docs/OFFICIALS.md'), {
      folder,
      env: {
        ADMIN: stack.adminTarget(),
        API: stack.target(),
        DATABASE_URL: await stack.database.urlFor('scrutin_operator'),
        REDIS_URL: stack.redis.url,
        CREDENTIAL_PEPPER: stack.pepper,
      },
    });
    expectGuideSucceeded(run);

    const [election] = await stack.sql<{ status: string }>('SELECT status FROM elections');
    expect(election?.status).toBe('certified');
    const laws = await stack.sql(
      'SELECT id, status, quorum_votes::text, threshold_numerator, threshold_denominator FROM laws ORDER BY id',
    );
    expect(laws).toEqual([
      {
        id: 'EAU-2026',
        status: 'draft',
        quorum_votes: '1000',
        threshold_numerator: 2,
        threshold_denominator: 3,
      },
      {
        id: 'PONT-2026',
        status: 'draft',
        quorum_votes: null,
        threshold_numerator: 3,
        threshold_denominator: 5,
      },
    ]);
    const published = await stack.sql<{ contest_key: string; rule_set: string }>(
      'SELECT contest_key, rule_set FROM published_tabulations ORDER BY contest_key',
    );
    expect(published).toEqual([
      { contest_key: 'election:MAIRIE-2026:NORD', rule_set: 'irv' },
      { contest_key: 'election:MAIRIE-2026:SUD', rule_set: 'plurality' },
    ]);
    expect(await stack.sql('SELECT tied, drawn FROM lots')).toEqual([
      { tied: ['cote', 'morin'], drawn: ['morin', 'cote'] },
    ]);
    expect(await readFile(path.join(folder, 'acts.csv'), 'utf8')).toContain(',election.certify,');
  });
});
