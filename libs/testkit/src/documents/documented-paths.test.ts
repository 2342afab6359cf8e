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
  const linked = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
  const missing = [
    ...quoted.filter((word) => OF_OURS.test(word) && !existsSync(path.join(ROOT, word))),
    ...quoted.filter((word) => TEST_FILE.test(word) && !names.has(word)),
    ...linked.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(path.join(ROOT, path.dirname(document), target)),
    ),
  ];
  expect(missing).toEqual([]);
});
