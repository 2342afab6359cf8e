/**
 * The rules for the message of a commit: its subject must be an imperative and fit on one line of `git log --oneline`.
 */

const LONGEST_SUBJECT = 72;

/** Messages that git writes itself, or that belong to commits which will be joined with another one. */
const WRITTEN_BY_GIT = /^(Merge |Revert "|fixup! |squash! |amend! )/;

/** Endings of verbs that are not imperatives: "Added", "Adding", "Adds". */
const OTHER_MOOD = /(ed|ing|[^s]s)$/i;

/** Imperatives, or nouns before a colon, that have such an ending. */
const IMPERATIVE_ALL_THE_SAME = new Set(
  [
    'embed',
    'exceed',
    'feed',
    'need',
    'proceed',
    'seed',
    'shed',
    'speed',
    'spread',
    'succeed',
    'bring',
    'ping',
    'ring',
    'string',
    'alias',
    'bias',
    'canvas',
    'focus',
  ].map((word) => word.toLowerCase()),
);

/** What is wrong with a message, as sentences; empty for a good one. Lines that begin with # are the advice of git. */
export function problemsOfMessage(message: string): string[] {
  const lines = message.split('\n').filter((line) => !line.startsWith('#'));
  const subject = lines[0]?.trimEnd() ?? '';
  if (WRITTEN_BY_GIT.test(subject)) return [];
  if (subject === '') return ['The first line, the subject, is empty.'];
  const problems: string[] = [];
  if (subject.length > LONGEST_SUBJECT) {
    problems.push(`The subject has ${subject.length} characters; at most ${LONGEST_SUBJECT} are allowed.`);
  }
  const [first = ''] = subject.split(' ');
  if (!/^[A-Z]/.test(first)) problems.push('The subject begins with a capital letter.');
  if (OTHER_MOOD.test(first) && !IMPERATIVE_ALL_THE_SAME.has(first.toLowerCase())) {
    problems.push(`The subject is an order ("Add", not "Added", "Adding" or "Adds"): "${first}" is not.`);
  }
  if (subject.endsWith('.')) problems.push('The subject has no full stop at its end.');
  if (lines[1] !== undefined && lines[1].trim() !== '') {
    problems.push('An empty line separates the subject from the body.');
  }
  return problems;
}
