import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, textOf, trackedFiles } from './tracked-files.ts';

const files = trackedFiles();
const names = new Set(files.map((file) => path.basename(file)));
const documents = files.filter((file) => file.endsWith('.md') && !file.includes('CHANGELOG'));

/** Files and folders of this repository that a document names in backticks. */
const OF_OURS = /^(?:apps|libs|scripts|prisma|k8s|monitoring|docs)\/[\w./-]+$/;
/** Documents name test files without their folder. */
const TEST_FILE = /^[\w.-]+\.test\.ts$/;

test.each(documents)('every file that %s names exists', (document) => {
  const text = textOf(document);
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word ?? '');
  // In a block of SQL, a regular expression such as `[.](a|b)` looks like a link.
  const prose = text.replaceAll(/^```[^]*?^```/gm, '');
  const linked = [...prose.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
  const missing = [
    ...quoted.filter((word) => OF_OURS.test(word) && !existsSync(path.join(ROOT, word))),
    ...quoted.filter((word) => TEST_FILE.test(word) && !names.has(word)),
    ...linked.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(path.join(ROOT, path.dirname(document), target)),
    ),
  ];
  expect(missing).toEqual([]);
});

test.each(documents)('every heading that %s links to exists', (document) => {
  const links = [...prose(textOf(document)).matchAll(/\]\(([^)#\s]*)#([^)\s]+)\)/g)];
  const missing = links
    .filter(([, file = '']) => !/^[a-z]+:/.test(file) && (file === '' || file.endsWith('.md')))
    .filter(([, file = '', anchor = '']) => {
      const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
      return !anchorsOf(textOf(target)).has(anchor);
    })
    .map(([link]) => link);
  expect(missing).toEqual([]);
});

/** A document without its blocks of code. */
function prose(text: string): string {
  return text.replaceAll(/^```[^]*?^```/gm, '');
}

/** The anchors that GitHub gives to the headings of a document. The second heading with a text ends with `-1`. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose(text).matchAll(/^#+ +(.+)$/gm)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    let unique = anchor;
    for (let more = 1; anchors.has(unique); more += 1) unique = `${anchor}-${more}`;
    anchors.add(unique);
  }
  return anchors;
}
