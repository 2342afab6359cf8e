/**
 * Takes pictures of all pages against a system that runs: `npm start`, then `npm run screenshots`. Every page of the
 * citizens and of the office, and the states of the ballot, are taken in both languages, at 390 and 1440 CSS pixels, light
 * and dark, into `.scrutin/screenshots`, which git ignores. The first run makes contests in every state for them, which are
 * rehearsals. Words after `--` choose pictures: `npm run screenshots -- vote- fr` takes those whose file name has all of
 * the words. `--readme` takes only the pictures of the README, into docs/images. Chromium must be installed;
 * SCRUTIN_CHROMIUM is its path.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { citizensPictures } from './pictures/citizens.ts';
import type { Servers } from './pictures/exhibition.ts';
import { exhibition } from './pictures/exhibition.ts';
import { officePictures } from './pictures/office.ts';
import { loginOf } from './pictures/people.ts';
import type { Picture, PictureLanguage } from './pictures/picture.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.scrutin', 'screenshots');
const IMAGES = path.join(ROOT, 'docs', 'images');
const SERVERS: Servers = { api: 'http://127.0.0.1:8000', office: 'http://127.0.0.1:8001' };
const CHROMIUM = process.env['SCRUTIN_CHROMIUM'] ?? '/usr/bin/chromium';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** How a picture is looked at. */
interface Viewer {
  readonly language: PictureLanguage;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

const VIEWERS: readonly Viewer[] = (['fr', 'en'] as const).flatMap((language) =>
  [390, 1440].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => ({ language, width, height: 900, scheme })),
  ),
);

/** A context in which the person is logged in. */
async function openContext(browser: Browser, viewer: Viewer, picture: Picture): Promise<BrowserContext> {
  const { language, width, height, scheme } = viewer;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale: `${language}-CA`,
    timezoneId: 'America/Toronto',
    javaScriptEnabled: picture.isWithoutScripts !== true,
  });
  context.setDefaultTimeout(15_000);
  const { person } = picture;
  if (person !== undefined && person !== 'nobody') {
    const login = await context.request.post(`${SERVERS.office}/admin/v1/session`, { data: loginOf(person) });
    if (!login.ok()) throw new Error(`The login of ${person} is answered ${login.status()}.`);
  }
  return context;
}

/** Resolves when the page keeps its height for longer than any motion takes. */
async function untilStill(page: Page): Promise<void> {
  let before = -1;
  for (let i = 0; i < 20; i++) {
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    if (height === before) return;
    before = height;
    await page.waitForTimeout(400);
  }
}

/** Takes a picture into a file: of the whole page, or of the window alone. */
async function take(
  context: BrowserContext,
  { path: paths, person, arrange, missing }: Picture,
  { language }: Viewer,
  file: string,
  isWhole = true,
): Promise<void> {
  const page = await context.newPage();
  if (missing !== undefined) await page.route(missing, (route) => route.abort());
  try {
    const origin = person === undefined ? SERVERS.api : SERVERS.office;
    const target = typeof paths === 'string' ? paths : paths[language];
    await page.goto(origin + target, { waitUntil: 'networkidle' });
    await arrange?.(page, language);
    await untilStill(page);
    await page.screenshot({ path: file, fullPage: isWhole });
  } catch (error) {
    console.log(`There is no ${path.basename(file)}: ${(error as Error).message}`);
  } finally {
    await page.close();
  }
}

/** Takes the pictures whose names have all of the words, for every viewer. */
async function takeAll(
  browser: Browser,
  pictures: readonly Picture[],
  words: readonly string[],
): Promise<number> {
  let taken = 0;
  for (const viewer of VIEWERS) {
    const fileOf = ({ name }: Picture): string =>
      `${name}-${viewer.language}-${viewer.width}-${viewer.scheme}.png`;
    const wanted = pictures.filter((picture) => words.every((word) => fileOf(picture).includes(word)));
    const contexts = new Map<string, BrowserContext>();
    for (const picture of wanted) {
      const key = `${picture.person ?? 'citizen'} ${picture.isWithoutScripts ?? false}`;
      const context = contexts.get(key) ?? (await openContext(browser, viewer, picture));
      contexts.set(key, context);
      await take(context, picture, viewer, path.join(FOLDER, fileOf(picture)));
      taken++;
    }
    await Promise.all([...contexts.values()].map((context) => context.close()));
  }
  return taken;
}

/** What the README shows: a window of a result and one of a ballot. */
async function takeReadme(browser: Browser, pictures: readonly Picture[]): Promise<void> {
  const windows = [
    { name: 'election-open', image: 'results.png', width: 1100, height: 1250 },
    { name: 'vote-ranked', image: 'ballot.png', width: 420, height: 1500 },
  ];
  for (const { name, image, width, height } of windows) {
    const picture = pictures.find((each) => each.name === name);
    if (picture === undefined) throw new Error(`There is no picture ${name}.`);
    const viewer = { language: 'en', width, height, scheme: 'light' } as const;
    const context = await openContext(browser, viewer, picture);
    await take(context, picture, viewer, path.join(IMAGES, image), false);
    await context.close();
  }
}

mkdirSync(FOLDER, { recursive: true });
mkdirSync(IMAGES, { recursive: true });
const made = await exhibition(SERVERS);
const pictures = [...citizensPictures(made), ...officePictures(made)];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
try {
  if (process.argv.includes('--readme')) await takeReadme(browser, pictures);
  else {
    const words = process.argv.slice(2);
    const taken = await takeAll(browser, pictures, words);
    console.log(`${taken} pictures are in ${path.relative(ROOT, FOLDER)}.`);
  }
} finally {
  await browser.close();
}
