/**
 * The base of the image, where no registry of images can be reached: Debian by debootstrap, and the Node.js of this
 * project with npm. It stands in for the `node` image that the Dockerfile names. IMAGE_BASE names another base, which is
 * fetched from its registry.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../bootstrap/foreground.mjs';
import { scrutinFolder } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { findOnPath } from '../servers/binaries.ts';
import { logFile } from '../stack/profile.ts';
import { podman, tryPodman } from './podman.ts';

const INCLUDED = 'ca-certificates,libstdc++6';

/** The name of Debian's release on this machine, such as `bookworm`. @throws Refusal if this is another system */
function release(): string {
  const system = readFileSync('/etc/os-release', 'utf8');
  const name = /^VERSION_CODENAME=(\w+)$/m.exec(system)?.[1];
  if (/^ID=debian$/m.test(system) && name !== undefined) return name;
  throw new Refusal(
    'Without a registry, the base of the image is made from Debian, and this is another system. Name a base that can ' +
      'be fetched: IMAGE_BASE=docker.io/library/node:… npm run image:check',
  );
}

/** The address from which apt gets the packages of the release. @throws Refusal if apt knows none */
function mirrorOf(suite: string): string {
  const targets = execFileSync(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI) $(CODENAME) $(COMPONENT)'],
    {
      encoding: 'utf8',
    },
  );
  const found = targets
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, codename, component]) => codename === suite && component === 'main');
  if (found?.[0] === undefined) throw new Refusal(`apt knows no mirror of ${suite}.`);
  return found[0];
}

/** The image to build on, which is made unless it is there. Returns its name. */
export async function baseImage(say: (text: string) => void): Promise<string> {
  const given = process.env['IMAGE_BASE'];
  if (given !== undefined && given !== '') return given;
  const suite = release();
  const key = createHash('sha256')
    .update(`${process.version} ${suite} ${INCLUDED}`)
    .digest('hex')
    .slice(0, 12);
  const name = `localhost/scrutin-base:${key}`;
  if (tryPodman('image', 'exists', name).code === 0) return name;
  say('making a base from Debian');
  const folder = path.join(scrutinFolder, 'containers', 'base');
  const archive = `${folder}.tar`;
  rmSync(folder, { recursive: true, force: true });
  try {
    const args = ['--variant=minbase', `--include=${INCLUDED}`, suite, folder, mirrorOf(suite)];
    await runQuietly('debootstrap', 'debootstrap', args, { log: logFile('image', 'debootstrap') });
    addNode(folder);
    execFileSync('tar', ['--directory', folder, '--create', '--file', archive, '.'], { stdio: 'pipe' });
    podman('import', archive, name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(archive, { force: true });
  }
  return name;
}

/** What the `node` image adds to Debian: Node.js, npm, and the user 1000. */
function addNode(folder: string): void {
  const local = path.join(folder, 'usr', 'local');
  const modules = path.join(local, 'lib', 'node_modules');
  mkdirSync(modules, { recursive: true });
  cpSync(realpathSync(process.execPath), path.join(local, 'bin', 'node'));
  // The link `npm` on the PATH leads to npm/bin/npm-cli.js.
  const npm = path.join(realpathSync(findOnPath('npm') ?? 'npm'), '..', '..');
  cpSync(npm, path.join(modules, 'npm'), { recursive: true });
  for (const program of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${program}-cli.js`, path.join(local, 'bin', program));
  appendFileSync(path.join(folder, 'etc', 'passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n');
  appendFileSync(path.join(folder, 'etc', 'group'), 'node:x:1000:\n');
  for (const unused of ['var/cache/apt', 'var/lib/apt/lists'])
    rmSync(path.join(folder, unused), { recursive: true, force: true });
}
