import type { Command } from 'commander';
import { ConfigurationError } from '@scrutin/service-runtime';
import { LocalizedRefusal } from '../language.ts';
import { refuse } from '../run.ts';

/**
 * For work on files and rolls. Their errors already say what to do, and the advice about the environment that other
 * configuration errors get would mislead.
 */
export async function refusing<T>(command: Command, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LocalizedRefusal) return refuse(command, error.text);
    if (error instanceof ConfigurationError) return refuse(command, error.message);
    throw error;
  }
}
