/**
 * Installs missing servers from Debian's packages. Installing such a package starts the system's own instance unless
 * /usr/sbin/policy-rc.d forbids it. Our file is there only during the installation, and afterwards the earlier file is
 * restored. All of this is one shell script in a separate session: Ctrl-C ends the waiting but does not interrupt dpkg,
 * and the script restores the file even if the installation fails.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { findOnPath } from './binaries.ts';
import { bareEnvironment, lastLines } from './processes.ts';

const INSTALL = `
set -eu
exec 9>/run/scrutin-install.lock
flock 9
policy=/usr/sbin/policy-rc.d
saved=$policy.before-scrutin
restore() {
  if [ -e "$saved" ]; then mv -f "$saved" "$policy"; else rm -f "$policy"; fi
}
trap restore EXIT
trap 'exit 130' INT TERM HUP
# An earlier installation that was killed outright may have left its own: what was there before that is in $saved.
if [ -e "$policy" ] && ! grep -q 'placed by scrutin' "$policy"; then cp -p "$policy" "$saved"; fi
printf '#!/bin/sh\\n# placed by scrutin during an installation\\nexit 101\\n' >"$policy"
chmod 755 "$policy"
export DEBIAN_FRONTEND=noninteractive
# Only what an earlier installation left half done; while another one is at work apt-get waits for it, dpkg does not.
if [ -n "$(dpkg --audit)" ]; then dpkg --configure -a || true; fi
for attempt in 1 2 3 4 5; do
  if apt-get -o DPkg::Lock::Timeout=300 update -q; then break; fi
  sleep 3
done
apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends "$@"
`;

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** True if packages can be installed without a question to the user. */
export function canInstall(): boolean {
  if (findOnPath('apt-get') === null || findOnPath('flock') === null) return false;
  if (isRoot()) return true;
  const sudo = findOnPath('sudo');
  return sudo !== null && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

/** Installs the packages, and writes the output to the log file. */
export async function installPackages(packages: readonly string[], log: string): Promise<void> {
  const command = ['/bin/sh', '-c', INSTALL, 'install', ...packages];
  const [file = '', ...args] = isRoot() ? command : [findOnPath('sudo') ?? 'sudo', '-n', ...command];
  const output = openSync(log, 'a', 0o600);
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: bareEnvironment(),
  });
  closeSync(output);
  const signals: Interruption[] = [];
  const wait = (signal: Interruption): void => {
    if (signals.length > 0) process.exit(exitCodeOf(signal));
    signals.push(signal);
    process.stderr.write('Waiting for the package installation to end (Ctrl-C again: do not wait)\n');
  };
  const status = await interruptible(
    wait,
    () =>
      new Promise<number | null>((resolve) => {
        child.once('error', () => {
          resolve(1);
        });
        child.once('exit', resolve);
      }),
  );
  const [signalled] = signals;
  if (signalled !== undefined) process.exit(exitCodeOf(signalled));
  if (status !== 0) {
    throw new Refusal(`apt-get could not install ${packages.join(', ')}; its log is ${log}.`, {
      detail: lastLines(log),
    });
  }
}
