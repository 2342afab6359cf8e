/** Builds the image of the Dockerfile, with the settings by which npm reaches its registry on this machine. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { projectRoot, scrutinFolder } from '../bootstrap/project.mjs';
import { logFile } from '../stack/profile.ts';
import { podmanQuietly, ULIMITS } from './podman.ts';

/** The name of the image under which it is checked. */
export const IMAGE = 'localhost/scrutin:check';

const NPM_SETTINGS = ['registry', 'cafile', 'proxy', 'https-proxy'];

/** Files that every step of the build sees and that no layer keeps: npm's settings, and the certificates they name. */
function mountsForNpm(): string[] {
  const settings = NPM_SETTINGS.map((name): [string, string] => [
    name,
    execFileSync('npm', ['config', 'get', name], { cwd: homedir(), encoding: 'utf8' }).trim(),
  ]).filter(([, value]) => value !== '' && value !== 'null');
  const file = path.join(scrutinFolder, 'containers', 'npmrc');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${settings.map(([name, value]) => `${name}=${value}`).join('\n')}\nupdate-notifier=false\n`,
  );
  const authority = settings.find(([name]) => name === 'cafile')?.[1];
  return [
    `${file}:/root/.npmrc:ro`,
    ...(authority !== undefined && existsSync(authority) ? [`${authority}:${authority}:ro`] : []),
  ].flatMap((mount) => ['--volume', mount]);
}

/** Builds the image. @throws Refusal with the important lines if that fails; the log is that of the profile `image` */
export function buildImage(base: string): Promise<void> {
  const pull = base.startsWith('localhost/') ? 'never' : 'missing';
  return podmanQuietly('podman build', logFile('image', 'build'), [
    'build',
    // The format of Docker is the one with a health check. Layers would only serve a second build.
    ...[
      '--format',
      'docker',
      '--layers=false',
      `--pull=${pull}`,
      '--network=host',
      ...ULIMITS,
      ...mountsForNpm(),
    ],
    ...['--build-arg', `BASE=${base}`, '--tag', IMAGE, projectRoot],
  ]);
}
