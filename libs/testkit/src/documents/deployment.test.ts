import { textOf } from './tracked-files.ts';

test('the folder for uploads of the admin API has room for as many rolls as it accepts at the same time', () => {
  const handlers = textOf('apps/admin-api/src/rolls/roll-handlers.ts');
  const uploads = Number(/MOST_UPLOADS = (\d+)/.exec(handlers)?.[1]);
  const config = textOf('apps/admin-api/src/config.ts');
  const bytes = Number(/ROLL_MAX_BYTES: setting\.integer\(([\d_]+)/.exec(config)?.[1]?.replaceAll('_', ''));
  const room = Number(/emptyDir: \{ sizeLimit: (\d+)Gi \}/.exec(textOf('k8s/base/admin-api.yaml'))?.[1]);
  expect(room * 2 ** 30).toBeGreaterThanOrEqual(uploads * bytes);
});
