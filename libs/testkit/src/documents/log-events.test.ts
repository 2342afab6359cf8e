import { LOG_EVENTS } from '@scrutin/service-runtime';
import { textOf, trackedFiles } from './tracked-files.ts';

const sources = trackedFiles()
  .filter((file) => /^(?:apps|libs)\/[^/]+\/src\/.*\.ts$/.test(file))
  .filter((file) => !/\.test\.ts$|\/(?:fixture|generated)\/|\/log-events\.ts$/.test(file))
  .map(textOf);

const isIn = (text: string): boolean => sources.some((source) => source.includes(text));

test.each(Object.keys(LOG_EVENTS))('%s is logged somewhere', (event) => {
  const [group, name] = event.split('.');
  // Some events are composed, such as `broker.${how}`.
  const isComposed = isIn(`\`${group}.\${`) && isIn(`'${name}'`);
  expect(isIn(`'${event}'`) || isComposed).toBe(true);
});

test.each(Object.entries(LOG_EVENTS))('%s has a meaning in a whole sentence', (_, { meaning }) => {
  expect(meaning).toMatch(/^[A-Z].*\.$/);
});
