import type { RaceTabulationBody } from '@scrutin/contracts/public';
import type { Election, Race } from '@scrutin/testkit';
import { bodyOf, closeElection, eventually, runOrThrow, useSystem, voteInRace } from '@scrutin/testkit';
import {
  accessibilityFaults,
  becomes,
  DESKTOP,
  PHONE,
  scrollsSideways,
  useBrowser,
} from '@scrutin/testkit/browser';
import { shown, tableTexts } from './read-table.ts';

const NARROW = { width: 320, height: 640 };
const HOSTILE = '<img src=x onerror=alert(1)>';
const PROMISE = { fr: `Des trains ${HOSTILE}`, en: '' };

/** The ballots of a race, one for each voter. */
const RANKINGS = {
  single: ['a', 'a', 'a', 'b', 'b', 'b', 'c'],
  irv: ['a>b', 'a>b', 'b>a', 'b>a', 'c>a', 'd>a', 'd'],
  stv: ['a>b>c', 'a>b>c', 'a>b>c', 'a>c', 'b>c', 'c', 'd>c'],
} as const;

/** What `tabulate record --json` prints of a count. */
interface Recorded {
  readonly id: string;
  readonly status: string;
  readonly tie?: { readonly among: readonly string[] };
}

describe('the results of elections', () => {
  const { stack, client, openElection, castAll } = useSystem({ suite: 'results-of-elections' });
  const browser = useBrowser();
  let election: Election;

  const raceAt = (index: number): Race => {
    const race = election.races[index];
    if (race === undefined) throw new Error(`The election has no race ${index}.`);
    return race;
  };
  const ofRace = (race: Race) => ({ params: { election_id: race.electionId, region_id: race.regionId } });
  const tabulationOf = async (race: Race): Promise<RaceTabulationBody> =>
    bodyOf(await client.call('raceTabulation', ofRace(race)));
  const address = (language: string, region?: string): string => {
    const path = language === 'fr' ? 'resultats/election' : 'results/election';
    return `${stack.target()}/${language}/${path}/${election.id}${region === undefined ? '' : `/${region}`}`;
  };
  const record = (race: Race): Promise<Recorded> =>
    stack
      .scrutin(['tabulate', 'record', '--contest', `election:${election.id}:${race.regionId}`, '--json'])
      .then(({ stdout }) => JSON.parse(stdout) as Recorded);

  beforeAll(async () => {
    const named = (id: string) => ({ id, firstName: id.toUpperCase(), lastName: 'Tremblay' });
    election = await openElection({
      votersPerRegion: 8,
      regions: [
        {
          ruleSet: 'plurality',
          candidates: [{ ...named('a'), lastName: HOSTILE, promises: PROMISE }, named('b'), named('c')],
        },
        { method: 'ranked_choice', ruleSet: 'irv', candidates: ['a', 'b', 'c', 'd'].map(named) },
        {
          method: 'ranked_choice',
          ruleSet: 'scottish-stv-2011',
          seats: 3,
          candidates: ['a', 'b', 'c', 'd'].map(named),
        },
      ],
    });
    const ballots = Object.values(RANKINGS).flatMap((rankings, i) => {
      const race = raceAt(i);
      return rankings.flatMap((ranking, k) => {
        const voter = race.voters[k];
        return voter === undefined ? [] : [voteInRace(race, voter, ranking.split('>'))];
      });
    });
    await castAll(ballots);
    await eventually('all votes are counted', async () => {
      const reply = await client.call('electionResult', { params: { election_id: election.id } });
      expect(bodyOf(reply).total_votes).toBe(ballots.length);
    });
  });

  test('equal candidates share a step of the podium, and hostile texts stay texts', async () => {
    const { page, faults } = await browser.open(address('fr', raceAt(0).regionId), { viewport: PHONE });
    const steps = page.getByRole('region').or(page.locator('main')).getByRole('listitem');
    await page.getByRole('heading', { name: 'Les trois premières places' }).waitFor();
    const first = steps.filter({ hasText: '1re place, à égalité' });
    const text = await first.first().innerText();
    expect(text).toContain(HOSTILE);
    expect(text).toContain('B Tremblay');
    await page.getByText(PROMISE.fr).waitFor();
    expect(faults).toEqual([]);
    const english = await browser.open(address('en', raceAt(0).regionId), { viewport: PHONE });
    expect(await english.page.getByText(PROMISE.fr).getAttribute('lang')).toBe('fr');
  });

  test('every number of a race is the one of the API', async () => {
    const result = bodyOf(await client.call('raceResult', ofRace(raceAt(0))));
    const { page } = await browser.open(address('fr', raceAt(0).regionId), { viewport: DESKTOP });
    const rows = (await tableTexts(page, 'Voix par candidature')).slice(1);
    expect(rows.map((row) => row.slice(-2))).toEqual([
      ...result.candidates.map(({ votes, percentage }) => [
        shown(votes, 'fr'),
        shown(percentage, 'fr', true),
      ]),
      [shown(result.total_votes, 'fr'), ''],
    ]);
    expect(rows.map((row) => row[1])).toEqual([
      ...result.candidates.map(({ name }): unknown => expect.stringContaining(name)),
      'Total des votes',
    ]);
  });

  describe('when counts are published', () => {
    beforeAll(async () => {
      await closeElection(stack, election, Date.now());
      for (const race of election.races) {
        let count = await record(race);
        while (count.status === 'awaits-lot' && count.tie !== undefined) {
          await runOrThrow(stack, [
            ...['tabulate', 'lot', count.id, ...count.tie.among],
            ...['--method', 'Deux papiers', '--drawn-by', 'Claire Roy', '--witnesses', 'Luc Gagnon'],
          ]);
          count = await record(race);
        }
        await runOrThrow(stack, ['tabulate', 'publish', count.id]);
        await eventually('the count is public', () => tabulationOf(race));
      }
    });

    test('a tie that a lot decided names the lot and its witnesses', async () => {
      const { page } = await browser.open(address('fr', raceAt(0).regionId), { viewport: PHONE });
      await page.getByText('Luc Gagnon', { exact: true }).waitFor();
      await page.getByText('Deux papiers', { exact: true }).waitFor();
      expect((await tabulationOf(raceAt(0))).lots).toHaveLength(1);
    });

    test.each([
      ['IRV', 1],
      ['STV', 2],
    ])(
      'the rounds of %s are gone through with the arrow keys, with the numbers of the API',
      async (_name, index) => {
        const race = raceAt(index);
        const count = await tabulationOf(race);
        const { page, faults } = await browser.open(address('en', race.regionId), { viewport: PHONE });
        const tabs = page.getByRole('tablist', { name: 'Choose a round' }).getByRole('tab');
        await becomes(() => tabs.count(), count.rounds.length);
        await tabs.first().focus();
        for (const [i, round] of count.rounds.entries()) {
          const title = `Round ${i + 1} of ${count.rounds.length}`;
          await page.getByRole('heading', { name: title, exact: true }).waitFor();
          const rows = await tableTexts(page, `Votes at the beginning: ${title}`);
          const votes = Object.values(round.tally).map(Number);
          expect(rows.slice(1, 1 + votes.length).map((row) => Number(row[1]))).toEqual(
            votes.sort((a, b) => b - a),
          );
          await page.keyboard.press('ArrowRight');
        }
        await page.keyboard.press('Home');
        await becomes(() => tabs.first().getAttribute('aria-selected'), 'true');
        // The picture of where the votes go is drawn, and screen readers skip it: the tables say the same.
        expect(await page.getByText(/^Where the votes go/).count()).toBe(1);
        expect(await page.getByRole('figure', { name: /Where the votes go/ }).count()).toBe(0);
        expect(await scrollsSideways(page)).toBe(false);
        await page.getByRole('button', { name: 'Show all rounds' }).click();
        await becomes(
          () => page.getByRole('heading', { name: /^Round \d+ of/ }).count(),
          count.rounds.length,
        );
        expect(faults).toEqual([]);
      },
    );

    test('without scripts all rounds can be read, and the regions can be sorted', async () => {
      const viewer = { viewport: PHONE, javaScriptEnabled: false };
      const race = await browser.open(address('fr', raceAt(1).regionId), viewer);
      const { rounds } = await tabulationOf(raceAt(1));
      expect(await race.page.getByRole('heading', { name: /^Tour \d+ sur/ }).count()).toBe(rounds.length);
      const { page } = await browser.open(address('fr'), viewer);
      await page
        .getByRole('columnheader', { name: /^Région/ })
        .getByRole('link')
        .click();
      const names = (await tableTexts(page, 'Par région')).slice(1).map(([name]) => name?.split(' ')[0]);
      expect(names).toEqual(election.races.map(({ regionId }) => regionId).reverse());
    });

    test('the election has the totals of the API, and its table is sorted with the keyboard', async () => {
      const body = bodyOf(await client.call('electionResult', { params: { election_id: election.id } }));
      const { page, faults } = await browser.open(address('en'), { viewport: DESKTOP });
      const total = (await tableTexts(page, 'Seats and votes by party')).at(-1);
      expect(total).toEqual(['All votes', shown(body.total_votes, 'en')]);
      const turnout = page.getByRole('columnheader', { name: /^Turnout/ });
      await turnout.getByRole('link').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/sort=-turnout/);
      await becomes(() => turnout.getAttribute('aria-sort'), 'descending');
      await page.getByLabel('Go to a region').selectOption({ label: raceAt(2).regionId });
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: raceAt(2).regionId }).waitFor();
      expect(faults).toEqual([]);
    });

    test.each([
      ['a phone in the dark', 'fr', { viewport: PHONE, colorScheme: 'dark' as const }],
      ['a narrow window', 'en', { viewport: NARROW }],
      ['a desktop with forced colours', 'fr', { viewport: DESKTOP, forcedColors: 'active' as const }],
    ])('the pages can be read on %s in %s', async (_name, language, viewer) => {
      for (const region of [undefined, raceAt(0).regionId, raceAt(2).regionId]) {
        const { page, faults } = await browser.open(address(language, region), viewer);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect([region, await scrollsSideways(page)]).toEqual([region, false]);
        expect(faults).toEqual([]);
      }
    });
  });
});
