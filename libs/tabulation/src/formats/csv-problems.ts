import type { LocalizedText } from '../localized-text.ts';
import { quoted } from './candidate-name.ts';

/** What can be wrong with a CSV file and its rows. Who reports a problem puts its place before it. */

export const NO_HEADINGS: LocalizedText = {
  fr: 'le fichier est vide ; il doit commencer par une ligne d’en-têtes',
  en: 'the file is empty; it must begin with a line of headings',
};

export const EMPTY_LINE: LocalizedText = {
  fr: 'la ligne est vide : enlevez-la, ou écrivez "" si c’est un bulletin blanc',
  en: 'the line is empty: remove it, or write "" if it is a blank ballot',
};

export const EMPTY_ROW: LocalizedText = {
  fr: 'toutes les cellules sont vides : enlevez la ligne, ou écrivez au moins ce qui identifie le bulletin',
  en: 'every cell is empty: remove the row, or write at least what identifies the ballot',
};

export const BROKEN_CELL: LocalizedText = {
  fr: 'la cellule contient un saut de ligne ou une tabulation : les noms d’un vote multiple se joignent par |',
  en: 'the cell contains a line break or a tab: the names of an overvote must be joined by |',
};

export function cellsAreNumbers({ fr, en }: LocalizedText): LocalizedText {
  return { fr: `${fr}. Les cellules sont des nombres`, en: `${en}. The cells are numbers` };
}

export function otherNumberOfBallots(declared: number, found: number | string): LocalizedText {
  return {
    fr: `${declared} bulletins sont déclarés, mais le fichier en a ${found}`,
    en: `${declared} ballots are declared, but the file has ${found}`,
  };
}

export function shortRow(cells: number, headings: number, paddedLine: number): LocalizedText {
  return {
    fr: `la ligne a ${cells} cellule(s) et celle des en-têtes ${headings}, alors que la ligne ${paddedLine} a une dernière cellule vide : enlevez-la si ce n’est pas un bulletin, ou écrivez toutes ses cellules`,
    en: `the row has ${cells} cell(s) and the line of headings ${headings}, while line ${paddedLine} has an empty last cell: remove the row if it is not a ballot, or write all of its cells`,
  };
}

export function longRow(cells: number, headings: number): LocalizedText {
  return {
    fr: `la ligne a ${cells} cellules et celle des en-têtes ${headings} : mettez entre guillemets un nom qui contient une virgule`,
    en: `the row has ${cells} cells and the line of headings ${headings}: a name with a comma must be in quotes`,
  };
}

export function strayCell(column: number, cell: string | undefined): LocalizedText {
  return {
    fr: `la colonne ${column} n’a pas d’en-tête, mais contient ${quoted(cell).fr}`,
    en: `column ${column} has no heading, but contains ${quoted(cell).en}`,
  };
}

export function otherContest(found: string, first: string | undefined): LocalizedText {
  return {
    fr: `un bulletin de ${quoted(found).fr} parmi ceux de ${quoted(first).fr} : comptez un scrutin à la fois`,
    en: `a ballot of ${quoted(found).en} among those of ${quoted(first).en}: count one contest at a time`,
  };
}

/** @param settledBy what declares that it is none, apart from removing it */
export function rowOfSums(label: string, settledBy: 'ballots' | 'candidate' | undefined): LocalizedText {
  const otherwise = {
    ballots: {
      fr: ', ou déclarez le nombre de bulletins avec --ballots',
      en: ', or declare the number of ballots with --ballots',
    },
    candidate: {
      fr: ', ou déclarez la candidature avec --candidate',
      en: ', or declare the candidate with --candidate',
    },
    nothing: { fr: '', en: '' },
  }[settledBy ?? 'nothing'];
  return {
    fr: `${quoted(label).fr} désigne une ligne de totaux : enlevez-la${otherwise.fr}`,
    en: `${quoted(label).en} labels a row of sums: remove the row${otherwise.en}`,
  };
}

export function noCount(cell: string): LocalizedText {
  const isEmpty = cell === '';
  return {
    fr: `${isEmpty ? 'rien' : quoted(cell).fr} n’est pas un nombre de bulletins : il faut un entier, en chiffres seulement`,
    en: `${isEmpty ? 'nothing' : quoted(cell).en} is not a count: expected a whole number, written in digits only`,
  };
}

export function noRank(cell: string): LocalizedText {
  return {
    fr: `${quoted(cell).fr} n’est pas un rang : il faut 1, 2, 3 … ou une cellule vide`,
    en: `${quoted(cell).en} is not a rank: expected 1, 2, 3 … or an empty cell`,
  };
}

export function severalCells(cell: string): LocalizedText {
  return {
    fr: `${quoted(cell).fr} peut être plusieurs cellules : donnez --separator semicolon, ou --candidate`,
    en: `${quoted(cell).en} may be several cells: give --separator semicolon, or --candidate`,
  };
}

export function wholeRanking(cell: string): LocalizedText {
  return {
    fr: `${quoted(cell).fr} peut être un classement entier : donnez une colonne à chaque rang, ou nommez la colonne « selection » et joignez les noms seulement par > ; si c’est un seul nom, déclarez-le avec --candidate`,
    en:
      `${quoted(cell).en} may be a whole ranking: give each rank a column, or name the column "selection" and join the ` +
      'names with > only; if it is one name, declare it with --candidate',
  };
}

export function uncertainChoice(name: string): LocalizedText {
  return {
    fr: `${quoted(name).fr} peut dire l’absence de choix ou être une candidature : déclarez-le avec --empty-word, laissez la cellule vide, ou déclarez les candidatures avec --candidate`,
    en:
      `${quoted(name).en} may mean no choice or be a candidate: declare it with --empty-word, leave the cell empty, or ` +
      'declare the candidates with --candidate',
  };
}

/** @param name in quotation marks */
export function undeclaredCandidate({ fr, en }: LocalizedText): LocalizedText {
  return { fr: `${fr} n’est pas une candidature déclarée`, en: `${en} is not a declared candidate` };
}
