import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '@scrutin/testkit';

/**
 * Returns the contents of the files of the tests' broker. The result is undefined if the broker keeps them elsewhere,
 * because it runs in a container or its address was given.
 */
export function brokerFiles(): readonly Buffer[] | undefined {
  const profile = process.env['SCRUTIN_PROFILE'] ?? 'test';
  const folder = path.join(projectRoot(), '.scrutin', profile, 'rabbitmq', 'mnesia');
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
}
