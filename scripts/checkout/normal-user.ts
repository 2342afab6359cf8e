/** A user who may write only to one folder, where the tests do what a person does after `git clone`. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface NormalUser {
  readonly home: string;
  /** The options of `spawn` that run a process as this user; empty if it is the user of this process. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** Removes the user and the folder. */
  readonly remove: () => void;
}

/** Root creates a new user. Anybody else is a normal user already, and only gets a folder. */
export function normalUser(): NormalUser {
  if (process.getuid?.() !== 0) {
    const home = mkdtempSync(path.join(tmpdir(), 'scrutin-user-'));
    const remove = (): void => {
      rmSync(home, { recursive: true, force: true });
    };
    return { home, identity: {}, remove };
  }
  const name = `scrutin-${randomBytes(4).toString('hex')}`;
  const home = path.join(tmpdir(), name);
  execFileSync('useradd', ['--create-home', '--home-dir', home, '--shell', '/bin/sh', name]);
  chmodSync(home, 0o700);
  const id = (option: string): number => Number(execFileSync('id', [option, name], { encoding: 'utf8' }));
  return {
    home,
    identity: { uid: id('-u'), gid: id('-g') },
    remove: () => {
      execFileSync('userdel', ['--remove', name], { stdio: 'ignore' });
    },
  };
}

/** Makes the user the owner of the files that root has put into the user's folder. */
export function handOver({ identity }: NormalUser, ...folders: readonly string[]): void {
  const { uid, gid } = identity;
  if (uid === undefined || gid === undefined) return;
  for (const folder of folders) {
    execFileSync('chown', ['--recursive', '--no-dereference', `${uid}:${gid}`, folder]);
  }
}
