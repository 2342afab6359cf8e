import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Possibilities } from './choose-mode.ts';
import { chooseMode } from './choose-mode.ts';

const yes = (): boolean => true;
const no = (): boolean => false;
const NOTHING: Possibilities = {
  known: null,
  dockerAnswers: no,
  programsAreHere: no,
  canInstall: no,
  someRun: false,
};

describe('where the servers run', () => {
  it('is in Docker for a new profile, if an engine answers', () => {
    assert.equal(
      chooseMode({ ...NOTHING, dockerAnswers: yes, programsAreHere: yes, canInstall: yes }),
      'docker',
    );
  });

  it('is on the machine itself without an engine, with installed programs or those that can be installed', () => {
    assert.equal(chooseMode({ ...NOTHING, programsAreHere: yes }), 'native');
    assert.equal(chooseMode({ ...NOTHING, canInstall: yes }), 'native');
  });

  it('stays where the data is', () => {
    const everything = { ...NOTHING, dockerAnswers: yes, programsAreHere: yes, canInstall: yes };
    assert.equal(chooseMode({ ...everything, known: 'native' }), 'native');
    assert.equal(chooseMode({ ...everything, known: 'docker' }), 'docker');
  });

  it('stays native while some of the servers run, even if a program is no longer installed', () => {
    assert.equal(chooseMode({ ...NOTHING, known: 'native', someRun: true, dockerAnswers: yes }), 'native');
  });

  it('changes if the old place is no longer available', () => {
    assert.equal(chooseMode({ ...NOTHING, known: 'docker', programsAreHere: yes }), 'native');
    assert.equal(chooseMode({ ...NOTHING, known: 'native', dockerAnswers: yes }), 'docker');
  });

  it('is decided without needless checks: sudo is not tried if Docker answers', () => {
    const canInstall = (): never => assert.fail('sudo was asked');
    assert.equal(chooseMode({ ...NOTHING, dockerAnswers: yes, canInstall }), 'docker');
    assert.equal(chooseMode({ ...NOTHING, programsAreHere: yes, canInstall }), 'native');
  });

  it('is refused without engine, programs and rights, and the message names all three solutions', () => {
    for (const known of [null, 'docker', 'native'] as const) {
      assert.throws(
        () => chooseMode({ ...NOTHING, known }),
        (error: unknown) =>
          error instanceof Refusal &&
          /start Docker.*apt-get install postgresql redis-server rabbitmq-server.*DATABASE_URL, REDIS_URL and AMQP_URL/.test(
            error.message,
          ),
      );
    }
  });
});
