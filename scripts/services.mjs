#!/usr/bin/env node
// @ts-check
/** PostgreSQL, Redis and RabbitMQ by hand: the same as `node scripts/run.mjs services …`. */
import { problemWithNode } from './bootstrap/node-version.mjs';

const problem = problemWithNode(process.versions.node);
if (problem === null) {
  void import('./bootstrap/run-command.mjs').then((bootstrap) =>
    bootstrap.runCommand('services', process.argv.slice(2)),
  );
} else {
  process.stderr.write(problem + '\n');
  process.exitCode = 1;
}
