export { declare } from './declare.ts';
export type {
  Certification,
  DeclarationRecord,
  DeclaredAct,
  DeclaredContest,
  DeclaredPublication,
  OutstandingAtCertification,
} from './declaration-record.ts';
export { heading, pairs, paragraph } from './declared.ts';
export { documentText } from './document-text.ts';
export type {
  Block,
  Column,
  DocumentLanguage,
  OfficialDocument,
  SignaturesBlock,
  TableBlock,
} from './document.ts';
export { votesNumber, wholeNumber } from './figures.ts';
