import type { LocalizedText } from '@scrutin/election';
import { LocalizedRefusal } from '../../language.ts';

/** The columns that were named on the command line. Names are compared without regard to case and spaces around. */
export interface ColumnNames {
  readonly identifier?: string | undefined;
  readonly region?: string | undefined;
  readonly reference?: string | undefined;
  readonly address: readonly string[];
}

/** The places of the columns in a line, from 0. */
export interface ColumnPlaces {
  readonly identifier: number;
  readonly region: number | undefined;
  readonly reference: number | undefined;
  readonly address: readonly number[];
  /** The number of columns of the file. */
  readonly width: number;
}

/** The names that are looked for if none was given. */
const USUAL_NAMES = {
  identifier: ['nas', 'identifier', 'identifiant', 'sin'],
  region: ['region', 'région', 'circonscription', 'district'],
  reference: ['reference', 'référence'],
} as const;

/**
 * Finds the columns by the names in the first line of a register.
 *
 * @param withRegion whether voters vote in regions, as they do in an election and not for a law
 * @throws LocalizedRefusal if a column is missing, or if its name stands there twice
 */
export function columnsOf(header: readonly string[], names: ColumnNames, withRegion: boolean): ColumnPlaces {
  const present = header.map(nameOf);
  const placeOf = (name: string): number | undefined => {
    const wanted = nameOf(name);
    const place = present.indexOf(wanted);
    if (place < 0) return undefined;
    if (present.indexOf(wanted, place + 1) >= 0) {
      throw new LocalizedRefusal({
        fr: `La liste a deux colonnes « ${name} ».`,
        en: `The register has two columns "${name}".`,
      });
    }
    return place;
  };
  const named = (name: string, option: string): number =>
    placeOf(name) ?? missing({ fr: `pas de colonne « ${name} »`, en: `no column "${name}"` }, option, header);
  const usual = (of: keyof typeof USUAL_NAMES): number | undefined => {
    for (const name of USUAL_NAMES[of]) {
      const place = placeOf(name);
      if (place !== undefined) return place;
    }
    return undefined;
  };
  const found = (of: keyof typeof USUAL_NAMES): number | undefined => {
    const name = names[of];
    return name === undefined ? usual(of) : named(name, `--${of}-column`);
  };
  return {
    identifier: found('identifier') ?? missing(NO_IDENTIFIERS, '--identifier-column', header),
    region: withRegion ? (found('region') ?? missing(NO_REGIONS, '--region-column', header)) : undefined,
    reference: found('reference'),
    address: names.address.map((name) => named(name, '--address-columns')),
    width: header.length,
  };
}

const NO_IDENTIFIERS: LocalizedText = { fr: 'pas de colonne d’identifiants', en: 'no column of identifiers' };
const NO_REGIONS: LocalizedText = { fr: 'pas de colonne de régions', en: 'no column of regions' };

function missing(what: LocalizedText, option: string, header: readonly string[]): never {
  const names = header.map((name) => name.trim());
  throw new LocalizedRefusal({
    fr: `La liste n’a ${what.fr} : nommez la colonne avec ${option}. Les colonnes de sa première ligne sont : ${names.map((name) => `« ${name} »`).join(', ')}.${oneColumn(names).fr}`,
    en: `The register has ${what.en}: name the column with ${option}. The columns of its first line are: ${names.map((name) => `"${name}"`).join(', ')}.${oneColumn(names).en}`,
  });
}

/** What may be wrong if the whole first line is one column. */
function oneColumn(names: readonly string[]): LocalizedText {
  if (names.length > 1 || !/[,;\t|:]/.test(names[0] ?? '')) return { fr: '', en: '' };
  return {
    fr: ' Toute la ligne est une seule colonne : vérifiez --delimiter (virgule, point-virgule ou tabulation).',
    en: ' The whole line is one column: check --delimiter (comma, semicolon or tab).',
  };
}

function nameOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().normalize('NFC').toLowerCase();
}
