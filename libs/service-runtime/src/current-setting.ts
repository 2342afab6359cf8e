import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Logger } from './logger.ts';
import { FILE_ENDING, withoutLineEnd } from './setting-files.ts';
import type { Environment } from './settings-of.ts';

/** A setting that may change while the process runs, such as an address with a password. Each call reads it. */
type CurrentSetting = () => string;

/** Gives settings that are read again. A setting that nobody gave stays undefined. */
export interface CurrentSettings {
  (name: string, value: string): CurrentSetting;
  (name: string, value: string | undefined): CurrentSetting | undefined;
}

/** A fixed text, or a setting that is read again before each use. */
export type Address = string | CurrentSetting;

/** The address at this moment. */
export function addressNow(address: Address): string {
  return typeof address === 'string' ? address : address();
}

/**
 * A setting as its file has it now, so that a password can be changed without a restart. If the file cannot be read or
 * its content is not of the right kind, the last good value stays in use, and the problem is logged once. A setting
 * without a file never changes.
 *
 * @param name the name of the setting
 * @param value the value at the start
 * @param isGood whether a new content of the file may be used
 */
export function currentSetting(
  name: string,
  value: string,
  {
    logger,
    isGood = () => true,
    environment,
  }: {
    readonly logger: Logger;
    readonly isGood?: ((text: string) => boolean) | undefined;
    readonly environment: Environment;
  },
): CurrentSetting {
  const file = environment[name + FILE_ENDING] ?? '';
  if (file === '') return () => value;
  let lastGood = value;
  let problem: string | undefined;
  const read = (): string => {
    const text = withoutLineEnd(readFileSync(file, 'utf8')).trim();
    if (!isGood(text)) throw new Error('its content is not a usable value');
    return text;
  };
  return () => {
    try {
      const text = read();
      problem = undefined;
      if (text !== lastGood) logger.info('configuration.read-again', { setting: name });
      lastGood = text;
    } catch (error) {
      // The message of an error of the file system names the path and never the content.
      const message = error instanceof Error ? error.message : String(error);
      if (message !== problem)
        logger.error('configuration.file-unusable', { setting: name, problem: message });
      problem = message;
    }
    return lastGood;
  };
}

/** The settings of a schema, whose entry for a setting judges each new content of its file. */
export function currentSettings(
  schema: z.ZodType,
  logger: Logger,
  environment: Environment,
): CurrentSettings {
  const shape = 'shape' in schema ? (schema.shape as Readonly<Record<string, z.ZodType>>) : {};
  function current(name: string, value: string): CurrentSetting;
  function current(name: string, value: string | undefined): CurrentSetting | undefined;
  function current(name: string, value: string | undefined): CurrentSetting | undefined {
    if (value === undefined) return undefined;
    const isGood = (text: string): boolean => shape[name]?.safeParse(text).success ?? true;
    return currentSetting(name, value, { logger, isGood, environment });
  }
  return current;
}
