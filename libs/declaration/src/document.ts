export type DocumentLanguage = 'fr' | 'en';

export interface Column {
  /** Its heading. */
  readonly head: string;
  /** Numbers stand at the end of their column. */
  readonly align: 'start' | 'end';
  /** Its share of the width, compared with those of the other columns. */
  readonly weight: number;
}

/** A table whose first column names what the row is about. */
export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the headings of the columns are shown. Pairs of a name and a value need none. */
  readonly showsHeads: boolean;
}

/** Where somebody signs. */
interface SignaturePlace {
  /** As what the person signs. */
  readonly role: string;
  /** The account or name that is on record for this role; undefined if there is none. */
  readonly onRecord: string | undefined;
}

export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly labels: { readonly name: string; readonly signature: string; readonly date: string };
  readonly places: readonly SignaturePlace[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isStrong?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | TableBlock
  | SignaturesBlock;

/**
 * An official document, before it is printed. It is plain data: the same document is the same file byte for byte, as
 * text and as PDF. Names that are written from right to left are between the characters FSI and PDI (UAX #9).
 */
export interface OfficialDocument {
  readonly language: DocumentLanguage;
  readonly title: string;
  /** The time that the file says it was made at: that of the last act that it tells of. Milliseconds since the epoch. */
  readonly dateMs: number;
  /** What every page says first, in bold: that it is a draft, that it is of a rehearsal. */
  readonly marks: readonly string[];
  /** The head of every page after the first. */
  readonly running: string;
  /** The foot of every page, with `{page}` and `{pages}`. */
  readonly foot: string;
  readonly blocks: readonly Block[];
}
