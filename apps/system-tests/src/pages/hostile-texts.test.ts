import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { PUBLIC_ROUTES } from '@scrutin/contracts/public';
import { bodyOf, eventually, runOrThrow, useSystem, voteInRace } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import { PHONE, useBrowser } from '@scrutin/testkit/browser';
import { attackReads, attackVotes } from '../hostile/attacked-reads.ts';
import { Attacker, Attacks } from '../hostile/attacker.ts';
import type { ReadPage } from '../hostile/crawl.ts';
import { crawl, readPage, wideElements } from '../hostile/crawl.ts';
import {
  actBesides,
  certifyContests,
  draftContests,
  ELECTION,
  LAW,
  LAW_VOTERS,
  LAW_VOTES,
  openContests,
  publishContests,
  RACE,
} from '../hostile/hostile-contests.ts';
import { fieldsIn, fieldsInPrint, MALFORMED_TEXTS, TRACE } from '../hostile/hostile-texts.ts';
import type { OpenedFile } from '../hostile/opened-file.ts';
import { formulasIn, openFile } from '../hostile/opened-file.ts';
import { allFieldNames } from '../hostile/text-fields.ts';
import { button, lawPath, WORDS } from './ballot-page.ts';
import type { OfficePerson } from './office-people.ts';
import { ACTS_OF_TWO, createPerson, openAs } from './office-people.ts';

const SETTINGS = {
  'admin-api': { SECOND_FACTOR_KEYS: `test:${'ab'.repeat(32)}`, LOGIN_FAILURES_MAX: '100000' },
};

/** What voters must be able to read while they vote, and once the result is certified. */
const ON_BALLOTS = [
  ...['changeLaw.title.en', 'changeLaw.summary.en', 'changeElection.name.en', 'changeRegion.name.en'],
  ...['changeCandidate.first_name', 'changeCandidate.last_name', 'createCandidate.last_name@b'],
  ...['changeCandidate.promises.en', 'changeCandidate.bio.en', 'changeParty.name.en'],
  ...['publishNotice.text.en', 'stepLaw.reason', 'publishNotice.text.en@election'],
];
const IN_RESULTS = [
  ...['changeLaw.title.fr', 'changeElection.name.fr', 'changeRegion.name.fr', 'changeParty.name.fr'],
  ...['changeCandidate.last_name', 'createCandidate.first_name@b', 'changeCandidate.promises.fr'],
  ...['recordLot.method', 'recordLot.drawn_by', 'recordLot.witnesses', 'publishNotice.text.fr'],
];

