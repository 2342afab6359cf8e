/**
 * Builds the files that browsers load: `node scripts/web/build-pages.ts`. For each site Vite writes scripts, styles and
 * fonts with names that contain a hash of their content, and this compresses them, so that no server does it for every
 * reader. A site whose sources have not changed is not built again.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { weightsIn } from './page-weight.ts';
import { OLDEST, tooNewIn } from './too-new.ts';

/** The image of the services has no other script, so this one looks for the project itself. */
const projectRoot = path.join(import.meta.dirname, '..', '..');

interface Site {
  /** The folder in `apps/`. */
  readonly app: string;
  readonly inputs: readonly string[];
  /** The most JavaScript that the first visit of a page may load, compressed with gzip, in bytes. */
  readonly most: number;
  /** The oldest browsers that can use the site; absent for those that Vite builds for. */
  readonly target?: readonly string[];
}

const INPUTS = ['src/browser/browser.tsx', 'src/styles/index.css'];
const SITES: readonly Site[] = [
  // A phone on a slow network loads 150 kB in a few seconds.
  { app: 'web', inputs: [...INPUTS, 'src/browser/reload-once.ts'], most: 150_000, target: OLDEST },
  { app: 'office', inputs: INPUTS, most: 400_000 },
];
/** Everything that may end up in the files of a site. */
const SHARED = [
  'libs/{web-ui,api-client,contracts,credentials,election,tabulation}/src/**/*.{ts,tsx,css}',
  'libs/{web-ui,api-client,contracts,credentials,election,tabulation}/package.json',
];
const COMPRESSED = /\.(js|css|svg|json)$/;
const FINGERPRINT = 'sources.sha256';

function fingerprintOf(site: Site): string {
  const hash = createHash('sha256');
  const files = globSync(
    [...SHARED, `apps/${site.app}/src/**/*.{ts,tsx,css}`, 'package-lock.json', 'scripts/web/*.ts'],
    {
      cwd: projectRoot,
    },
  );
  for (const file of files.sort()) {
    hash.update(`${file}\n`).update(readFileSync(path.join(projectRoot, file)));
  }
  return hash.digest('hex');
}

async function buildSite(site: Site): Promise<void> {
  const root = path.join(projectRoot, 'apps', site.app);
  const folder = path.join(root, 'dist', 'browser-files');
  const record = path.join(folder, FINGERPRINT);
  const fingerprint = fingerprintOf(site);
  if (existsSync(record) && readFileSync(record, 'utf8') === fingerprint) return;
  rmSync(folder, { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions: ['@scrutin/source', 'browser', 'module', 'import', 'default'] },
    build: {
      outDir: folder,
      ...(site.target === undefined ? {} : { target: [...site.target] }),
      assetsDir: 'assets',
      assetsInlineLimit: 0, // the Content-Security-Policy allows no data: addresses of fonts
      manifest: 'manifest.json',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1_000, // weightsIn() below is the limit
      rolldownOptions: {
        input: site.inputs.map((input) => path.join(root, input)),
        onLog: (level, log, handle) => {
          // Libraries mark files for servers that render components. Here everything is for the browser.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  });
  for (const file of globSync('**/*', { cwd: folder })) {
    if (COMPRESSED.test(file)) compress(path.join(folder, file));
  }
  for (const script of site.target === undefined ? [] : globSync('assets/*.js', { cwd: folder })) {
    const [tooNew] = tooNewIn(readFileSync(path.join(folder, script), 'utf8'));
    if (tooNew !== undefined) {
      throw new Error(
        `apps/${site.app}: ${script} has ${tooNew}, which ${OLDEST.join(', ')} cannot all run.`,
      );
    }
  }
  const [heaviest] = weightsIn(folder);
  if (heaviest !== undefined && heaviest.bytes > site.most) {
    throw new Error(
      `apps/${site.app}: ${heaviest.page} loads ${heaviest.bytes} bytes of compressed JavaScript; ${site.most} are the most.`,
    );
  }
  writeFileSync(record, fingerprint);
}

function compress(file: string): void {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}

for (const site of SITES) await buildSite(site);
