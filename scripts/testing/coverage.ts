/** How Jest measures the lines that the tests of a package run, and when the measurement fails. */
import path from 'node:path';
import coverageFloors from '../../coverage.config.mjs';
import jest from '../../jest.config.mjs';
import { projectRoot, scrutinFolder } from '../bootstrap/project.mjs';
import { measuredFiles } from './measured-files.ts';

/** The floors of coverage.config.mjs: the folder of a package, and the per cent of its lines that must run. */
export const FLOORS: Readonly<Record<string, number>> = coverageFloors;

/** The packages of which every line runs in a test. Their tests need no server. */
export const COMPLETE: readonly string[] = Object.keys(FLOORS).filter((folder) => FLOORS[folder] === 100);

/**
 * Arguments for Jest that run the tests of these packages, measure the lines of these packages (v8 counts them in
 * the compiled files, and the source maps lead back to the sources) and fail below their floors.
 */
export function coverageArguments(packages: readonly string[]): string[] {
  const unit = jest.projects.find(({ displayName }) => displayName === 'unit');
  const config = {
    ...jest,
    rootDir: projectRoot,
    projects: [
      { ...unit, rootDir: projectRoot, roots: packages.map((folder) => path.join(projectRoot, folder)) },
    ],
    collectCoverage: true,
    coverageProvider: 'v8',
    collectCoverageFrom: packages.flatMap((folder) => measuredFiles(folder)),
    coverageDirectory: path.join(
      scrutinFolder,
      'coverage',
      packages.map((folder) => path.basename(folder)).join('-'),
    ),
    coverageReporters: [['text', { skipFull: true }], 'text-summary', 'html'],
    coverageThreshold: Object.fromEntries(
      packages.map((folder) => [
        path.join(projectRoot, folder, 'src') + path.sep,
        { lines: FLOORS[folder] ?? 0 },
      ]),
    ),
  };
  return ['--config', JSON.stringify(config)];
}

/** A pattern of all tests except those of these packages. Jest tries absolute paths and paths in the project. */
export function allBut(packages: readonly string[]): string {
  return `^(?!(?:.*/)?(?:${packages.join('|')})/)`;
}
