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
  it('is in Docker for a new profile, when an engine answers', () => {
    assert.equal(
      chooseMode({ ...NOTHING, dockerAnswers: yes, programsAreHere: yes, canInstall: yes }),
      'docker',
    );
  });

  it("is by the machine's own programs without an engine, or by those that can be installed", () => {
    assert.equal(chooseMode({ ...NOTHING, programsAreHere: yes }), 'native');
    assert.equal(chooseMode({ ...NOTHING, canInstall: yes }), 'native');
  });

  it('stays where the data is', () => {
    const everything = { ...NOTHING, dockerAnswers: yes, programsAreHere: yes, canInstall: yes };
    assert.equal(chooseMode({ ...everything, known: 'native' }), 'native');
    assert.equal(chooseMode({ ...everything, known: 'docker' }), 'docker');
  });

  it('stays native while some of its servers run, even when a program is gone', () => {
    assert.equal(chooseMode({ ...NOTHING, known: 'native', someRun: true, dockerAnswers: yes }), 'native');
  });

  it('changes when the old place is gone', () => {
    assert.equal(chooseMode({ ...NOTHING, known: 'docker', programsAreHere: yes }), 'native');
    assert.equal(chooseMode({ ...NOTHING, known: 'native', dockerAnswers: yes }), 'docker');
  });

  it('asks for nothing that does not decide: sudo is not tried where Docker answers', () => {
    const canInstall = (): never => assert.fail('sudo was asked');
    assert.equal(chooseMode({ ...NOTHING, dockerAnswers: yes, canInstall }), 'docker');
    assert.equal(chooseMode({ ...NOTHING, programsAreHere: yes, canInstall }), 'native');
  });

  it('is refused without engine, programs and rights, and the message names all three ways out', () => {
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
