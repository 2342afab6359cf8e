import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '@scrutin/testkit';

/**
 * The files that the broker of the tests keeps, each as bytes. Undefined when the broker keeps them elsewhere: in a
 * container, or because its address was given.
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
