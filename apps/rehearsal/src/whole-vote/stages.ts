import { say } from '../bench/figures.ts';
import type { Stage } from './figures-of-vote.ts';

/** Does the stages of a whole vote one after the other, and notes how long each took. */
export class Stages {
  readonly done: Stage[] = [];

  async do<T>(name: string, work: () => Promise<T>): Promise<T> {
    say(name);
    const begunMs = performance.now();
    const value = await work();
    this.note(name, (performance.now() - begunMs) / 1_000);
    return value;
  }

  note(name: string, seconds: number): void {
    this.done.push({ name, seconds });
  }
}
