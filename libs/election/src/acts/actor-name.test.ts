import { actorInWords, commandLineName, EXPIRY_NAME } from './actor-name.ts';

test.each([
  [commandLineName('claire'), 'ligne de commande\u00a0: claire', 'command line: claire'],
  [EXPIRY_NAME, 'expiration du délai', 'expiry'],
  ['lea@elections.example', 'lea@elections.example', 'lea@elections.example'],
])('%s is « %s » in French', (name, fr, en) => {
  expect(actorInWords(name)).toEqual({ fr, en });
});
