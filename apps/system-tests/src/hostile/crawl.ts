import type { Page } from '@scrutin/testkit/browser';
import { visit } from '@scrutin/testkit/browser';
import { TRACE } from './hostile-texts.ts';

/** A page as somebody reads it, with what it links to. */
export interface ReadPage {
  /** The path and the query. */
  readonly address: string;
  /** Everything that is written on the page or in one of its fields, also where it is folded away. */
  readonly content: string;
  readonly links: readonly PageLink[];
}

interface PageLink {
  /** As the page writes it. */
  readonly href: string;
  readonly rel: string;
  readonly target: string;
}

/** What the page in the browser says about itself. */
interface Seen {
  readonly content: string;
  readonly links: readonly PageLink[];
  readonly harm: readonly string[];
}

/** Reads the page, and looks for everything by which a text could have become more than a text. */
const LOOK = `(() => {
  const root = document.body.cloneNode(true);
  for (const script of root.querySelectorAll('script')) script.remove();
  const attributes = ['aria-label', 'title', 'alt', 'value', 'placeholder', 'label'];
  const written = [...document.querySelectorAll('*')].flatMap((element) =>
    [...attributes.map((name) => element.getAttribute(name)), 'value' in element ? String(element.value) : null]);
  const leading = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc', 'data'];
  const isHarmful = ({ name, value }) =>
    name.startsWith('on') || (leading.includes(name) && /^\\s*javascript:/i.test(value));
  const harmful = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].filter(isHarmful).map(({ name, value }) => element.tagName + ' ' + name + '=' + value));
  return {
    content: [document.title, root.textContent, ...written.filter((text) => text !== null)].join('\\n'),
    links: [...document.querySelectorAll('a[href]')].map((link) =>
      ({ href: link.getAttribute('href'), rel: link.rel, target: link.target })),
    harm: [
      ...('${TRACE}' in window ? ['a script of a text ran'] : []),
      ...harmful,
      ...[...document.querySelectorAll('img[src="x"], iframe, object, embed, base')].map(({ outerHTML }) => outerHTML),
    ],
  };
})()`;

/** Reads the page that is open. @throws Error if a text of it became more than a text */
export async function readPage(page: Page): Promise<ReadPage> {
  const url = new URL(page.url());
  const address = url.pathname + url.search;
  const { harm, ...seen } = await page.evaluate<Seen>(LOOK);
  if (harm.length > 0) throw new Error(`${address}: ${harm.join('; ')}`);
  return { address, ...seen };
}

/** The elements that reach beyond the window, if the page scrolls sideways. */
export function wideElements(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 160));
  })()`);
}

/** How a site is gone through. */
interface CrawlOptions {
  readonly starts: readonly string[];
  /** Whether to open a link to this path. */
  readonly opens: (path: string) => boolean;
  /** Called with every page while it is open. */
  readonly each?: (page: Page, read: ReadPage) => Promise<void>;
}

/** Opens the pages and every page of their origin to which they link, directly or not, and reads each once. */
export async function crawl(page: Page, { starts, opens, each }: CrawlOptions): Promise<readonly ReadPage[]> {
  const { origin } = new URL(page.url());
  const waiting = [...starts];
  const known = new Set(waiting);
  const read: ReadPage[] = [];
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    await visit(page, origin + address);
    const heading = page.getByRole('heading', { level: 1 }).first();
    await heading.waitFor().catch((cause: unknown) => {
      throw new Error(`${address} shows no heading`, { cause });
    });
    const one = await readPage(page);
    read.push(one);
    await each?.(page, one);
    for (const { href } of one.links) {
      const url = new URL(href, origin + address);
      if (url.origin !== origin || known.has(url.pathname) || !opens(url.pathname)) continue;
      known.add(url.pathname);
      waiting.push(url.pathname);
    }
  }
  if (dialogs.length > 0) throw new Error(`The pages showed dialogs: ${dialogs.join('; ')}`);
  return read;
}
