import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../bootstrap/project.mjs';

function services(...args: string[]): { status: number | null; stderr: string } {
  const script = path.join(projectRoot, 'scripts', 'services.mjs');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

describe('services.mjs refuses', () => {
  it('an unknown profile', () => {
    const { status, stderr } = services('status', '--profile', 'production');
    assert.equal(status, 1);
    assert.equal(
      stderr,
      'There is no profile "production": the profiles are dev, test, test-2, bench, image.\n',
    );
  });

  it('an unknown service', () => {
    const { status, stderr } = services('restart', 'mysql', '--profile', 'test');
    assert.equal(status, 1);
    assert.equal(stderr, 'There is no service "mysql": the services are postgres, redis, rabbitmq.\n');
  });

  it('an unknown option, and prints its usage', () => {
    const { status, stderr } = services('up', '--force');
    assert.equal(status, 1);
    assert.match(stderr, /Unknown option '--force'[^]*Usage: node scripts\/services\.mjs/);
  });
});
