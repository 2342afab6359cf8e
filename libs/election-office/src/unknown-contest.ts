/** The text of a refusal if a key names no contest. */
export const NO_SUCH_CONTEST = { fr: 'Ce scrutin n’existe pas.', en: 'There is no such contest.' };

/** The text of a refusal if a key names neither a law nor an election. */
export const ROLL_OF_NOTHING = {
  fr: 'Une liste électorale est celle d’une loi ou d’une élection.',
  en: 'A roll belongs to a law or to an election.',
};
