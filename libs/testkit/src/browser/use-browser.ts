import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { visit } from './visit.ts';

/** Chromium without the parts that nobody sees in tests: it takes a third of the time of the processor. */
const CHROMIUM = '/usr/bin/chromium-headless-shell';
/** How long a page may take on a slow machine. */
const PATIENCE_MS = 120_000;
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
];

/** How somebody looks at pages: the window, the colours, the language of the browser (English), whether scripts run. */
type Viewer = BrowserContextOptions;

/** A page, and everything that went wrong on it. */
interface OpenedPage {
  readonly page: Page;
  /** Errors of scripts, messages of the console at the level of an error, and requests that failed or left the origin. */
  readonly faults: readonly string[];
}

interface BrowserSuite {
  /** Opens a page in a context of its own, which is closed after the test. */
  readonly open: (address: string, viewer?: Viewer) => Promise<OpenedPage>;
}

/** Starts Chromium before the first test of a suite and ends it after the last. Call it at the top of a `describe`. */
export function useBrowser(): BrowserSuite {
  let browser: Browser | undefined;
  let contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async open(address, viewer = {}) {
      if (browser === undefined) throw new Error('The browser runs only while the tests of its suite run.');
      const context = await browser.newContext({ locale: 'en-CA', ...viewer });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const faults: string[] = [];
      watch(page, new URL(address).origin, faults);
      if (viewer.javaScriptEnabled === false) await page.goto(address, { waitUntil: 'networkidle' });
      else await visit(page, address);
      return { page, faults };
    },
  };
}

function watch(page: Page, origin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`request to ${url.origin}`);
  });
}
