import { Option } from 'commander';
import { z } from 'zod';
import type { PrintFonts } from '@scrutin/printing';
import { openPrintFonts } from '@scrutin/printing';
import { ConfigurationError, loadConfig } from '@scrutin/service-runtime';
import { LocalizedRefusal } from './language.ts';

/** The option for characters that the usual fonts do not have. */
export function fallbackFontOption(): Option {
  return new Option(
    '--fallback-font <file>',
    'a font for characters that the usual fonts do not have; FILE#NAME for one of a collection (default: PRINT_FALLBACK_FONT)',
  );
}

/**
 * The fonts of printed documents. Without the option, the fallback is that of the admin API, so that both ways write the
 * same bytes.
 *
 * @throws LocalizedRefusal if the font cannot be read
 */
export function printFonts(fallback: string | undefined): PrintFonts {
  const { PRINT_FALLBACK_FONT } = loadConfig(z.object({ PRINT_FALLBACK_FONT: z.string().optional() }));
  const file = fallback ?? PRINT_FALLBACK_FONT;
  try {
    return openPrintFonts(file);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const fr = `${file ?? ''} ne peut pas servir de police. Il faut un fichier TrueType, OpenType ou WOFF ; s’il contient plusieurs polices, nommez-en une : FICHIER#NOM.`;
    throw new LocalizedRefusal({ fr, en: error.message }, { cause: error });
  }
}
