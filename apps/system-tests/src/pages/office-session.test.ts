import { runOrThrow, useSystem } from '@scrutin/testkit';
import {
  accessibilityFaults,
  DESKTOP,
  PHONE,
  scrollsSideways,
  useBrowser,
  visit,
} from '@scrutin/testkit/browser';
import { totpCode } from '@scrutin/testkit/without-services';
import type { OfficePerson } from './office-people.ts';
import { ACTS_OF_TWO, createPerson, openAs, worthNaming } from './office-people.ts';

const HOSTILE = '"><script>alert(1)</script>';
const SETTINGS = { 'admin-api': { SECOND_FACTOR_KEYS: `test:${'ab'.repeat(32)}` } };

describe('sessions and accounts of the office in a browser', () => {
  const { stack } = useSystem({
    suite: 'office-session',
    processes: { 'admin-api': 1 },
    settings: SETTINGS,
  });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let ops: OfficePerson;
  let marie: OfficePerson;

  beforeAll(async () => {
    await runOrThrow(stack, ['policy', 'set', '--acts', ACTS_OF_TWO, '--reason', 'a test']);
    ops = await createPerson(stack, 'ops', 'operator');
    marie = await createPerson(stack, 'marie', 'official');
  });

  test('the cookie, the token and the headers of the pages protect a session', async () => {
    const { page } = await openAs(browser, office(), marie, '/account');
    expect(await page.context().cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }]);
    expect(await page.evaluate('document.cookie')).toBe('');
    // A page of this origin that does not know the token.
    const forged = await page.evaluate<number>(
      `fetch('/admin/v1/session', { method: 'DELETE' }).then(({ status }) => status)`,
    );
    expect(forged).toBe(403);
    const read = await page.request.get(`${office()}/admin/v1/session`);
    expect([read.status(), read.headers()['cache-control']]).toEqual([200, 'no-store']);
    const odd = await page.request.get(`${office()}//elsewhere.example/%2e%2e/login`);
    expect([odd.status(), new URL(odd.url()).origin]).toEqual([404, office()]);
    const document = await page.goto(`${office()}/lists?next=//elsewhere.example`);
    expect(document?.headers()).toMatchObject({
      'cache-control': 'no-cache',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
      'referrer-policy': 'no-referrer',
    });
    expect(new URL(page.url()).origin).toBe(office());

    const stranger = await page.context().newPage();
    await stranger.setContent(`<iframe src="${office()}/"></iframe>`);
    await stranger.waitForTimeout(500);
    expect(stranger.frames()[1]?.url()).toMatch(/^chrome-error:/);
  });

  test('the idle end of a session warns, can be put off, and logs out', async () => {
    const { page, faults } = await browser.open(`${office()}/`, { viewport: PHONE, locale: 'fr-CA' });
    await page.request.post(`${office()}/admin/v1/session`, {
      data: { email: marie.email, password: marie.password },
    });
    await page.clock.install();
    await page.goto(`${office()}/account`);
    await page.getByRole('heading', { name: 'Votre compte' }).waitFor();
    const field = page.getByLabel('Mot de passe actuel').first();
    await field.focus();
    await page.clock.runFor('26:00');
    const warning = page.getByRole('dialog', { name: 'Votre session va se fermer' });
    await warning.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await warning.waitFor({ state: 'hidden' });
    await field.and(page.locator(':focus')).waitFor(); // where the dialog interrupted
    await page.clock.runFor('20:00');
    expect(await warning.count()).toBe(0);
    await page.clock.runFor('06:00');
    await warning.waitFor();
    // Not much longer than to the end: the limit of a request passes by this clock too.
    await page.clock.runFor('04:10');
    await page.getByText('parce que personne n’a utilisé cette page').waitFor();
    const read = await page.request.get(`${office()}/admin/v1/session`);
    expect(read.status()).toBe(401);
    expect(worthNaming(faults)).toEqual([]);
  });

  test('a session whose end the office does not confirm is left all the same', async () => {
    const { page } = await openAs(browser, office(), marie, '/account', { locale: 'en-CA' });
    await page.route('**/admin/v1/session', (route) =>
      route.request().method() === 'DELETE' ? undefined : route.continue(),
    );
    await page.getByRole('button', { name: 'Log out' }).click();
    // Nobody can use the page any more, although the office may not answer for a long time.
    await page.getByText('Closing your session…').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByText('The server did not confirm that your session is closed.').waitFor();
    await page.getByLabel('E-mail address').waitFor();
  });

  test('an act is told although the pages cannot be read again', async () => {
    const { page } = await openAs(browser, office(), marie, '/lists', { locale: 'en-CA' });
    await page.route('**/admin/v1/regions', (route) =>
      route.request().method() === 'GET' ? undefined : route.continue(),
    );
    const form = page.getByRole('region', { name: 'Add a region' });
    await form.getByLabel('Identifier').fill('SUD');
    await form.getByLabel('Name (in French)').fill('Sud');
    await form.getByLabel('Name (in English)').fill('South');
    await form.getByRole('button', { name: 'Add the region' }).click();
    await page.getByText('The region is added.').waitFor();
  });

  test('what was read before is called old while there is no network', async () => {
    const { page } = await openAs(browser, office(), marie, '/contests', { locale: 'en-CA' });
    await page.getByText('There is no contest yet.').waitFor();
    const stale = page.getByText('What follows was read before and may be out of date.');
    expect(await stale.count()).toBe(0);
    await page.context().setOffline(true);
    await stale.waitFor();
    await page.getByText('There is no contest yet.').waitFor();
    await page.context().setOffline(false);
    await stale.waitFor({ state: 'hidden' });
  });

  test('a session that an operator ends leads to the login, and back to the same page', async () => {
    const { page } = await openAs(browser, office(), marie, '/approvals', { locale: 'en-CA' });
    const { id } = (await ops.client.act('officials')).find(({ email }) => email === marie.email)!;
    await ops.client.act('endOfficialSessions', { params: { id } });
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByText('Your session has ended.').waitFor();
    await page.getByLabel('E-mail address').fill(marie.email);
    await page.getByLabel('Password').fill(marie.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  });

  test('an operator creates, disables and enables an account, and sees its text as text', async () => {
    const viewer = { viewport: PHONE, locale: 'fr-CA' };
    const { page, faults } = await openAs(browser, office(), ops, '/accounts', viewer);
    await page.getByLabel('Adresse courriel').fill('luc@elections.example');
    await page.getByLabel('Nom de la personne').fill(HOSTILE);
    await page.getByRole('button', { name: 'Proposer un mot de passe' }).click();
    await page.getByRole('button', { name: 'Créer le compte' }).click();
    await page.getByRole('cell', { name: HOSTILE }).waitFor();
    await page.getByRole('link', { name: 'luc@elections.example' }).click();
    await page.getByRole('button', { name: 'Désactiver' }).click();
    await page.getByText('Le compte est désactivé.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Activer' }).click();
    await page.getByText('Le compte est de nouveau actif.').waitFor();
    expect(faults()).toEqual([]);
  });

  test('an official enrols a second factor from its QR code, and removes it', async () => {
    const viewer = { viewport: DESKTOP, locale: 'en-CA' };
    const { page, faults } = await openAs(browser, office(), marie, '/account', viewer);
    const enrolment = page.getByRole('region', { name: 'Second factor' });
    await enrolment.getByLabel('Current password').fill(marie.password);
    await enrolment.getByRole('button', { name: 'Make the secret' }).click();
    await enrolment.getByRole('img', { name: 'QR code of the secret' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const secret = (await enrolment.getByRole('code').textContent()) ?? '';
    const code = totpCode(secret.replaceAll(' ', ''), Date.now());
    await enrolment.getByLabel(/Six-digit code/).fill(code);
    await enrolment.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Your account has a second factor').waitFor();
    expect(faults()).toEqual([]);
  });

  test('the rules of approval are not overwritten with those that were read before', async () => {
    const { page } = await openAs(browser, office(), ops, '/approvals/policy', { locale: 'fr-CA' });
    const hours = page.getByLabel('Durée d’une proposition, en heures');
    const before = await hours.inputValue();
    await hours.fill('5');
    await runOrThrow(stack, ['policy', 'set', '--replacing-above', '77', '--reason', 'a test']);
    await page.getByLabel('Motif').fill('Plus court');
    const save = page.getByRole('button', { name: 'Changer les règles' });
    await save.click();
    await page.getByText('Modifié entre-temps', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Lire ce qui a changé et garder ma saisie' }).click();
    await page.getByText('est devenu « 77 »').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await save.click();
    await page.getByText('Les règles sont changées.').waitFor();
    expect([before === '5', await hours.inputValue()]).toEqual([false, '5']);
    const letters = page.getByLabel('Lettres remplacées ou révoquées par une personne seule, par scrutin');
    expect(await letters.inputValue()).toBe('77');
  });

  test('a number that is missing in the rules of approval is not taken for zero', async () => {
    const { page } = await openAs(browser, office(), ops, '/approvals/policy', { locale: 'fr-CA' });
    const before = await ops.client.act('approvalPolicy');
    const names = [
      'Durée d’une proposition, en heures',
      'Lettres remplacées ou révoquées par une personne seule, par scrutin',
      'Inscriptions tardives faites par une personne seule, par scrutin',
    ];
    for (const name of names) await page.getByLabel(name).fill('');
    await page.getByLabel('Motif').fill('Un essai');
    await page.getByRole('button', { name: 'Changer les règles' }).click();
    const wrong = page.locator('[aria-invalid=true]');
    for (const name of names) await page.getByLabel(name).and(wrong).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await ops.client.act('approvalPolicy')).toEqual(before);
  });

  test.each([
    ['fr-CA', PHONE],
    ['en-CA', DESKTOP],
  ])('every page of an operator and an auditor is accessible (%s)', async (locale, viewport) => {
    const { page, faults } = await openAs(browser, office(), ops, '/', { viewport, locale });
    for (const path of ['/approvals', '/approvals/policy', '/acts', '/audit', '/accounts', '/account']) {
      await visit(page, office() + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
      expect([path, await scrollsSideways(page)]).toEqual([path, false]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect([path, 320, await scrollsSideways(page)]).toEqual([path, 320, false]);
      await page.setViewportSize(viewport);
    }
    expect(faults()).toEqual([]);
  });

  test('a page says so when the office is away', async () => {
    const { page } = await openAs(browser, office(), ops, '/account', { locale: 'fr-CA' });
    await stack.endAll('admin-api', 'SIGTERM');
    await page.getByRole('link', { name: 'Comptes' }).click();
    await page.getByText('Le serveur n’a pas répondu').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
