import { createHash } from 'node:crypto';
import type { Page, Route } from 'playwright-core';
import { formatRollManifest, ROLL_FORMAT } from '@scrutin/credentials';
import { electionRollKey } from '@scrutin/election';
import type { Race } from '@scrutin/testkit';
import { eventually, hasherOf, runOrThrow, useSystem, voteInRace, voters } from '@scrutin/testkit';
import { accessibilityFaults, DESKTOP, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';
import type { OfficePerson } from './office-people.ts';
import { ACTS_OF_TWO, createPerson, openAs } from './office-people.ts';

const ID = 'CONSEIL-2026';
const HOSTILE = '<img src=x onerror=alert(1)>';
const HOUR_MS = 3_600_000;
const race: Race = {
  electionId: ID,
  regionId: 'NORD',
  method: 'ranked_choice',
  seats: 1,
  candidates: ['roy', 'morin'],
  standing: ['roy', 'morin'],
  maxRanks: 2,
  ruleSet: 'irv',
  voters: voters(4).map((voter) => ({ ...voter, region: 'NORD' })),
};

describe('officials load a roll, count a race with a tie, and certify it in a browser', () => {
  const { stack, client, rolls, castAll } = useSystem({
    suite: 'office-count',
    processes: { 'admin-api': 1 },
  });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  const params = { id: ID };
  let marie: OfficePerson;
  let jean: OfficePerson;
  let auditor: OfficePerson;

  rolls.push({ id: ID, voters: race.voters });

  beforeAll(async () => {
    await runOrThrow(stack, ['policy', 'set', '--acts', ACTS_OF_TWO, '--reason', 'a test']);
    marie = await createPerson(stack, 'marie', 'official');
    jean = await createPerson(stack, 'jean', 'official');
    auditor = await createPerson(stack, 'eva', 'auditor');
    const now = Date.now();
    await marie.client.act('createElection', {
      body: {
        id: ID,
        name: { fr: HOSTILE, en: 'Council' },
        type: 'municipal',
        approval: 'two-officials',
        opens_at: new Date(now + HOUR_MS).toISOString(),
        closes_at: new Date(now + 24 * HOUR_MS).toISOString(),
      },
    });
    await marie.client.act('createRegion', { body: { id: 'NORD', name: { fr: HOSTILE, en: 'North' } } });
    const region = { election_id: ID, region_id: 'NORD' };
    const rules = { method: race.method, seats: 1, max_ranks: 2, rule_set: race.ruleSet };
    await marie.client.act('putRace', { params: region, body: rules });
    for (const id of race.candidates) {
      const body = { id, first_name: HOSTILE, last_name: id };
      await marie.client.act('createCandidate', { params: region, body });
    }
  });

  const rollFiles = (extra: readonly string[] = []) => {
    const hasher = hasherOf(stack.pepper);
    const lines = race.voters.map(({ nas, code, region }) => {
      const hash = Buffer.from(hasher.credentialHash(nas, code, ID));
      return `${hash.toString('base64url')},${region}`;
    });
    const text = [...lines.sort(), ...extra].map((line) => `${line}\n`).join('');
    const count = lines.length + extra.length;
    const sha256 = createHash('sha256').update(text).digest('hex');
    const manifest = formatRollManifest({
      format: ROLL_FORMAT,
      roll: electionRollKey(ID),
      scheme: 'hmac-sha256',
      credentials: count,
      shards: [{ file: 'roll-00001.txt', credentials: count, sha256 }],
    });
    const file = (name: string, content: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(content),
    });
    return [file('roll-00001.txt', text), file('manifest.json', manifest)];
  };

  /** Nothing is wrong with the page as it is now. */
  const expectSound = async (page: Page, faults: () => string[]): Promise<void> => {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(faults()).toEqual([]);
  };

  /** The other official approves the proposal to which the page links. */
  const approve = async (page: Page): Promise<void> => {
    const link = page.getByRole('link', { name: /proposition|proposal/ });
    const path = (await link.getAttribute('href')) ?? '';
    const other = await openAs(browser, office(), jean, path, { viewport: DESKTOP, locale: 'en-CA' });
    await other.page.getByRole('heading', { name: 'Approve' }).waitFor();
    await expectSound(other.page, other.faults);
    await other.page.getByRole('button', { name: 'Approve and carry out' }).click();
    await other.page.getByText('The proposal is approved and carried out.').waitFor();
    expect(other.faults()).toEqual([]);
  };

  /** Counts that cannot be read are not called missing, and can be read again. */
  const expectUnknownCounts = async (): Promise<void> => {
    const { page } = await openAs(browser, office(), marie, '/account', { locale: 'en-CA' });
    const counts = /\/regions\/NORD\/tabulations$/;
    await page.route(counts, (route) => route.abort());
    await page.goto(`${office()}/contests/election/${ID}`);
    await page.getByText('North: could not be read').waitFor();
    const missing = page.getByText('First publish a count of every race.');
    expect(await missing.count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute(counts);
    await page.getByRole('button', { name: 'Read again' }).first().click();
    await page.getByText('North: not counted yet').waitFor();
    await missing.waitFor();
  };

  test('the answer to a check is not taken for that of the files that were chosen meanwhile', async () => {
    const path = `/contests/election/${ID}/roll`;
    const { page } = await openAs(browser, office(), marie, path, { locale: 'en-CA' });
    const files = page.getByLabel('Files of the folder roll');
    const check = page.getByRole('button', { name: 'Check, and load nothing' });
    const load = page.getByRole('button', { name: 'Load these lines' });
    const held: Route[] = [];
    await page.route(/dry_run=true/, (route) => void held.push(route), { times: 1 });
    await files.setInputFiles(rollFiles(['not-a-hash,NORD']));
    await check.click();
    await eventually('the first check is on its way', () => {
      if (held.length === 0) throw new Error('not yet');
      return Promise.resolve();
    });
    await files.setInputFiles(rollFiles());
    await page.getByText('Check first').waitFor();
    await check.click();
    await page.getByText('All lines are valid. Nothing is loaded yet.').waitFor();
    await load.waitFor();
    // The page has given the first request up, so the browser may not know it any more.
    await held[0]?.continue().catch(() => undefined);
    await page.waitForTimeout(1_000);
    expect(await page.getByRole('rowheader', { name: '5', exact: true }).count()).toBe(0);
    expect(await load.count()).toBe(1);
  });

  test('the roll is checked before it is loaded; letters are never sent', async () => {
    const path = `/contests/election/${ID}/roll`;
    const { page, faults } = await openAs(browser, office(), marie, path, {
      viewport: PHONE,
      locale: 'fr-CA',
    });
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const uploads = () => sent.filter((request) => request.startsWith('POST')).length;
    const files = page.getByLabel('Fichiers du dossier roll');

    const letters = { name: 'letters-00001.csv', mimeType: 'text/csv', buffer: Buffer.from('nas,code\n') };
    await files.setInputFiles([letters]);
    await page.getByRole('alert').getByText('Ce sont des lettres : rien n’a été envoyé').waitFor();
    await files.setInputFiles(rollFiles().slice(1));
    await page.getByText('Le manifeste nomme aussi roll-00001.txt.').waitFor();
    expect(uploads()).toBe(0);

    await files.setInputFiles(rollFiles(['not-a-hash,NORD']));
    await page.getByRole('button', { name: 'Vérifier, sans rien charger' }).click();
    await page.getByRole('rowheader', { name: '5', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Charger ces lignes' }).count()).toBe(0);
    await expectSound(page, faults);

    await files.setInputFiles(rollFiles());
    await page.getByRole('button', { name: 'Vérifier, sans rien charger' }).click();
    await page.getByText('Toutes les lignes sont valables. Rien n’est chargé encore.').waitFor();
    expect(await marie.client.act('rolls')).toEqual([]);
    await page.getByRole('button', { name: 'Charger ces lignes' }).click();
    await page.getByText('La liste est chargée.').waitFor();
    await page.getByText('4 lettres sur la liste : 4 ajoutées, 0 y étaient déjà.').waitFor();
    await expectSound(page, faults);
    expect(await marie.client.act('rolls')).toMatchObject([{ credentials: 4, regions: { NORD: 4 } }]);
  });

  test('a tie awaits a lot that two officials record; then the count is published and certified', async () => {
    const take = async (body: { step: 'open' | 'close' | 'certify'; reason?: string }) => {
      const proposal = (await marie.client.act('stepElection', { params, body })) as { id: string };
      await jean.client.act('approveProposal', { params: { id: proposal.id } });
    };
    await marie.client.act('stepElection', { params, body: { step: 'schedule' } });
    await take({ step: 'open', reason: 'a test' });
    await eventually('the election is open for voters', async () => {
      const reply = await client.call('election', { params: { election_id: ID } });
      if (reply.kind !== 'answered' || reply.body.state !== 'open') throw new Error(reply.kind);
    });
    const ballots = race.voters.map((voter, i) => voteInRace(race, voter, [race.candidates[i % 2] ?? '']));
    const { accepted } = await castAll(ballots);
    expect(accepted).toHaveLength(4);
    await eventually('every vote is counted', async () => {
      const { turnout } = await marie.client.act('contestLive', { params: { roll_key: `election:${ID}` } });
      if (turnout[0]?.counted !== 4) throw new Error(JSON.stringify(turnout));
    });
    const watching = await openAs(browser, office(), marie, `/contests/election/${ID}/live`, {
      viewport: PHONE,
      locale: 'en-CA',
    });
    await watching.page.getByText('Votes counted: 4, of 4 voters (100%)').waitFor();
    await watching.page.getByText('accepted per second').waitFor();
    await expectSound(watching.page, watching.faults);
    await take({ step: 'close', reason: 'a test' });
    await eventually('the election is closed', async () => {
      const { state } = await marie.client.act('election', { params });
      if (state !== 'closed') throw new Error(state);
    });

    await expectUnknownCounts();

    const path = `/contests/election/${ID}/count`;
    const { page, faults } = await openAs(browser, office(), marie, path, {
      viewport: PHONE,
      locale: 'fr-CA',
    });
    await page.getByRole('link', { name: HOSTILE }).click();
    await page.getByRole('button', { name: 'Dépouiller maintenant' }).click();
    await page.getByRole('heading', { name: 'Inscrire le tirage au sort' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Inscrire le tirage' }).click();
    await page.getByText('Choisissez une personne différente à chaque place.').first().waitFor();
    await expectSound(page, faults);
    await page.getByLabel('Première personne tirée').selectOption({ label: `${HOSTILE} morin` });
    await page.getByLabel('Personne tirée en position 2').selectOption({ label: `${HOSTILE} roy` });
    await page.getByLabel('Comment on a tiré').fill(HOSTILE);
    await page.getByLabel('Qui a tiré').fill('Marie Roy');
    await page.getByLabel('Témoins').fill('Lise Hardy');
    await page.getByLabel(`Pour confirmer, tapez election:${ID}:NORD`).fill(`election:${ID}:NORD`);
    await page.getByRole('button', { name: 'Inscrire le tirage' }).click();
    await page.getByText('Une deuxième personne doit approuver').waitFor();
    await approve(page);

    await page.getByRole('link', { name: 'Tous les dépouillements' }).click();
    await page.getByRole('button', { name: 'Dépouiller maintenant' }).click();
    await page.getByRole('heading', { name: 'Publier ce dépouillement' }).waitFor();
    await expectSound(page, faults);
    await page.getByLabel(`Pour confirmer, tapez election:${ID}:NORD`).fill(`election:${ID}:NORD`);
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await page.getByText('Une deuxième personne doit approuver').waitFor();
    await approve(page);
    await page.reload();
    await page.getByText('Ce dépouillement est publié, et il fait foi.').waitFor();

    await page.goto(`${office()}${path}/NORD`);
    await page.getByRole('cell', { name: /il fait foi/ }).waitFor();
    await expectSound(page, faults);
    await eventually('the outcome of every vote is known, and the election is certified', () =>
      take({ step: 'certify' }),
    );

    await page.goto(`${office()}/contests/election/${ID}/declaration`);
    await page.getByText('Le résultat est certifié').waitFor();
    await expectSound(page, faults);
    const link = page.getByRole('link', { name: 'PDF à imprimer, en français' });
    const declaration = await page.request.get(office() + ((await link.getAttribute('href')) ?? ''));
    expect([declaration.status(), declaration.headers()['content-type']]).toEqual([200, 'application/pdf']);
  });

  test('an auditor finds what became of each vote, and reads who did what', async () => {
    const viewer = { viewport: DESKTOP, locale: 'en-CA' };
    const { page, faults } = await openAs(browser, office(), auditor, '/audit', viewer);
    await page.getByLabel('Contest').fill(`election:${ID}`);
    await page.getByLabel('Outcome').selectOption('Counted');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('cell', { name: 'Counted', exact: true }).first().waitFor();
    expect(await page.getByRole('cell', { name: 'Counted', exact: true }).count()).toBe(4);
    await expectSound(page, faults);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    expect(download.url()).toContain('status=counted');
    await page.getByLabel('Contest').fill('nonsense');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('alert').getByText('law:ID').waitFor();

    await page.getByRole('link', { name: 'Acts', exact: true }).click();
    await page.getByLabel('Subject').fill(`election:${ID}`);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('election.certify').first().waitFor();
    await page.getByLabel('Act', { exact: true }).fill('election.schedule');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('election.certify').first().waitFor({ state: 'detached' });
    await page.getByLabel('Act', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('election.certify').first().waitFor();
    await page
      .getByText(/Before and after/)
      .first()
      .click();
    await page.getByRole('columnheader', { name: 'After' }).first().waitFor();
    await expectSound(page, faults);
  });
});
