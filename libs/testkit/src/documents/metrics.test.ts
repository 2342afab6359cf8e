import { QUEUES } from '@scrutin/contracts/messages';
import { LEDGER_STATES } from '@scrutin/contracts/public';
import { REJECTION_REASONS } from '@scrutin/election';
import { METRICS } from '@scrutin/service-runtime';
import { textOf, trackedFiles } from './tracked-files.ts';

const sources = trackedFiles().filter((file) => /^(?:apps|libs)\/[^/]+\/src\/.*\.ts$/.test(file));

test('only service-runtime imports prom-client, so that every metric is in the catalogue', () => {
  const importing = sources.filter((file) => /^import .* from 'prom-client'/m.test(textOf(file)));
  expect(importing.length).toBeGreaterThan(0);
  expect(importing.filter((file) => !file.startsWith('libs/service-runtime/src/metrics/'))).toEqual([]);
});

test('every metric of the catalogue is created somewhere, or comes from prom-client', () => {
  const users = sources.filter((file) => !/\/metrics\/catalogue|\.test\.ts$/.test(file)).map(textOf);
  const created = (name: string): boolean => users.some((text) => text.includes(`'${name}'`));
  const ours = Object.keys(METRICS).filter((name) => !/^(?:process|nodejs)_/.test(name));
  expect(ours.filter((name) => !created(name))).toEqual([]);
});

test('the values of labels are the words of the domain and of the contracts', () => {
  expect(METRICS.validation_votes_processed_total.labels.status).toEqual([
    'valid',
    'postponed',
    ...REJECTION_REASONS,
  ]);
  expect(METRICS.ledger_state.labels.state).toEqual(LEDGER_STATES);
  expect([...METRICS.broker_batches_total.labels.queue].sort()).toEqual(Object.values(QUEUES).sort());
});
