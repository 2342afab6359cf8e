import type { Law } from '@scrutin/testkit';
import { eventually, useSystem } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import { useBrowser } from '@scrutin/testkit/browser';
import { lawPath } from './ballot-page.ts';
import type { OfficePerson } from './office-people.ts';
import { createPerson, openAs } from './office-people.ts';

/** Another site, and another origin of the same site, to which the browser sends cookies that are SameSite=Strict. */
const ORIGINS = ['http://evil.example', 'http://127.0.0.1:61000'] as const;
/** The evaluation ends before the page goes away. */
const SUBMIT = 'void setTimeout(() => document.forms[0].submit())';
const REGION = { id: 'EVIL', name: { fr: 'x', en: 'x' } };

describe('pages of other sites', () => {
  const { stack, open } = useSystem({ suite: 'other-sites', processes: { 'admin-api': 1 } });
  const browser = useBrowser();
  const office = () => stack.running('admin-api')[0]!.publicUrl();
  let marie: OfficePerson;
  let law: Law;

  beforeAll(async () => {
    marie = await createPerson(stack, 'marie', 'official');
    law = await open(1);
  });

  /** Opens a page of the other origin in the same browser. */
  const openOther = async (page: Page, origin: string, body: string): Promise<Page> => {
    const other = await page.context().newPage();
    await other.route(`${origin}/**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Other</title>${body}` }),
    );
    await other.goto(`${origin}/`);
    return other;
  };
  /** The status with which the office answers what the page does. */
  const statusOf = async (page: Page, path: string, act: string): Promise<number> => {
    const answer = page.waitForResponse((response) => response.url() === office() + path);
    await page.evaluate(act);
    return (await answer).status();
  };
  const form = (path: string, enctype: string, name: string, value: string): string =>
    `<form method="post" action="${office()}${path}" enctype="${enctype}"><input name='${name}' value='${value}'></form>`;

  test.each(ORIGINS)('%s can do nothing in the name of an official who is logged in', async (origin) => {
    const { page } = await openAs(browser, office(), marie, '/lists');
    const before = await marie.client.act('acts', { query: {} });
    const cookies = await page.context().cookies();
    const asJson = JSON.stringify(REGION);
    const login = JSON.stringify({ email: marie.email, password: marie.password });
    for (const [path, enctype, value] of [
      ['/admin/v1/regions', 'text/plain', asJson],
      ['/admin/v1/regions', 'application/x-www-form-urlencoded', 'EVIL'],
      ['/admin/v1/regions', 'multipart/form-data', 'EVIL'],
      ['/admin/v1/session', 'text/plain', login],
    ] as const) {
      const name = enctype === 'text/plain' ? `${value.slice(0, -1)},"x":"` : 'id';
      const rest = enctype === 'text/plain' ? '"}' : value;
      const other = await openOther(page, origin, form(path, enctype, name, rest));
      const status = await statusOf(other, path, SUBMIT);
      expect([path, enctype, [401, 403, 415].includes(status), status]).toEqual([
        path,
        enctype,
        true,
        status,
      ]);
    }
    const other = await openOther(page, origin, '');
    const attempts = [
      `fetch('${office()}/admin/v1/regions', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '${asJson}' })`,
      `fetch('${office()}/admin/v1/regions', { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json', 'x-csrf-token': 'x' }, body: '${asJson}' })`,
      `fetch('${office()}/admin/v1/session', { method: 'DELETE', credentials: 'include' })`,
      `fetch('${office()}/admin/v1/session', { credentials: 'include' }).then((answer) => answer.text())`,
      `fetch('${office()}/admin/v1/session', { mode: 'no-cors', credentials: 'include' }).then((answer) => answer.text())`,
      `Promise.resolve(navigator.sendBeacon('${office()}/admin/v1/regions', '${asJson}')).then(() => '')`,
      `import('${office()}/admin/v1/session')`,
    ];
    for (const attempt of attempts) {
      const read = await other.evaluate<string>(`${attempt}.then(String, () => 'refused')`);
      expect([attempt, read]).toEqual([attempt, expect.not.stringContaining('csrf_token') as string]);
    }
    expect(await page.context().cookies()).toEqual(cookies);
    expect(await marie.client.act('regions')).toEqual([]);
    expect(await marie.client.act('acts', { query: {} })).toEqual(before);
    expect((await page.request.get(`${office()}/admin/v1/session`)).status()).toBe(200);
  });

  test('no page, file or error of either origin is shown in a frame', async () => {
    const { page } = await openAs(browser, office(), marie, '/lists');
    const addresses = [
      ...[
        '/fr/',
        lawPath('fr', law.id),
        '/en/status/5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188',
        '/fr/none',
        '/none',
      ].map((path) => stack.target() + path),
      ...['/docs', '/api/v1/laws'].map((path) => stack.target() + path),
      ...['/', '/lists', '/admin/v1/session', '/none', '/docs'].map((path) => office() + path),
    ];
    const frames = addresses.map((address) => `<iframe src="${address}"></iframe>`).join('');
    const other = await openOther(page, ORIGINS[0], frames);
    await eventually('every frame has an error of the browser', () => {
      const shown = other
        .frames()
        .slice(1)
        .map((frame) => frame.url());
      expect(shown).toEqual(addresses.map(() => expect.stringMatching(/^chrome-error:/) as string));
      return Promise.resolve();
    });
  });

  test('who opens the ballot in a window keeps no hold of it', async () => {
    const { page } = await browser.open(`${stack.target()}/en/`);
    const other = await openOther(page, ORIGINS[0], '');
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      other.evaluate(`void (window.ballot = window.open('${stack.target()}${lawPath('en', law.id)}'))`),
    ]);
    await opened.getByRole('radio', { name: 'Yes' }).waitFor();
    expect(await opened.evaluate('window.opener === null')).toBe(true);
    expect(await other.evaluate('window.ballot.closed')).toBe(true);
    expect(await opened.evaluate('document.referrer')).toBe('http://evil.example/');
  });
});
