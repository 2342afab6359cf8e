import { foldName } from './candidate-name.ts';

/** What a cell of a rank means when it does not name a candidate. `uncertain` means that the user must declare it. */
export type NoChoice = 'skipped' | 'overvote' | 'uncertain';

/** The words that vendors of voting systems write for a rank without a mark. */
const SKIPPED = new Set([
  'undervote',
  'undervotes',
  'undervoted',
  'skipped',
  'skippedrank',
  'skippedranking',
]);
const OVERVOTE = new Set(['overvote', 'overvotes', 'overvoted']);
/** Words that may mean no choice, a blank ballot, or an option with that name. The user must declare which. */
const UNCERTAIN = new Set([
  '',
  'blank',
  'blanks',
  'empty',
  'none',
  'noone',
  'nobody',
  'novote',
  'nochoice',
  'noselection',
  'nopreference',
  'notvoted',
  'na',
  'nan',
  'null',
  'nil',
  'undefined',
  'missing',
  'unmarked',
  'abstain',
  'abstained',
  'abstention',
  'exhausted',
  'spoiled',
  'spoilt',
  'spoiledballot',
  'invalid',
  'rejected',
  'void',
  'uwi',
  'other',
  'others',
  'blanc',
  'blancs',
  'bulletinblanc',
  'voteblanc',
  'vide',
  'nul',
  'nuls',
  'nulle',
  'bulletinnul',
  'votenul',
  'aucun',
  'aucune',
  'aucunchoix',
  'personne',
  'annulé',
  'annulée',
  'rejeté',
  'invalide',
  'sansobjet',
  'autre',
  'autres',
  'skip',
  'votemultiple',
  'survote',
  'sousvote',
  'rangsauté',
  'true',
  'false',
]);
/** What a spreadsheet writes into a cell that it cannot compute. */
const SPREADSHEET_ERROR = /^#[a-z0-9]+(?:\/0)?[!?]$/iu;
const PARTS_OF_UNCERTAIN = /under-?vote|over-?vote|write-?in|unresolved|ajoutéàlamain|nomajouté/u;

/** "None of the above" in the wordings of ballots. It is an option where the law provides one, otherwise no choice. */
const NONE_OF_THEM =
  /^(?:noneof|nobodyof|nooneof|neither|nota$|noabove|againstall|contretous|aucune?(?:d|ci)|nilun|personned|rienduto|keine[rs]?(?:d|von)|ningun[oa]?de)/u;

/** What a cell means if it does not name a candidate. Undefined if it may be a name. */
export function noChoiceOf(cell: string): NoChoice | undefined {
  const name = foldName(cell);
  if (name === '') return 'skipped';
  const word = name.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');
  const plain = name.toLowerCase().replace(/[\s_-]/gu, '');
  if (SKIPPED.has(plain)) return 'skipped';
  if (OVERVOTE.has(plain)) return 'overvote';
  return UNCERTAIN.has(word) ||
    NONE_OF_THEM.test(word) ||
    SPREADSHEET_ERROR.test(name) ||
    PARTS_OF_UNCERTAIN.test(name.toLowerCase().replace(/[\s_]/gu, ''))
    ? 'uncertain'
    : undefined;
}
