/** A text in both languages. */
export interface LocalizedText {
  readonly fr: string;
  readonly en: string;
}
