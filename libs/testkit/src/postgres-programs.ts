import { execFile } from 'node:child_process';
import { chownSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/**
 * Runs a program of the newest PostgreSQL. PostgreSQL does not run as root; root runs it as the user of Debian's
 * package.
 *
 * @throws Error with the output if the program fails, or if PostgreSQL is not installed
 */
export async function runPostgres(program: string, args: readonly string[]): Promise<void> {
  await run(path.join(programs(), program), [...args], { ...systemUser(), cwd: '/' });
}

/** Gives a file or folder to the user who runs PostgreSQL. */
export function giveToPostgres(file: string): void {
  const { uid, gid } = systemUser();
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}

/** The folder of the programs of the newest PostgreSQL. @throws Error if none is installed */
function programs(): string {
  const [newest] = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return path.join(DEBIAN, newest ?? '', 'bin');
}

function systemUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
