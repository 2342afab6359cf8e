import type { LocalizedText } from '../localized-text.ts';

/** The outcome of reading a file or a text: its value, or the first problem in it. */
export type ReadOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** The English sentence of {@link text}. */
      readonly problem: string;
      readonly text: LocalizedText;
    };

/** The outcome of a text that was read. */
export function read<T>(value: T): ReadOutcome<T> {
  return { ok: true, value };
}

/** The outcome of a text that was refused. The problem names the place and says what to do. */
export function unreadable<T>(text: LocalizedText): ReadOutcome<T> {
  return { ok: false, problem: text.en, text };
}

/** A problem with its place before it. */
export function inPlace(place: LocalizedText, problem: LocalizedText): LocalizedText {
  return { fr: `${place.fr} : ${problem.fr}`, en: `${place.en}: ${problem.en}` };
}

/** A problem of a line of the file, counted from 1. */
export function inLine(line: number, problem: LocalizedText): LocalizedText {
  return inPlace({ fr: `ligne ${line}`, en: `line ${line}` }, problem);
}

/** The problem of a number of ballots that is not exact as a number of JavaScript. */
export function tooManyBallots(number: string): LocalizedText {
  return {
    fr: `trop de bulletins : ${number} dépasse 2^53 - 1`,
    en: `too-many-ballots: ${number} is more than 2^53 - 1`,
  };
}
