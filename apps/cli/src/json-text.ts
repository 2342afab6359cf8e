import { bodyFaultText, jsonFault, mayRepeatMember } from '@scrutin/contracts/problems';
import type { ReadOutcome } from '@scrutin/tabulation';
import { unreadable } from '@scrutin/tabulation';
import { decodeText } from './tabulate/file-text.ts';

/**
 * The value of a JSON file, in the encodings of `decodeText`. A problem names the line and the column; an object that
 * has a member twice is refused, as nothing shows which of the two is meant.
 */
export function readJsonText(bytes: Uint8Array): ReadOutcome<unknown> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  if (text.value.trim() === '')
    return unreadable({
      fr: 'ce n’est pas du JSON : le fichier est vide',
      en: 'not JSON: the file is empty',
    });
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (error) {
    const fault = jsonFault(text.value);
    const inLanguage = (language: 'fr' | 'en'): string =>
      fault === undefined ? String(error) : bodyFaultText(fault, language);
    return unreadable({
      fr: `ce n’est pas du JSON : ${inLanguage('fr')}`,
      en: `not JSON: ${inLanguage('en')}`,
    });
  }
  const fault = mayRepeatMember(text.value, value) ? jsonFault(text.value) : undefined;
  return fault === undefined
    ? { ok: true, value }
    : unreadable({ fr: bodyFaultText(fault, 'fr'), en: bodyFaultText(fault, 'en') });
}
