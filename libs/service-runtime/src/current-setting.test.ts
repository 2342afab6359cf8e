import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { currentSetting } from './current-setting.ts';
import type { LogEvent } from './log-events.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'scrutin-setting-'));
const file = path.join(folder, 'redis');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function logged() {
  const events: LogEvent[] = [];
  const note = (event: LogEvent): void => void events.push(event);
  return { events, logger: { info: note, warn: note, error: note, debug: note } };
}

test('a setting without a file never changes', () => {
  const { logger, events } = logged();
  expect(currentSetting('REDIS_URL', 'redis://a', { logger, environment: {} })()).toBe('redis://a');
  expect(events).toEqual([]);
});

test('a setting with a file has the content of the moment, and a change is logged once', () => {
  const { logger, events } = logged();
  writeFileSync(file, 'redis://a\n');
  const current = currentSetting('REDIS_URL', 'redis://a', { logger, environment: { REDIS_URL_FILE: file } });
  expect(current()).toBe('redis://a');
  writeFileSync(file, 'redis://b\r\n');
  expect([current(), current()]).toEqual(['redis://b', 'redis://b']);
  expect(events).toEqual(['configuration.read-again']);
});

test('a file that is wrong or missing leaves the last good value, and each problem is logged once', () => {
  const { logger, events } = logged();
  writeFileSync(file, 'redis://b\n');
  const current = currentSetting('REDIS_URL', 'redis://a', {
    logger,
    isGood: (text) => text.startsWith('redis://'),
    environment: { REDIS_URL_FILE: file },
  });
  expect(current()).toBe('redis://b');
  writeFileSync(file, '');
  expect([current(), current()]).toEqual(['redis://b', 'redis://b']);
  rmSync(file);
  expect([current(), current()]).toEqual(['redis://b', 'redis://b']);
  expect(events).toEqual([
    'configuration.read-again',
    'configuration.file-unusable',
    'configuration.file-unusable',
  ]);
});
