import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { useSystem } from '@scrutin/testkit';
import { pagesOfPdf } from './pdf-text.ts';
import { expectGuideSucceeded, runGuide, shellScriptOf } from './shell-guide.ts';

const MARIE = 'marie@elections.example';
const JEAN = 'jean@elections.example';

/** The folder of the office, in the folder in which the guide was run. */
let office: string;

const textOf = (file: string): Promise<string> => readFile(path.join(office, file), 'utf8');

/** How many pages the PDF files of a folder have. */
async function pagesIn(folder: string): Promise<number> {
  const files = (await readdir(path.join(office, folder))).filter((name) => name.endsWith('.pdf'));
  const pages = await Promise.all(files.map((file) => pagesOfPdf(path.join(office, folder, file))));
  return pages.flat().length;
}

describe('docs/OFFICIALS.md', () => {
  const { stack } = useSystem({ suite: 'officials-guide', processes: { 'admin-api': 1 } });

  test('its commands, unchanged, take an election from the register of its voters to the audit', async () => {
    const folder = path.join(stack.folder, 'guide');
    office = path.join(folder, 'office');
    await mkdir(folder);
    // As installed. The databases of tests do without, because most tests need several accounts at once.
    await stack.sql("UPDATE approval_policy SET acts = acts || ARRAY['accounts', 'policy']");
    const run = await runGuide(shellScriptOf('docs/OFFICIALS.md'), {
      folder,
      env: {
        ADMIN: stack.adminTarget(),
        API: stack.target(),
        DATABASE_URL: await stack.database.urlFor('scrutin_operator'),
        AUDITOR_DATABASE_URL: await stack.database.urlFor('scrutin_auditor'),
        REDIS_URL: stack.redis.url,
        CREDENTIAL_PEPPER: stack.pepper,
        EXAMPLES: path.resolve('docs/examples'),
      },
    });
    expectGuideSucceeded(run);
  });

  test('every wrong line of the register was named, and the letters are PDF files of one page a voter', async () => {
    const mistakes = (await textOf('mistakes.txt')).split('\n').filter((line) => / line \d+/.test(line));
    expect(mistakes).toHaveLength(20);
    expect(await pagesIn('letters')).toBe(300);
    expect(await pagesIn('letters-again')).toBe(1);
  });

  test('the election is certified, with the counts that stand, and the rehearsal is gone', async () => {
    expect(await stack.sql('SELECT id, status, purpose, approval FROM elections ORDER BY id')).toEqual([
      { id: 'CONSEIL-2026', status: 'certified', purpose: 'real', approval: 'two-officials' },
      { id: 'MAIRIE-2026', status: 'draft', purpose: 'real', approval: 'two-officials' },
    ]);
    const published = await stack.sql(
      `SELECT p.contest_key, p.supersedes IS NOT NULL AS recount, t.ballots::int, t.result->'winners' AS winners
         FROM publications AS p JOIN tabulations AS t ON t.id = p.tabulation_id ORDER BY p.id`,
    );
    const SUD = {
      contest_key: 'election:CONSEIL-2026:SUD',
      ballots: 71,
      winners: ['beaulieu'],
    };
    expect(published).toEqual([
      {
        contest_key: 'election:CONSEIL-2026:NORD',
        recount: false,
        ballots: 122,
        winners: ['hardy', 'lavoie', 'bouchard'],
      },
      { ...SUD, recount: false },
      { contest_key: 'election:CONSEIL-2026:EST', recount: false, ballots: 60, winners: ['morin'] },
      { ...SUD, recount: true },
    ]);
    expect(await stack.sql('SELECT contest_key, tied, drawn, drawn_by, witnesses FROM lots')).toEqual([
      {
        contest_key: 'election:CONSEIL-2026:EST',
        tied: ['cote', 'morin'],
        drawn: ['morin', 'cote'],
        drawn_by: 'Marie Roy',
        witnesses: 'Lise Hardy for Paul Côté, Marc Bouchard for Julie Morin',
      },
    ]);
  });

  test('letters were replaced and revoked, except that of somebody who had voted', async () => {
    expect(
      await stack.sql('SELECT region_id, kind, credentials::int FROM void_totals ORDER BY kind'),
    ).toEqual([
      { region_id: 'NORD', kind: 'replaced', credentials: 1 },
      { region_id: 'EST', kind: 'revoked', credentials: 1 },
    ]);
    expect(await textOf('refused.txt')).toContain('Has voted, and the vote is counted (1): E-1001.');
    expect(await stack.sql('SELECT roll_key, credentials::int FROM rolls')).toEqual([
      { roll_key: 'election:CONSEIL-2026', credentials: 313 },
    ]);
    expect(
      await stack.sql('SELECT reason, sum(count)::int AS votes FROM rejection_counts GROUP BY 1'),
    ).toEqual([{ reason: 'void-credential', votes: 1 }]);
  });

  test('voters were told of each change, with its reason', async () => {
    const notices = await stack.sql<{ kind: string; reason: string }>(
      'SELECT kind, reason FROM notices ORDER BY id',
    );
    expect(notices.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['candidate-withdrawn', 'The candidate withdrew on Monday'],
      ['withdrawal-undone', 'Entered for the wrong person: Claire Gagnon stands in SUD'],
      ['candidate-withdrawn', 'Luc Gagnon withdrew on Monday'],
      ['opened-early', 'Resolution 2026-114'],
      ['registered-late', 'Board of revisors, list 12'],
      ['extended', 'Power cut in EST from 14:00 to 14:30'],
      ['closed-early', 'Resolution 2026-115: end of the example'],
      ['recount', 'Recount on application of Claire Gagnon; same result'],
    ]);
  });

  test('the record of acts shows who proposed each weighty act and who approved it', async () => {
    const acts = await stack.sql<{ action: string; actor: string; approved_by: string }>(
      'SELECT action, actor, approved_by FROM admin_audit WHERE approved_by IS NOT NULL ORDER BY id',
    );
    expect(acts.map(({ action, actor, approved_by }) => [action, actor, approved_by])).toEqual([
      ['official.create', 'ops@elections.example', MARIE],
      ...[
        'candidate.withdraw',
        'candidate.withdraw',
        'election.open',
        'roll.record',
        'election.close',
        'lot.record',
        'tabulation.publish',
        'tabulation.publish',
        'tabulation.publish',
        'tabulation.supersede',
        'election.certify',
      ].map((action) => [action, MARIE, JEAN]),
    ]);
    expect(await textOf('acts.csv')).toContain(',election.certify,');
  });

  test('the declaration is a PDF file in each language, with the lot and the recount', async () => {
    for (const [language, words] of [
      ['fr', 'Conseil municipal 2026'],
      ['en', 'Town council 2026'],
    ] as const) {
      const pages = await pagesOfPdf(path.join(office, `declaration-${language}.pdf`));
      const text = pages.flat().join(' ');
      expect(text).toContain(words);
      expect(text).toContain('Slips of paper in a hat');
      expect(text).toContain('Recount on application of Claire Gagnon');
    }
  });

  test('the ballots are public, without voters or order', async () => {
    expect(await textOf('ballots-SUD.csv')).toBe(
      'selection,count\nbeaulieu,28\nbeaulieu>pelletier,1\ngagnon-claire>pelletier,28\n' +
        'pelletier>beaulieu>gagnon-claire,14\n',
    );
    expect(await textOf('ballots-NORD.blt')).toMatch(/^5 3\n/);
  });

  test('the audit says that all checks hold', async () => {
    expect(await textOf('audit.txt')).toContain('VERDICT: all checks hold; the stamps were not compared.');
  });

  test('the reference creates two laws as drafts, with exact shares', async () => {
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
  });
});
