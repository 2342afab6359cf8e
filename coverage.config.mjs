/**
 * The share of the lines of each package, in whole per cent, that its own tests run at least. `npm run coverage` fails
 * below it.
 *
 * What counts votes, decides about them and hashes credentials must be at 100. `npm test` checks every package that is at
 * 100, so the tests of such a package must not need a server. The others are what was measured, rounded down: raise a
 * number when your tests have raised the measured one, and never lower it to make a change pass. What a test starts as a
 * process of its own is not measured, so the applications, which the system tests start, are tested better than their
 * numbers say. Tests in a browser look at the pages of `apps/web`, `apps/office` and `libs/web-ui`, and are not measured either.
 */
export default {
  'apps/admin-api': 89,
  'apps/aggregator': 62,
  'apps/cli': 92,
  'apps/ingestion-api': 86,
  'apps/office': 2,
  'apps/rehearsal': 58,
  'apps/validation-worker': 50,
  'apps/web': 28,
  'libs/anomalies': 100,
  'libs/api-client': 100,
  'libs/ballot-store': 89,
  'libs/broker': 96,
  'libs/contracts': 96,
  'libs/credentials': 100,
  'libs/database': 91,
  'libs/declaration': 100,
  'libs/deployment-checks': 85,
  'libs/election': 100,
  'libs/election-office': 93,
  'libs/exports': 99,
  'libs/http-edge': 76,
  'libs/local-stack': 97,
  'libs/monitoring': 80,
  'libs/photos': 98,
  'libs/printing': 86,
  'libs/service-runtime': 98,
  'libs/tabulation': 100,
  'libs/testkit': 22,
  'libs/voter-roll': 99,
  'libs/voting-load': 88,
  'libs/web-ui': 12,
};
