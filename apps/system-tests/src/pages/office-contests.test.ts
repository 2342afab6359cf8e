import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { OfficeClient, runOrThrow, useSystem } from '@scrutin/testkit';
import {
  accessibilityFaults,
  becomes,
  DESKTOP,
  PHONE,
  scrollsSideways,
  useBrowser,
  visit,
} from '@scrutin/testkit/browser';

const EMAIL = 'marie.roy@elections.example';
/** A window of 1280 pixels at 400 %. */
const MAGNIFIED = { width: 320, height: 640 };
const ZONE = { timezoneId: 'America/Toronto' };
/** A text that would run as a script if a page took it for markup. */
const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

/** The races of the election: region, its French name, how one votes, seats, rules and who stands. */
const RACES = [
  { region: 'EST', name: 'Est', seats: '1', rules: undefined, candidates: ['cote', 'morin'] },
  {
    region: 'SUD',
    name: 'Sud',
    seats: '1',
    rules: /Vote alternatif/,
    candidates: ['beaulieu', 'gagnon', 'ly'],
  },
  {
    region: 'NORD',
    name: 'Nord',
    seats: '3',
    rules: /écossaises/,
    candidates: ['roy', 'fortin', 'hardy', 'lavoie'],
  },
] as const;

describe('the contests in the office', () => {
  const { stack } = useSystem({ suite: 'office-contests', processes: { 'admin-api': 1 } });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let password: string;
  let colleague: OfficeClient;

  beforeAll(async () => {
    const create = [
      'official',
      'create',
      '--email',
      EMAIL,
      '--name',
      'Marie',
      '--role',
      'official',
      '--json',
    ];
    const first = (JSON.parse(await runOrThrow(stack, create)) as { password: string }).password;
    colleague = await OfficeClient.firstLogin(stack, EMAIL, first);
    password = `${first}-my-own`;
  });

  /** Opens a page of the office in a new browser window, and logs in. */
  async function open(path: string, viewer: object = {}) {
    const opened = await browser.open(office() + path, {
      viewport: DESKTOP,
      locale: 'fr-CA',
      ...ZONE,
      ...viewer,
    });
    const { page } = opened;
    page.on('dialog', (dialog) => {
      throw new Error(`A script of a text ran: ${dialog.message()}`);
    });
    await page.getByLabel(/Adresse courriel|E-mail address/).fill(EMAIL);
    await page.getByLabel(/Mot de passe|Password/).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
    return opened;
  }

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

  /** Shows the form of a button, and returns it. */
  async function show(page: Page, name: string): Promise<Locator> {
    await page.getByText(name, { exact: true }).first().click();
    return page.getByRole('group', { name });
  }

  it('creates a region with the keyboard alone', async () => {
    const { page } = await open('/lists');
    const form = page.getByRole('region', { name: 'Ajouter une région' });
    await form.getByLabel('Identifiant').focus();
    for (const text of ['EST', 'Est', 'East']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await becomes(() => page.evaluate('document.activeElement.textContent'), 'Ajouter la région');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    await page.getByRole('heading', { name: 'Est', exact: true }).waitFor();
  });

  it('makes an election of three regions, from nothing to open', async () => {
    const { page, faults } = await open('/lists');
    for (const { region, name } of RACES.slice(1)) {
      const form = page.getByRole('region', { name: 'Ajouter une région' });
      await form.getByLabel('Identifiant').fill(region);
      await form.getByLabel('Nom (en français)').fill(name);
      await form.getByLabel('Nom (en anglais)').fill(HOSTILE);
      await button(page, 'Ajouter la région').click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
    }
    const party = page.getByRole('region', { name: 'Ajouter un parti' });
    await party.getByLabel('Code').fill('EAU');
    await party.getByLabel('Nom (en français)').fill(HOSTILE);
    await party.getByLabel('Nom (en anglais)').fill('Water Team');
    await button(page, 'Ajouter le parti').click();
    await page.getByRole('heading', { name: HOSTILE }).waitFor();

    await page.getByRole('link', { name: 'Scrutins' }).click();
    await page.getByRole('link', { name: 'Créer une élection' }).click();
    await page.getByLabel('Identifiant').fill('CONSEIL');
    await page.getByLabel('Une seule personne').check();
    await page.getByLabel('Nom de l’élection (en français)').fill('Conseil');
    await page.getByLabel('Nom de l’élection (en anglais)').fill(HOSTILE);
    await page.getByLabel('Ouverture du vote').fill('2030-10-07T09:00');
    await page.getByText('lundi 7 octobre 2030, 9 h (heure de l’Est)').waitFor();
    await page.getByLabel('Clôture du vote').fill('2030-10-07T20:00');
    await button(page, 'Créer le brouillon').click();

    await page.getByRole('heading', { name: 'Conseil', level: 1 }).waitFor();
    await page.getByText('L’élection n’a aucune circonscription.').waitFor();
    await page.getByText(/Il n’y a pas de liste électorale/).waitFor();
    for (const race of RACES) {
      await page.goto(`${office()}/contests/election/CONSEIL/races`);
      await page.getByLabel('Région', { exact: true }).selectOption(race.region);
      if (race.rules !== undefined) {
        await page.getByLabel('Un classement').check();
        await page.getByLabel(race.rules).check();
      }
      await page.getByLabel('Nombre de sièges').fill(race.seats);
      await button(page, 'Ajouter la circonscription').click();
      await page.getByRole('link', { name: race.name, exact: true }).click();
      for (const id of race.candidates) {
        const form = page.getByRole('region', { name: 'Ajouter une candidature' });
        await form.getByLabel('Identifiant').fill(id);
        await form.getByLabel('Nom', { exact: true }).fill(id === 'ly' ? HOSTILE : id);
        await form.getByLabel('Parti').selectOption(id === 'roy' ? 'EAU' : '');
        await form.getByLabel('Biographie (en français)').fill(HOSTILE);
        await button(page, 'Ajouter la candidature').click();
        await page.getByRole('heading', { name: id === 'ly' ? HOSTILE : id, level: 3 }).waitFor();
      }
    }

    await page.goto(`${office()}/contests/election/CONSEIL/races/NORD`);
    const up = button(page, 'Monter hardy');
    await up.click();
    await page.getByRole('heading', { name: '2. hardy' }).waitFor();
    await becomes(() => page.evaluate('document.activeElement.id'), 'up-hardy');

    const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
    const voters = RACES.flatMap(({ region }) =>
      [1, 2].map((voter) => `${hash(`${region}${voter}`)},${region}\n`),
    );
    await colleague.act('uploadRoll', {
      params: { roll_key: 'election:CONSEIL' },
      query: { scheme: 'hmac-sha256', manifest: 'none' },
      body: voters.join(''),
    });
    await page.goto(`${office()}/contests/election/CONSEIL`);
    await page.getByText('6 personnes inscrites.').waitFor();
    const opening = await show(page, 'Ouvrir maintenant');
    await opening.getByRole('button', { name: 'Ouvrir maintenant' }).click();
    await opening.getByText('Ce n’est pas cet identifiant.').waitFor();
    await opening.getByLabel('Pour confirmer, tapez CONSEIL').fill('CONSEIL');
    await opening.getByRole('button', { name: 'Ouvrir maintenant' }).click();
    await page.getByText('Le vote ouvre dans quelques secondes.').waitFor();
    await page.getByText('Vote ouvert').waitFor();
    expect(faults.filter((fault) => !fault.includes('Failed to load resource'))).toEqual([]);
  });

  it('takes an opening back that was a mistake, in the moment before it counts', async () => {
    const { page } = await open('/contests');
    // The moment is two seconds of the server, so a machine that is busy may need several attempts.
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      const id = `ERREUR-${attempt}`;
      await colleague.act('createLaw', {
        body: {
          id,
          title: { fr: `Loi ${id}`, en: `Act ${id}` },
          opens_at: '2030-10-07T09:00:00Z',
          closes_at: '2030-10-08T09:00:00Z',
          approval: 'single-official',
        },
      });
      await colleague.act('uploadRoll', {
        params: { roll_key: `law:${id}` },
        query: { scheme: 'hmac-sha256', manifest: 'none' },
        body: `${createHash('sha256').update(id).digest('base64url')}\n`,
      });
      await page.goto(`${office()}/contests/law/${id}`);
      const opening = await show(page, 'Ouvrir maintenant');
      await opening.getByLabel(`Pour confirmer, tapez ${id}`).fill(id);
      await opening.getByRole('button', { name: 'Ouvrir maintenant' }).click();
      const takeBack = page.getByRole('button', { name: 'Annuler l’ouverture' });
      await takeBack.click({ timeout: 5_000 }).catch(() => undefined);
      await page
        .getByText(/C’est annulé|trop tard pour l’annuler|Vote ouvert/)
        .first()
        .waitFor();
      if (((await colleague.act('law', { params: { id } })) as { state: string }).state === 'draft') return;
    }
    throw new Error('No opening could be taken back.');
  });

  it('says what is wrong with times at which the clocks change', async () => {
    const { page } = await open('/new/law', { viewport: PHONE });
    await page.getByLabel('Ouverture du vote').fill('2027-03-14T02:30');
    await page.getByText('Les horloges sautent cette heure').waitFor();
    await page.getByLabel('Ouverture du vote').fill('2026-11-01T01:30');
    await page.getByLabel('La seconde (après le changement d’heure) · UTC-05:00').check();
    await page.getByLabel('Clôture du vote').fill('2026-11-01T20:00');
    await page.getByText('Le vote dure 18 h 30').waitFor();
    await page.getByLabel('La première (avant le changement d’heure) · UTC-04:00').check();
    await page.getByText('Les horloges changent pendant le vote').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('shows what a colleague changed meanwhile before it overwrites anything', async () => {
    await colleague.act('createLaw', {
      body: {
        id: 'EAU',
        title: { fr: 'Loi sur l’eau', en: 'Water Act' },
        opens_at: '2030-10-07T09:00:00Z',
        closes_at: '2030-10-08T09:00:00Z',
        approval: 'single-official',
      },
    });
    const { page } = await open('/contests/law/EAU/settings');
    await page.getByLabel('Résumé (en français)').fill('Protège les sources.');
    await page.getByLabel('Résumé (en anglais)').fill('Protects the springs.');
    await colleague.act('changeLaw', {
      params: { id: 'EAU' },
      body: { title: { fr: 'Loi sur les sources', en: 'Springs Act' } },
    });
    await button(page, 'Enregistrer').click();
    await page.getByText('Modifié entre-temps', { exact: true }).waitFor();
    await button(page, 'Lire ce qui a changé et garder ma saisie').click();
    await page
      .getByText('« Loi sur l’eau / Water Act » est devenu « Loi sur les sources / Springs Act »')
      .waitFor();
    await button(page, 'Enregistrer').click();
    await page.getByText('Les modifications sont enregistrées.').waitFor();
    expect(await colleague.act('law', { params: { id: 'EAU' } })).toMatchObject({
      title: { fr: 'Loi sur les sources' },
      summary: { fr: 'Protège les sources.' },
    });
  });

  it('does not overwrite the name that a colleague gave a region meanwhile', async () => {
    await colleague.act('createRegion', { body: { id: 'BAIE', name: { fr: 'Baie', en: 'Bay' } } });
    const { page } = await open('/lists');
    const rename = await show(page, 'Renommer Baie');
    await rename.getByLabel('Nom (en anglais)').fill('Great Bay');
    const named = { fr: 'Grande Baie', en: 'Bay' };
    await colleague.act('changeRegion', { params: { id: 'BAIE' }, body: { name: named } });
    await rename.getByRole('button', { name: 'Enregistrer' }).click();
    await rename.getByText('Modifié entre-temps', { exact: true }).waitFor();
    await rename.getByRole('button', { name: 'Lire ce qui a changé et garder ma saisie' }).click();
    const again = page.getByRole('group', { name: 'Renommer Grande Baie' });
    await again.getByText('« Baie / Bay » est devenu « Grande Baie / Bay »').waitFor();
    expect(await again.getByLabel('Nom (en anglais)').inputValue()).toBe('Great Bay');
    await again.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Le nom est enregistré.').waitFor();
    await colleague.act('removeRegion', { params: { id: 'BAIE' } });
  });

  it('rehearses a contest behind a banner, and throws the rehearsal away', async () => {
    const { page } = await open('/contests/law/EAU');
    const rehearsal = await show(page, 'Préparer une répétition');
    await rehearsal.getByRole('button', { name: 'Préparer une répétition' }).click();
    await page.getByRole('note').getByText('RÉPÉTITION').waitFor();
    await becomes(() => page.locator('html').getAttribute('class'), 'rehearsing');
    expect(await accessibilityFaults(page)).toEqual([]);
    const discard = await show(page, 'Jeter cette répétition');
    await discard.getByLabel('Pour confirmer, tapez EAU-REHEARSAL').fill('EAU-REHEARSAL');
    await discard.getByRole('button', { name: 'Jeter cette répétition' }).click();
    await page.getByRole('heading', { name: 'Scrutins' }).waitFor();
    await becomes(() => page.locator('html').getAttribute('class'), '');
    await becomes(() => page.getByText('EAU-REHEARSAL').count(), 0);
  });

  it('extends the voting and tells voters, who read the reason as text', async () => {
    const { page } = await open('/contests/election/CONSEIL');
    const extension = await show(page, 'Prolonger le vote');
    await extension.getByLabel('Nouvelle clôture').fill('2030-10-07T22:00');
    await extension.getByRole('button', { name: 'Prolonger le vote' }).click();
    await page.getByRole('alert').waitFor();
    await extension.getByLabel('Motif').fill(HOSTILE);
    await extension.getByRole('button', { name: 'Prolonger le vote' }).click();
    await page.getByText('La clôture est reportée.', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Avis', exact: true }).click();
    await page.getByText(HOSTILE).first().waitFor();
    await page.getByLabel('Texte (en français)').fill('Le bureau de Nord est déplacé.');
    await page.getByLabel('Texte (en anglais)').fill('The office of North has moved.');
    await button(page, 'Publier l’avis').click();
    await page.getByText('Le bureau de Nord est déplacé.').first().waitFor();
  });

  it('takes a photo of a candidate, and refuses what is none', async () => {
    const { page } = await open('/contests/election/CONSEIL/races/SUD');
    const photo = await show(page, 'Photo de beaulieu');
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    await photo.getByLabel('Fichier').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: script });
    await photo.getByRole('button', { name: 'Envoyer la photo' }).click();
    await page.getByRole('alert').waitFor();
    const buffer = await page.screenshot();
    await photo.getByLabel('Fichier').setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer });
    await photo.getByRole('button', { name: 'Envoyer la photo' }).click();
    await photo.getByText('La photo est enregistrée.').waitFor();
    const shown = photo.getByRole('img', { name: 'beaulieu' });
    await shown.waitFor();
    // It throws if the picture cannot be shown.
    await shown.evaluate((image: unknown) => (image as { decode: () => Promise<void> }).decode());
    await photo.getByRole('button', { name: 'Supprimer la photo' }).click();
    await photo.getByText('La photo est supprimée.').waitFor();
  });

  const PAGES = [
    '/contests/election/CONSEIL',
    '/contests/law/EAU/settings',
    '/contests/election/CONSEIL/races/SUD',
    '/new/law',
    '/',
    '/contests',
    '/lists',
    '/new/election',
    '/contests/election/CONSEIL/races',
    '/contests/election/CONSEIL/notices',
  ];

  it.each([
    ['on a phone', PAGES, 'fr', { viewport: PHONE, locale: 'fr-CA' }],
    ['on a desktop in the dark', PAGES, 'en', { locale: 'en-CA', colorScheme: 'dark' }],
    [
      'in forced colours, magnified',
      PAGES.slice(0, 3),
      'fr',
      { viewport: MAGNIFIED, forcedColors: 'active' },
    ],
  ])('shows every page without a fault %s', async (_name, pages, language, viewer) => {
    const { page } = await open('/', viewer);
    for (const path of pages) {
      await visit(page, office() + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect([path, ...(await accessibilityFaults(page))]).toEqual([path]);
      expect([path, await scrollsSideways(page)]).toEqual([path, false]);
    }
  });
});