describe('hostile texts in every field that somebody can fill', () => {
  const { stack, client, castAll, rolls } = useSystem({
    suite: 'hostile-texts',
    processes: { 'admin-api': 1 },
    settings: SETTINGS,
  });
  const browser = useBrowser();
  const attacks = new Attacks();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let marie: OfficePerson;
  let officials: Readonly<Record<'marie' | 'jean' | 'ops', Attacker>>;

  rolls.push({ id: ELECTION, voters: RACE.voters }, { id: LAW, voters: LAW_VOTERS });

  const fieldsOn = (pages: readonly ReadPage[]): Set<string> =>
    fieldsIn(pages.map(({ content }) => content).join('\n'), attacks.carried);
  const fieldsInFile = (file: OpenedFile): Set<string> =>
    (file.kind === 'pdf' ? fieldsInPrint : fieldsIn)(file.texts.join('\n'), attacks.carried);
  /** Opens every file to which the pages link. */
  const filesOf = async (page: Page, pages: readonly ReadPage[]): Promise<OpenedFile[]> => {
    const origin = new URL(page.url()).origin;
    const links = pages.flatMap(({ links: all }) => all.map(({ href }) => href));
    const addresses = [...new Set(links.filter((href) => /^\/(?:api|admin)\//.test(href)))];
    const files: OpenedFile[] = [];
    for (const address of addresses) {
      const answer = await page.request.get(origin + address);
      expect([address, answer.status()]).toEqual([address, 200]);
      const headers = answer.headers();
      files.push(await openFile(stack.folder, { address, headers, bytes: await answer.body() }));
    }
    return files;
  };
  /** No long word makes a page wider than its window. */
  const narrow = async (page: Page, { address }: ReadPage): Promise<void> => {
    expect([address, await wideElements(page)]).toEqual([address, []]);
  };

  test('are refused if nobody could read them, and are taken as texts otherwise', async () => {
    await runOrThrow(stack, ['policy', 'set', '--acts', ACTS_OF_TWO, '--reason', 'a test']);
    marie = await createPerson(stack, 'marie', 'official');
    const others = {
      jean: await createPerson(stack, 'jean', 'official'),
      ops: await createPerson(stack, 'ops', 'operator'),
      sam: await createPerson(stack, 'sam', 'official'),
    };
    const as = (person: OfficePerson) => Attacker.login(office, attacks, person);
    officials = { marie: await as(marie), jean: await as(others.jean), ops: await as(others.ops) };
    await draftContests(officials);
    await publishContests(officials, stack);
    await openContests(officials);
    await actBesides(officials, stack, { person: others.sam, attacker: await as(others.sam) });
    const gateway = { name: 'kiosks', votes_per_second: 10_000, burst: 100_000 };
    const { key } = (await officials.ops.act('createGateway', { body: gateway })) as { key: string };
    const stranger = Attacker.stranger(stack.target, attacks);
    await attackVotes(stranger, Attacker.gateway(stack.target, attacks, key));
  });

  test('are texts on the pages of voting', async () => {
    const { page, faults } = await browser.open(`${stack.target()}/en/`, { viewport: PHONE });
    const pages = await crawl(page, {
      starts: ['/en/'],
      opens: (path) => path.startsWith('/en/'),
      each: narrow,
    });
    const seen = fieldsOn(pages);
    expect(ON_BALLOTS.filter((field) => !seen.has(field))).toEqual([]);
    await page.goto(stack.target() + lawPath('en', LAW));
    await page.getByRole('radio', { name: 'Yes' }).check();
    await button(page, WORDS.en.next).click();
    for (const text of Object.values(MALFORMED_TEXTS)) {
      await page.getByLabel(WORDS.en.nas).fill(text);
      await page.getByLabel(WORDS.en.code).fill(text);
      await button(page, WORDS.en.next).click();
      await readPage(page);
      expect(await button(page, WORDS.en.send).count()).toBe(0);
    }
    expect(faults).toEqual([]);
  });

  test('are texts on the pages of results, and in every file to which these link', async () => {
    await castAll(LAW_VOTES);
    const ballots = RACE.voters
      .slice(0, 4)
      .map((voter, i) => voteInRace(RACE, voter, [i % 2 === 0 ? 'a' : 'b']));
    await castAll(ballots);
    await eventually('every vote is counted', async () => {
      const params = { election_id: ELECTION };
      expect(bodyOf(await client.call('electionResult', { params })).total_votes).toBe(ballots.length);
      const law = bodyOf(await client.call('lawResult', { params: { law_id: LAW } }));
      expect(law.total_votes).toBe(LAW_VOTES.length);
    });
    await certifyContests(officials);
    await attackReads(officials.ops, Attacker.stranger(stack.target, attacks));
    const { page, faults } = await browser.open(`${stack.target()}/fr/`, { viewport: PHONE });
    const pages = await crawl(page, {
      starts: ['/fr/'],
      opens: (path) => path.startsWith('/fr/'),
      each: narrow,
    });
    const seen = fieldsOn(pages);
    expect(IN_RESULTS.filter((field) => !seen.has(field))).toEqual([]);
    expect(faults).toEqual([]);
    const files = await filesOf(page, pages);
    expect(new Set(files.map(({ kind }) => kind))).toEqual(new Set(['csv', 'xlsx', 'pdf', 'json', 'blt']));
    expect(files.flatMap(formulasIn)).toEqual([]);
    expect(files.map(({ name, texts }) => [name, texts.length > 0])).toEqual(
      files.map(({ name }) => [name, true]),
    );
    for (const file of files) fieldsInFile(file);
  });

  test('are texts on every page of the office, and in its files', async () => {
    const { page, faults } = await openAs(browser, office(), marie, '/', {
      viewport: PHONE,
      locale: 'fr-CA',
    });
    const older: ReadPage[] = [];
    const pages = await crawl(page, {
      starts: ['/', '/acts', '/accounts', '/audit'],
      opens: (path) => !path.startsWith('/admin/'),
      each: async (open, read) => {
        await narrow(open, read);
        if (read.address !== '/acts') return;
        const more = open.getByRole('button', { name: 'Actes plus anciens' });
        while ((await more.count()) > 0) {
          const { content } = await readPage(open);
          await more.click();
          older.push(
            await eventually('the older acts are shown', async () => {
              const next = await readPage(open);
              expect(next.content).not.toBe(content);
              expect(next.content).not.toContain('Lecture en cours');
              return next;
            }),
          );
        }
      },
    });
    const seen = fieldsOn([...pages, ...older]);
    expect([...attacks.carried.keys()].filter((field) => !seen.has(field))).toEqual([]);
    expect(faults()).toEqual([]);
    const files = await filesOf(page, pages);
    expect(new Set(files.map(({ kind }) => kind))).toEqual(new Set(['csv', 'xlsx', 'pdf', 'json', 'text']));
    expect(files.flatMap(formulasIn)).toEqual([]);
    const acts = files.find(({ name }) => name === 'acts.csv');
    const inActs = acts === undefined ? new Set() : fieldsInFile(acts);
    expect([...attacks.carried.keys()].filter((field) => !inActs.has(field))).toEqual([]);
    for (const file of files) fieldsInFile(file);
  });

  test('were tried in every field that there is', () => {
    const all = [...allFieldNames(ADMIN_ROUTES), ...allFieldNames(PUBLIC_ROUTES)];
    expect(all.filter((name) => !attacks.attacked.has(name))).toEqual([]);
  });

  test('are in no log but as texts', () => {
    for (const { lines } of stack.processes) {
      for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
      expect(lines.filter((line) => line.includes(`${TRACE}=1`))).toEqual([]);
    }
  });
});
