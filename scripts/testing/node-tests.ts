/**
 * Runs test files with Node's own runner. The scripts are tested as they run: as TypeScript, on the pinned Node.js,
 * without a build.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { projectRoot } from '../bootstrap/project.mjs';
import type { Count } from './count.ts';
import { NOTHING } from './count.ts';

/** The files in `scripts/` with that ending whose path matches one of the patterns; all if there is no pattern. */
export function testFiles(ending: string, patterns: readonly string[]): string[] {
  return globSync(`scripts/**/*${ending}`, { cwd: projectRoot })
    .filter(
      (file) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, 'i').test(file)),
    )
    .map((file) => path.join(projectRoot, file))
    .sort();
}

/**
 * Runs the files, shows the output of the runner, and returns the counts. A file that cannot run counts as one failure.
 * An abort ends the run.
 */
export async function runNodeTests(
  files: readonly string[],
  signal?: AbortSignal,
): Promise<{ count: Count; output: string }> {
  if (files.length === 0) return { count: NOTHING, output: '' };
  const count = { passed: 0, failed: 0, failures: [] as string[] };
  const pieces: string[] = [];
  const stream = run({ files: [...files], concurrency: 2, ...(signal === undefined ? {} : { signal }) });
  stream.on('test:pass', ({ details, skip, todo }) => {
    if (details.type !== 'suite' && skip === undefined && todo === undefined) count.passed += 1;
  });
  stream.on('test:fail', ({ name, file, details }) => {
    if (details.type === 'suite') return;
    count.failed += 1;
    count.failures.push(`${path.relative(projectRoot, file ?? '')}: ${name}`);
  });
  const printed = stream.compose(new spec()) as Readable;
  printed.on('data', (piece: string | Buffer) => pieces.push(piece.toString()));
  await finished(printed);
  return { count, output: pieces.join('') };
}
