import { textOf } from './tracked-files.ts';

const compose = textOf('docker-compose.yml');

/** Secrets without a default, which must be made before the first start. */
const SECRET = /\$\{((?:[A-Z_]*PASSWORD[A-Z_]*|CREDENTIAL_PEPPER|MESSAGE_KEYS)):[-?]?\}/g;

test('the head of docker-compose.yml says how to make every secret that the file uses, and no other', () => {
  const head = compose.slice(0, compose.indexOf('\nx-app:'));
  const named = [...head.matchAll(/\b([A-Z_]*PASSWORD[A-Z_]*|CREDENTIAL_PEPPER|MESSAGE_KEYS)\b/g)].map(
    ([, n]) => n,
  );
  const used = [...compose.matchAll(SECRET)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(0);
  expect([...new Set(named)].sort()).toEqual([...new Set(used)].sort());
});

test('the folder for uploads of the admin API has room for as many rolls as it accepts at the same time', () => {
  const handlers = textOf('apps/admin-api/src/rolls/roll-handlers.ts');
  const uploads = Number(/MOST_UPLOADS = (\d+)/.exec(handlers)?.[1]);
  const config = textOf('apps/admin-api/src/config.ts');
  const bytes = Number(/ROLL_MAX_BYTES: setting\.integer\(([\d_]+)/.exec(config)?.[1]?.replaceAll('_', ''));
  const room = Number(/emptyDir: \{ sizeLimit: (\d+)Gi \}/.exec(textOf('k8s/base/admin-api.yaml'))?.[1]);
  expect(room * 2 ** 30).toBeGreaterThanOrEqual(uploads * bytes);
});
