/** The order in which Jest runs the suites. */
import sequencer from '@jest/test-sequencer';

// The types are those of CommonJS, where the class is a member of the module. In an ES module it is the import itself.
const Sequencer = sequencer as unknown as typeof sequencer.default;
type Tests = Parameters<InstanceType<typeof Sequencer>['allFailedTests']>[0];

/**
 * The suites of the whole system that take longer than two minutes, the longest first. If one of them began last, it
 * would run alone for minutes while nothing is left for the other workers.
 */
export const LONGEST_SUITES: readonly string[] = [
  'pages/whole-election',
  'certificate',
  'restored-database',
  'whole-vote',
  'officials-guide',
  'every-way-to-act-agrees',
  'attacks',
  'pages/hostile-texts',
  'pages/office-contests',
  'pages/every-page',
  'simulated-election',
  'random-faults',
  'rolling-upgrade',
  'replaced-letters',
  'pages/results-of-laws',
  'pages/office-session',
  'clustered-servers',
  'dashboards',
].map((name) => `apps/system-tests/src/${name}.test.ts`);

/** Runs the suites that are known to take longest first, and the others in the order of Jest. */
// eslint-disable-next-line no-restricted-syntax -- Jest takes its sequencer from the default export.
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const rank = ({ path }: { readonly path: string }): number => {
      const known = LONGEST_SUITES.findIndex((suite) => path.endsWith(`/${suite}`));
      return known === -1 ? LONGEST_SUITES.length : known;
    };
    return (await super.sort(tests)).toSorted((a, b) => rank(a) - rank(b));
  }
}
