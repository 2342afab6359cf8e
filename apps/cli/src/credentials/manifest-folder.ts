import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RollShard } from '@scrutin/credentials';
import { ConfigurationError } from '@scrutin/service-runtime';

type Parsed<Manifest> =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly problem: string };

export interface ManifestFolder<Manifest> {
  readonly manifest: Manifest;
  /** The folder with the files that the manifest names. */
  readonly at: string;
}

/**
 * Opens a folder of a credential set. Every file is compared with its checksum before this returns.
 *
 * @param folder the folder of the set, or the folder `name` in it
 * @throws ConfigurationError if there is no such folder, or if a file is not the one that the manifest describes. The
 *   messages quote no line
 */
export async function openManifestFolder<Manifest extends { readonly shards: readonly RollShard[] }>(
  folder: string,
  name: 'letters' | 'references',
  parse: (text: string) => Parsed<Manifest>,
): Promise<ManifestFolder<Manifest>> {
  for (const at of [path.join(folder, name), folder]) {
    const file = path.join(at, 'manifest.json');
    const text = await textOf(file);
    if (text === undefined) continue;
    const parsed = parse(text);
    if (!parsed.ok) throw new ConfigurationError(`${file} is no manifest of ${name}: ${parsed.problem}.`);
    for (const shard of parsed.manifest.shards) await verify(path.join(at, shard.file), shard.sha256, name);
    return { manifest: parsed.manifest, at };
  }
  throw new ConfigurationError(
    `${folder} holds no ${name}: give the folder that \`credentials generate --output\` wrote, or its folder ${name}.`,
  );
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${file} cannot be read.`, { cause: error });
  }
}

async function verify(file: string, sha256: string, name: string): Promise<void> {
  const sum = createHash('sha256');
  try {
    for await (const piece of createReadStream(file)) sum.update(piece as Buffer);
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read, and the manifest names it.`, { cause: error });
  }
  if (sum.digest('hex') === sha256) return;
  throw new ConfigurationError(
    `${file} is not the file that the manifest describes: its SHA-256 differs. Copy the ${name} again.`,
  );
}
