import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, runOrThrow, useSystem } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import { becomes } from '@scrutin/testkit/browser';
import { accessibilityFaults, DESKTOP, PHONE, useBrowser } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import { pagesOfPdf } from '../pdf-text.ts';
import type { PageLanguage } from './ballot-page.ts';
import { castBallot, racePath, WORDS } from './ballot-page.ts';
import type { Votes } from './exported-votes.ts';
import { figuresOfRace, linkedFile, votesInCsv, votesInJson } from './exported-votes.ts';
import type { Login } from './office-accounts.ts';
import { createAccount, createOperator, logIn, logInFirst } from './office-accounts.ts';
import type { FoundSubmissions, SubmissionSearch } from './office-audit-page.ts';
import { searchSubmissions } from './office-audit-page.ts';
import {
  addCandidate,
  addParty,
  addRace,
  addRegion,
  approve,
  createElection,
  disclosed,
  officePath,
  proposedPath,
  takeStep,
  uploadPhoto,
} from './office-contest-pages.ts';
import { countRace, publishCount, recordLot } from './office-count-pages.ts';
import type { LetterSet } from './office-letters.ts';
import {
  filesOf,
  letterOf,
  loadRoll,
  makeLetters,
  registerText,
  replaceLetters,
  revokeLetters,
} from './office-letters.ts';
import { ACTS_OF_TWO, electionOnRecord, openAs, worthNaming } from './office-people.ts';
import { tableTexts } from './read-table.ts';
import {
  ELECTION,
  isRanked,
  LOT,
  NEW_ELECTION,
  RACES,
  regionOf,
  REGIONS,
  REGISTER,
  VOTES,
} from './whole-election-plan.ts';

const REHEARSAL = `${ELECTION}-REHEARSAL`;
const ZONE = { timezoneId: 'America/Toronto' };
const FRENCH = { viewport: DESKTOP, locale: 'fr-CA', ...ZONE };
const ENGLISH = { viewport: DESKTOP, locale: 'en-CA', ...ZONE };

