import type { z } from 'zod';

/** Variables by their name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The names of the settings that a schema declares. */
export function settingsOf(schema: z.ZodType): string[] {
  return 'shape' in schema ? Object.keys(schema.shape as object) : [];
}
