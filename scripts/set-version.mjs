#!/usr/bin/env node
/**
 * Gives everything the version that `nx release` has just given the packages of apps/ and libs/: the project itself, the
 * lock file, what the services and the command line say, and the tag of the image in k8s/. A test of
 * libs/service-runtime holds them together.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from './lib/project.mjs';
import { runMain } from './lib/refusal.mjs';

const readText = (file) => readFileSync(path.join(projectRoot, file), 'utf8');
const writeText = (file, text) => writeFileSync(path.join(projectRoot, file), text);

function changeJson(file, change) {
  const json = JSON.parse(readText(file));
  change(json);
  writeText(file, `${JSON.stringify(json, null, 2)}\n`);
}

function replaceOnce(file, pattern, replacement) {
  const text = readText(file);
  if (!pattern.test(text)) throw new Error(`${file} has no ${pattern}`);
  writeText(file, text.replace(pattern, replacement));
}

await runMain(() => {
  const { version } = JSON.parse(readText('libs/service-runtime/package.json'));
  changeJson('package.json', (root) => {
    root.version = version;
  });
  changeJson('package-lock.json', (lock) => {
    lock.version = version;
    for (const [place, entry] of Object.entries(lock.packages)) {
      if (place === '' || /^(apps|libs)\/[^/]+$/.test(place)) entry.version = version;
    }
  });
  replaceOnce('libs/service-runtime/src/version.ts', /VERSION = '[^']+'/, `VERSION = '${version}'`);
  replaceOnce('k8s/base/kustomization.yaml', /newTag: .+/, `newTag: ${version}`);
  console.log(`Everything has the version ${version}.`);
});
