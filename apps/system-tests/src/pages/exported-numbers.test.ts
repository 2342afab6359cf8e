import type { Election, Law } from '@scrutin/testkit';
import { bodyOf, eventually, useSystem, voteInRace } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import { PHONE, useBrowser } from '@scrutin/testkit/browser';
import type { LawVote } from '@scrutin/voting-load';
import { readPage } from '../hostile/crawl.ts';
import type { OpenedFile } from '../hostile/opened-file.ts';
import { openFile } from '../hostile/opened-file.ts';
import { tableTexts } from './read-table.ts';

/** How many votes each candidate gets. No two numbers are the same, so that a test notices a mix-up. */
const VOTES = { Alder: 13, Birch: 7, Cedar: 4 } as const;
const FORMATS = ['csv', 'xlsx', 'pdf', 'json', 'nist'];

describe('the files to which a page of results links', () => {
  const { stack, client, open, openElection, castAll } = useSystem({ suite: 'exported-numbers' });
  const browser = useBrowser();
  let law: Law;
  let election: Election;

  beforeAll(async () => {
    law = await open(20);
    const candidates = Object.keys(VOTES).map((name) => ({
      id: name.toLowerCase(),
      firstName: 'Ada',
      lastName: name,
    }));
    election = await openElection({ votersPerRegion: 30, regions: [{ candidates }] });
    const lawVotes: LawVote[] = law.voters.slice(0, 16).map((voter, i) => ({
      kind: 'law',
      voter,
      lawId: law.id,
      choice: i < 11 ? 'oui' : 'non',
    }));
    await castAll(lawVotes);
    const race = election.races[0];
    if (race === undefined) throw new Error('The election has no race.');
    const choices = Object.entries(VOTES).flatMap(([name, votes]) =>
      Array.from({ length: votes }, () => name.toLowerCase()),
    );
    await castAll(
      race.voters.slice(0, choices.length).map((voter, i) => voteInRace(race, voter, [choices[i] ?? ''])),
    );
    await eventually('every vote is counted', async () => {
      expect(bodyOf(await client.call('lawResult', { params: { law_id: law.id } })).total_votes).toBe(16);
      const params = { election_id: election.id };
      expect(bodyOf(await client.call('electionResult', { params })).total_votes).toBe(24);
    });
  });

  /** Opens every file of the section with the downloads, by its format. */
  const filesOf = async (page: Page): Promise<Map<string, OpenedFile>> => {
    const { links } = await readPage(page);
    const files = new Map<string, OpenedFile>();
    for (const { href } of links) {
      const format = new URL(href, stack.target()).searchParams.get('format');
      if (format === null || !href.startsWith('/api/')) continue;
      const answer = await page.request.get(stack.target() + href);
      expect([href, answer.status()]).toEqual([href, 200]);
      const sent = { address: href, headers: answer.headers(), bytes: await answer.body() };
      files.set(format, await openFile(stack.folder, sent));
    }
    return files;
  };
  /** The rows of a table of the page, as a name and a number of votes. */
  const shownVotes = async (page: Page, table: string): Promise<[string, number][]> => {
    const rows = (await tableTexts(page, table)).slice(1, -1);
    return rows.map((row) => [
      /[A-Z][a-z]+(?= |$)/.exec(row.find((cell) => /[a-z]/.test(cell))?.replace('Ada ', '') ?? '')?.[0] ?? '',
      Number(row.find((cell) => /^\d+$/.test(cell) && cell !== row[0])),
    ]);
  };

  test('have the votes of a race that the page shows', async () => {
    const region = election.races[0]?.regionId ?? '';
    const { page } = await browser.open(`${stack.target()}/en/results/election/${election.id}/${region}`, {
      viewport: PHONE,
    });
    const shown = await shownVotes(page, 'Votes by candidate');
    expect(Object.fromEntries(shown)).toEqual(VOTES);
    const whole = await browser.open(`${stack.target()}/en/results/election/${election.id}`, {
      viewport: PHONE,
    });
    const files = await filesOf(whole.page);
    expect([...files.keys()].sort()).toEqual([...FORMATS].sort());
    for (const [name, votes] of shown) {
      for (const format of ['csv', 'xlsx']) {
        const rows = files.get(format)?.rows.filter((row) => row.join(' ').includes(`Ada ${name}`)) ?? [];
        expect([format, name, rows.some((row) => row.includes(String(votes)))]).toEqual([format, name, true]);
      }
      const printed = (files.get('pdf')?.texts ?? []).join('\n').replaceAll(/\s+/g, ' ');
      expect(printed).toMatch(new RegExp(`Ada ${name}[^A-Z]*(?:IND)?[^A-Z]*\\b${votes}\\b`));
      for (const format of ['json', 'nist']) expect(files.get(format)?.texts).toContain(String(votes));
    }
  });

  test('have the votes on a law that the page shows', async () => {
    const { page } = await browser.open(`${stack.target()}/en/results/law/${law.id}`, { viewport: PHONE });
    const shown = await shownVotes(page, 'Votes');
    expect(Object.fromEntries(shown)).toMatchObject({ Yes: 11, No: 5 });
    const files = await filesOf(page);
    expect([...files.keys()].sort()).toEqual([...FORMATS].sort());
    const [head = [], row = []] = files.get('csv')?.rows ?? [];
    expect([row[head.indexOf('oui_count')], row[head.indexOf('non_count')]]).toEqual(['11', '5']);
    for (const file of files.values()) {
      const numbers = new Set(file.texts.flatMap((text) => text.match(/\d+/g) ?? []));
      expect([file.name, numbers.has('11'), numbers.has('5'), numbers.has('16')]).toEqual([
        file.name,
        true,
        true,
        true,
      ]);
    }
  });
});
