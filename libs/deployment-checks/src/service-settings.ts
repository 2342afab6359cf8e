import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { projectRoot } from './project-root.ts';

/** The settings of a service, as its own code declares them. */
export type SettingsByApp = ReadonlyMap<string, z.ZodType>;

const APPS = ['ingestion-api', 'validation-worker', 'aggregator', 'admin-api'];

/**
 * Reads the settings of each service from its built files. They are loaded by their path, as a container starts them,
 * because no package imports an app.
 *
 * @throws Error if an app is not built or declares no settings
 */
export async function serviceSettings(): Promise<SettingsByApp> {
  const declared = new Map<string, z.ZodType>();
  // One after the other: Jest fails if a module is imported while another import is still loading it.
  for (const app of APPS) {
    const file = path.join(projectRoot(), 'apps', app, 'dist', 'config.js');
    if (!existsSync(file)) throw new Error(`apps/${app} is not built`);
    const exported = Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>);
    const schema = exported.find((one): one is z.ZodType => one instanceof z.ZodType);
    if (schema === undefined) throw new Error(`${file} exports no settings`);
    declared.set(app, schema);
  }
  return declared;
}
