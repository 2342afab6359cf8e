import type { Command } from 'commander';
import { ConfigurationError } from '@scrutin/service-runtime';
import { refuse } from '../run.ts';
import { RegisterRefusal } from './register/register-refusal.ts';

/**
 * For work on files and rolls. Their errors already say what to do, and the advice about the environment that other
 * configuration errors get would mislead.
 *
 * @param language in which a register is refused
 */
export async function refusing<T>(
  command: Command,
  work: () => Promise<T>,
  language: 'fr' | 'en' = 'en',
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RegisterRefusal) return refuse(command, error.text[language]);
    if (error instanceof ConfigurationError) return refuse(command, error.message);
    throw error;
  }
}
