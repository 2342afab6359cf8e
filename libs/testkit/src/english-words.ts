/** Words that English sentences have and French ones have not, unless they are part of a name of the API. */
const ENGLISH =
  /(?<![\w-])(?:the|of|is|not|and|with|must|has|was|were|this|that|which|who|than|for|from|it|its|be|been|have|there|they|already|no|only|expected|cannot|needed|after|between)(?![\w-])/giu;

/** The English words of a French text, without what it quotes: values, names of fields, code. */
export function englishIn(french: string): readonly string[] {
  return french.replace(/\{\w+\}|\$\{[^}]*\}|`[^`]*`|«[^»]*»/gu, ' ').match(ENGLISH) ?? [];
}