describe('a whole election in the browser, from nothing to the certificate', () => {
  const { stack, rolls } = useSystem({ suite: 'whole-election', processes: { 'admin-api': 1 } });
  const browser = useBrowser();
  const office = (at = '/'): string => stack.running('admin-api')[0]!.publicUrl() + at;
  const site = (at: string): string => stack.target() + at;
  let [marie, jean, eva]: Login[] = [];
  let letters: LetterSet;
  let register: string;
  const submissions: string[] = [];
  const digests: string[] = [];

  beforeAll(async () => {
    const acts = `${ACTS_OF_TWO},accounts`;
    await runOrThrow(stack, ['policy', 'set', '--acts', acts, '--reason', 'a test']);
    register = path.join(stack.folder, 'register.csv');
    writeFileSync(register, registerText(REGISTER));
  });

  /** Opens a page of the office in a window of its own, in which the person has logged in. */
  function openOffice(who: Login | undefined, at: string, viewer = FRENCH) {
    if (who === undefined) throw new Error('Nobody has this account yet.');
    return openAs(browser, office(''), who, at, viewer);
  }

  /** A colleague approves what the page proposes; then the page is looked at again. */
  async function approved(page: Page, by = jean): Promise<void> {
    const other = await openOffice(by, await proposedPath(page), ENGLISH);
    await approve(other.page);
    await other.page.context().close();
  }

  const shows = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

  /** Marks the ballot in a window of a phone, and goes as far as the answer. */
  async function vote(
    { language, electionId, region }: { language: PageLanguage; electionId: string; region: string },
    letter: Voter,
    candidates: readonly string[],
    answer: string,
  ): Promise<Page> {
    const address = site(racePath(language, electionId, region));
    const { page, faults } = await browser.open(address, { viewport: PHONE, ...ZONE });
    await castBallot(page, { language, letter, candidates, isRanked: isRanked(region), answer });
    expect(worthNaming(faults)).toEqual([]);
    return page;
  }

  test('an operator makes the accounts: the second one needs the approval of the first', async () => {
    const first = await createOperator(stack, 'ops@ville.example');
    const { page } = await browser.open(office('/accounts'), FRENCH);
    await logInFirst(page, first, 'quatre mots de l’exploitation');
    const newAccount = async (name: string, role: 'official' | 'auditor'): Promise<Login> => {
      await page.goto(office('/accounts'));
      return createAccount(page, { email: `${name}@ville.example`, name, role });
    };
    const ownWindow = async (login: Login, wanted: string): Promise<Login> => {
      const { page: own } = await browser.open(office('/'), FRENCH);
      return logInFirst(own, login, wanted);
    };
    const forMarie = await newAccount('marie', 'official');
    await shows(page, 'Le compte est créé.');
    marie = await ownWindow(forMarie, 'quatre mots de Marie Roy');
    const forJean = await newAccount('jean', 'official');
    await approved(page, marie);
    jean = await ownWindow(forJean, 'quatre mots de Jean Fortin');
    const forEva = await newAccount('eva', 'auditor');
    await approved(page, jean);
    eva = await ownWindow(forEva, 'quatre mots de Eva Lind');
  });

  test('an official makes an election of three regions from nothing', async () => {
    const { page, faults } = await browser.open(office('/lists'), FRENCH);
    await logIn(page, marie ?? { email: '', password: '' });
    await page.getByRole('region', { name: 'Ajouter une région' }).waitFor();
    for (const { region, name } of RACES) await addRegion(page, region, name);
    await addParty(page, 'EAU', { fr: 'Équipe de l’eau', en: 'Water Team' }, '#1f6fb2');
    await addParty(page, 'PONT', { fr: 'Alliance du pont', en: 'Bridge Alliance' }, '#b2431f');
    await createElection(page, NEW_ELECTION);
    const picture = await page.screenshot();
    for (const race of RACES) {
      await page.goto(office(officePath(ELECTION, 'races')));
      await addRace(page, race);
      for (const candidate of race.candidates) await addCandidate(page, candidate);
      if (race.region === 'EST') await uploadPhoto(page, 'Ève Côté', picture);
    }
    await page.goto(office(officePath(ELECTION)));
    await shows(page, '3 circonscriptions, 9 candidatures.');
    await shows(page, /Il n’y a pas de liste électorale/);
    expect(worthNaming(faults)).toEqual([]);
  });

  test('the roll is tried before it is loaded', async () => {
    letters = await makeLetters(stack, { register, electionId: ELECTION, regions: REGIONS, name: 'letters' });
    rolls.push({ id: ELECTION, voters: [...letters.letters.values()] });
    const { page, faults } = await openOffice(marie, officePath(ELECTION, 'roll'));
    const files = page.getByLabel('Fichiers du dossier roll');
    await files.setInputFiles(filesOf(letters, 'references'));
    await shows(page, /rien n’a été envoyé/);
    await loadRoll(page, letters);
    const regions = await tableTexts(page, 'Lettres par région');
    expect(regions.slice(1).map((row) => row.slice(0, 2))).toEqual(
      expect.arrayContaining([
        [expect.stringContaining('Est'), '3'],
        [expect.stringContaining('Nord'), '5'],
      ]),
    );
    expect(faults()).toEqual([]);
  });

  describe('a rehearsal', () => {
    let rehearsed: LetterSet;
    const realElection = () => electionOnRecord(stack, marie, ELECTION);

    test('is made, opened, voted in and counted as the real election will be', async () => {
      rehearsed = await makeLetters(stack, {
        ...{ register, electionId: REHEARSAL, regions: REGIONS, name: 'letters-rehearsal' },
      });
      rolls.push({ id: REHEARSAL, voters: [...rehearsed.letters.values()] });
      const before = await realElection();
      const { page } = await openOffice(marie, officePath(ELECTION));
      const form = await disclosed(page, 'Préparer une répétition');
      await form.getByRole('button', { name: 'Préparer une répétition' }).click();
      await page.getByRole('note').getByText('RÉPÉTITION').waitFor();
      await page.getByRole('link', { name: 'Liste électorale', exact: true }).click();
      const files = page.getByLabel('Fichiers du dossier roll');
      await files.setInputFiles(filesOf(letters, 'roll'));
      await shows(page, new RegExp(`election:${ELECTION}\\b`));
      await loadRoll(page, rehearsed);
      await page.getByRole('link', { name: 'Étapes' }).click();
      await takeStep(page, 'Ouvrir maintenant', { confirm: REHEARSAL });
      await shows(page, 'Vote ouvert');
      const est = { language: 'fr', electionId: REHEARSAL, region: 'EST' } as const;
      const ballot = await vote(est, letterOf(rehearsed, 'E-1'), ['Ève Côté'], WORDS.fr.counted);
      await ballot
        .getByText(/répétition/i)
        .first()
        .waitFor();
      await vote(est, letterOf(letters, 'E-1'), ['Luc Morin'], WORDS.fr.rejected);
      await takeStep(page, 'Clore avant l’heure', { reason: 'Fin de la répétition', confirm: REHEARSAL });
      await shows(page, 'Dépouiller, tirer au sort, publier');
      await countRace(page, office(officePath(REHEARSAL, 'count')), 'Est');
      await shows(page, 'Ève Côté');
      expect(await realElection()).toEqual(before);
    });

    test('is not in the lists of voters unless they ask for it, and is thrown away', async () => {
      const { page: hidden } = await browser.open(site('/fr/'));
      expect(await hidden.getByText('Conseil municipal 2030').count()).toBe(0);
      const before = await realElection();
      const { page } = await openOffice(marie, officePath(REHEARSAL));
      const discard = await disclosed(page, 'Jeter cette répétition');
      await discard.getByLabel(`Pour confirmer, tapez ${REHEARSAL}`).fill(REHEARSAL);
      await discard.getByRole('button', { name: 'Jeter cette répétition' }).click();
      await page.getByRole('heading', { name: 'Scrutins' }).waitFor();
      await becomes(() => page.getByText(REHEARSAL).count(), 0);
      expect(await realElection()).toEqual(before);
      expect(before).toMatchObject({ state: 'draft', purpose: 'real' });
    });
  });

  test('the election is published, and opened early by two officials', async () => {
    const { page } = await openOffice(marie, officePath(ELECTION));
    await takeStep(page, 'Publier');
    await shows(page, 'Le public voit ce scrutin.');
    await takeStep(page, 'Ouvrir maintenant', { reason: 'Résolution 2030-114', confirm: ELECTION });
    await approved(page);
    await shows(page, 'Vote ouvert');
    const { page: front } = await browser.open(site('/fr/'), { viewport: PHONE });
    await eventually('the ballot can be reached from the front page', async () => {
      await front.reload();
      expect(await front.getByRole('link', { name: /^Voter/ }).count()).toBe(1);
    });
  });

  test('a lost letter is replaced, and another one revoked', async () => {
    const again = await makeLetters(stack, {
      ...{ register, electionId: ELECTION, regions: REGIONS, name: 'letters-again', only: 'S-3' },
    });
    rolls.push({ id: ELECTION, voters: [...again.letters.values()] });
    const { page, faults } = await openOffice(marie, officePath(ELECTION, 'roll'));
    await replaceLetters(page, { of: letters, by: again, named: 'S-3', confirm: ELECTION });
    await shows(page, 'Les anciennes lettres n’ont plus de valeur, et les nouvelles servent à voter.');
    await page.reload();
    await revokeLetters(page, { of: letters, named: 'N-5', confirm: ELECTION });
    await shows(page, 'Ces lettres sont révoquées.');
    expect(faults()).toEqual([]);

    const sud = { language: 'en', electionId: ELECTION, region: 'SUD' } as const;
    await vote(sud, letterOf(letters, 'S-3'), ['Minh Ly'], WORDS.en.rejected);
    await vote(sud, letterOf(again, 'S-3'), ['Ann Beaulieu'], WORDS.en.counted);
    const nord = { language: 'fr', electionId: ELECTION, region: 'NORD' } as const;
    await vote(nord, letterOf(letters, 'N-5'), ['Lise Fortin'], WORDS.fr.rejected);
  });

  test('citizens vote in both languages, and another window sees the count change by itself', async () => {
    const { page: watching } = await browser.open(site(`/fr/resultats/election/${ELECTION}/EST`), FRENCH);
    const counted = async (): Promise<string | undefined> =>
      (await tableTexts(watching, 'Voix par candidature')).at(-1)?.[2];
    expect(await counted()).toBe('0');
    let loads = 0;
    watching.on('load', () => loads++);

    for (const [reference, language, ...candidates] of VOTES) {
      const page = await vote(
        { language, electionId: ELECTION, region: regionOf(reference) },
        letterOf(letters, reference),
        candidates,
        WORDS[language].counted,
      );
      submissions.push((await page.locator('code').first().innerText()).trim());
      if (reference === 'E-1') {
        await eventually('the window with the results shows the vote', async () => {
          expect(await counted()).toBe('1');
        });
      }
      await page.context().close();
    }
    await eventually('the window with the results shows both votes', async () => {
      expect(await counted()).toBe('2');
    });
    expect(loads).toBe(0);
  });

  test('a voter sees the photo, and what the candidate says, on the ballot', async () => {
    const { page } = await browser.open(site(racePath('en', ELECTION, 'EST')), { viewport: PHONE });
    const photo = page.locator('img');
    await photo.first().waitFor();
    expect(await photo.count()).toBe(1);
    await photo.first().evaluate((image: unknown) => (image as { decode: () => Promise<void> }).decode());
    await page.getByText('Read more about Ève Côté').click();
    await shows(page, 'Born in Val-des-Érables.');
    await shows(page, 'Pavements without snow.');
  });

  test('two officials close the voting, count, decide a tie by lot, publish and certify', async () => {
    const { page, faults } = await openOffice(marie, officePath(ELECTION));
    await takeStep(page, 'Clore avant l’heure', { reason: 'Résolution 2030-115', confirm: ELECTION });
    await approved(page);
    await shows(page, 'Dépouiller, tirer au sort, publier');

    const counts = office(officePath(ELECTION, 'count'));
    await countRace(page, counts, 'Est');
    await recordLot(page, LOT);
    await approved(page);
    await shows(page, 'Le tirage au sort est au registre');
    for (const { region, name } of RACES) {
      digests.push(await countRace(page, counts, name.fr));
      await publishCount(page, `election:${ELECTION}:${region}`);
      await approved(page);
      await shows(page, 'Ce dépouillement est publié, et il fait foi.');
    }
    await page.goto(office(officePath(ELECTION)));
    await eventually('the outcome of every vote is known, and the election can be certified', async () => {
      await page.reload();
      await takeStep(page, 'Certifier le résultat', { confirm: ELECTION });
      await proposedPath(page);
    });
    await approved(page);
    await shows(page, 'Le résultat est définitif.');
    expect(faults()).toEqual([]);

    const { page: results } = await browser.open(site(`/en/results/election/${ELECTION}/EST`), {
      viewport: PHONE,
    });
    await shows(results, 'Luc Morin is elected.');
    await shows(results, 'Deux papiers dans un chapeau');
    expect(await accessibilityFaults(results)).toEqual([]);
  });

  test('the declaration is printed in both languages, with the digests of the ballots', async () => {
    const { page } = await openOffice(marie, officePath(ELECTION, 'declaration'));
    await shows(page, 'Le résultat est certifié');
    for (const [link, title] of [
      ['PDF à imprimer, en français', 'Déclaration des résultats'],
      ['PDF à imprimer, en anglais', 'Declaration of results'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ]);
      const text = (await pagesOfPdf(await download.path())).flat().join(' ');
      expect(text).toContain(title);
      for (const digest of digests) expect(text.replaceAll(/\s/g, '')).toContain(digest);
    }
  });

  test('the files that the pages link have the numbers of the pages', async () => {
    let shown: Votes = {};
    for (const race of RACES) {
      const at = `/en/results/election/${ELECTION}/${race.region}`;
      const { page } = await browser.open(site(at), ENGLISH);
      const { votes, ...counts } = await figuresOfRace(page, race);
      shown = { ...shown, ...votes };
      expect(counts).toEqual({ ballots: counts.total, records: counts.total, total: counts.total });
    }
    expect(Object.values(shown).reduce((sum, votes) => sum + votes, 0)).toBe(VOTES.length + 1);
    const { page } = await browser.open(site(`/en/results/election/${ELECTION}`), ENGLISH);
    expect(votesInCsv((await linkedFile(page, 'CSV')).toString())).toEqual(shown);
    expect(votesInJson(JSON.parse((await linkedFile(page, 'JSON')).toString()))).toEqual(shown);
    const pdf = path.join(stack.folder, 'results.pdf');
    writeFileSync(pdf, await linkedFile(page, 'PDF'));
    const text = (await pagesOfPdf(pdf)).flat().join(' ');
    for (const name of Object.keys(shown)) expect(text).toContain(name);
  });

  test('an auditor searches what became of votes, and never sees a choice', async () => {
    const { page, faults } = await openOffice(eva, '/audit', ENGLISH);
    const found: FoundSubmissions[] = [];
    const search = async (filter: SubmissionSearch): Promise<number> => {
      const one = await searchSubmissions(page, filter);
      found.push(one);
      return one.shown;
    };
    const later = '2099-06-01T12:00';
    const contest = `election:${ELECTION}`;
    expect(await search({ Contest: contest, Outcome: 'Counted' })).toBe(VOTES.length + 1);
    expect(await search({ Contest: contest, Outcome: 'Rejected' })).toBe(2);
    expect(await search({ Contest: `${contest}:EST` })).toBe(2);
    expect(await search({ 'Tracking number': submissions[0] ?? '' })).toBe(1);
    expect(await search({ Contest: contest, 'Accepted before': later })).toBe(VOTES.length + 3);
    expect(await search({ Contest: contest, 'Accepted from': later })).toBe(0);
    await shows(page, 'No submission matches.');
    const seen = found.flatMap(({ answer, text }) => [answer, text]).join('\n');
    for (const { id, lastName } of RACES.flatMap(({ candidates }) => candidates)) {
      expect(seen).not.toContain(lastName);
      expect(seen).not.toMatch(new RegExp(`\\b${id}\\b`));
    }
    expect(faults()).toEqual([]);
  });
});
