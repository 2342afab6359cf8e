#!/usr/bin/env node
// @ts-check
/**
 * The entry of every command of this project: `node scripts/run.mjs start|stop|test|bench|dev|services …`. Without a
 * command it names them all.
 *
 * It begins on whatever Node.js the machine has, and before any package is installed; the command itself runs on the
 * Node.js 24 that is installed with the packages. This file uses nothing that an old Node.js would not understand, so
 * that it can say what is wrong with it.
 */
import { problemWithNode } from './bootstrap/node-version.mjs';

const problem = problemWithNode(process.versions.node);
if (problem === null) {
  void import('./bootstrap/run-command.mjs').then((bootstrap) =>
    bootstrap.runCommand(process.argv[2], process.argv.slice(3)),
  );
} else {
  process.stderr.write(problem + '\n');
  process.exitCode = 1;
}
