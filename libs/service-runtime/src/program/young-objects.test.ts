import { execFileSync } from 'node:child_process';
import { NO_PRETENURING } from './young-objects.ts';

it('names a flag that this V8 has, because an unknown flag would be ignored', () => {
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  expect(known).toContain(`--${NO_PRETENURING.replace('--no-', '')} `);
});
