#!/usr/bin/env node
/** `node scripts/check-commit-message.mjs FILE`: refuses a commit whose message breaks the rules of CONTRIBUTING.md. */
import { readFileSync } from 'node:fs';

import { problemsOfMessage } from './lib/commit-message.mjs';

const [, , file] = process.argv;
const problems = problemsOfMessage(readFileSync(file, 'utf8'));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
