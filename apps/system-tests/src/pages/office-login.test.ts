import { OfficeClient, runOrThrow, useSystem } from '@scrutin/testkit';
import { accessibilityFaults, PHONE, scrollsSideways, useBrowser } from '@scrutin/testkit/browser';

const OFFICIAL = { email: 'marie.roy@elections.example', password: 'correct horse battery staple' };

describe('the office in a browser', () => {
  const { stack } = useSystem({ suite: 'office-login', processes: { 'admin-api': 1 } });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let password: string;

  beforeAll(async () => {
    const create = ['official', 'create', '--email', OFFICIAL.email, '--name', 'Marie', '--role', 'official'];
    ({ password } = JSON.parse(await runOrThrow(stack, [...create, '--json'])) as { password: string });
  });

  it('lets a new official in, who first chooses a password, and then creates a region', async () => {
    const { page, faults } = await browser.open(`${office()}/lists`, { viewport: PHONE, locale: 'fr-CA' });
    await page.getByLabel('Adresse courriel').fill(OFFICIAL.email);
    await page.getByLabel('Mot de passe').fill('guess');
    await page.getByRole('button', { name: 'Ouvrir une session' }).click();
    await page.getByRole('alert').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByLabel('Mot de passe').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Choisissez votre mot de passe' }).waitFor();
    await page.getByLabel('Mot de passe actuel').fill(password);
    await page.getByLabel('Nouveau mot de passe').fill(OFFICIAL.password);
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();

    await page.getByRole('heading', { name: 'Régions et partis' }).waitFor();
    const newRegion = page.getByRole('region', { name: 'Ajouter une région' });
    await newRegion.getByLabel('Identifiant').fill('NORD');
    await newRegion.getByLabel('Nom (en français)').fill('<b>Nord</b>');
    await newRegion.getByLabel('Nom (en anglais)').fill('North');
    await page.getByRole('button', { name: 'Ajouter la région' }).click();
    await page.getByRole('heading', { name: '<b>Nord</b>' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);

    await page.getByRole('button', { name: 'Fermer la session' }).click();
    await page.getByRole('heading', { name: 'Bureau responsable du scrutin' }).waitFor();
    // The browser itself reports the answers 401 and 403 to the console.
    expect(faults.filter((fault) => !fault.includes('Failed to load resource'))).toEqual([]);
    await OfficeClient.login(stack, OFFICIAL.email, OFFICIAL.password);
  });
});
