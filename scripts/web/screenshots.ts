/**
 * Takes pictures of the citizens' pages against a system that runs: `npm start`, then `npm run screenshots`. Every page is
 * taken in both languages, at 390 and 1440 CSS pixels, light and dark, into `.scrutin/screenshots`, which git ignores.
 * The pictures of the README go to docs/images. Chromium must be installed; SCRUTIN_CHROMIUM is its path.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.scrutin', 'screenshots');
const IMAGES = path.join(ROOT, 'docs', 'images');
const ADDRESS =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? 'http://127.0.0.1:8000';
const CHROMIUM = process.env['SCRUTIN_CHROMIUM'] ?? '/usr/bin/chromium';

const WIDTHS = [390, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;
const HEIGHT = 900;

/** The pages of the demonstration by name, in French and in English. */
const PAGES = {
  consultations: { fr: '/fr/?include=rehearsals', en: '/en/?include=rehearsals' },
  results: { fr: '/fr/resultats?include=rehearsals', en: '/en/results?include=rehearsals' },
  law: { fr: '/fr/resultats/loi/L2025-001', en: '/en/results/law/L2025-001' },
  election: { fr: '/fr/resultats/election/PROV-2025', en: '/en/results/election/PROV-2025' },
  race: {
    fr: '/fr/resultats/election/PROV-2025/ABITIBI-OUEST',
    en: '/en/results/election/PROV-2025/ABITIBI-OUEST',
  },
  rounds: {
    fr: '/fr/resultats/election/PROV-2025/SHERBROOKE',
    en: '/en/results/election/PROV-2025/SHERBROOKE',
  },
  ballot: {
    fr: '/fr/voter/election/PROV-2025/SHERBROOKE',
    en: '/en/vote/election/PROV-2025/SHERBROOKE',
  },
} as const;

interface Picture {
  readonly address: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: (typeof SCHEMES)[number];
  /** False for the window only, without what is below it. */
  readonly isWhole: boolean;
}

async function take(
  browser: Browser,
  { address, file, width, height, scheme, isWhole }: Picture,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  const answer = await page.goto(ADDRESS + address, { waitUntil: 'networkidle' });
  if (answer?.status() === 200) await page.screenshot({ path: file, fullPage: isWhole });
  else console.log(`${address} answers ${answer?.status() ?? 'nothing'}: no picture`);
  await page.close();
}

function everyPicture(): Picture[] {
  return Object.entries(PAGES).flatMap(([name, addresses]) =>
    Object.entries(addresses).flatMap(([language, address]) =>
      WIDTHS.flatMap((width) =>
        SCHEMES.map((scheme) => ({
          address,
          file: path.join(FOLDER, `${name}-${language}-${width}-${scheme}.png`),
          width,
          height: HEIGHT,
          scheme,
          isWhole: true,
        })),
      ),
    ),
  );
}

/** What the README shows: a window of a result and one of a ballot. */
const README_PICTURES: readonly Picture[] = [
  {
    address: PAGES.election.en,
    file: path.join(IMAGES, 'results.png'),
    width: 1100,
    height: 1250,
    scheme: 'light',
    isWhole: false,
  },
  {
    address: PAGES.ballot.en,
    file: path.join(IMAGES, 'ballot.png'),
    width: 420,
    height: 1500,
    scheme: 'light',
    isWhole: false,
  },
];

mkdirSync(FOLDER, { recursive: true });
mkdirSync(IMAGES, { recursive: true });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  const onlyReadme = process.argv.includes('--readme');
  for (const picture of [...README_PICTURES, ...(onlyReadme ? [] : everyPicture())])
    await take(browser, picture);
} finally {
  await browser.close();
}
console.log(
  `The pictures are in ${path.relative(ROOT, FOLDER)}; those of the README in ${path.relative(ROOT, IMAGES)}.`,
);
