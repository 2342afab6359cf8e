import path from 'node:path';

/** The folder of this repository. */
export function projectRoot(): string {
  return path.join(import.meta.dirname, '../../..');
}
