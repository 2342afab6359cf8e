import { sendLines } from './send-lines.ts';

/** A request of a browser that is never answered. */
class Unanswered extends EventTarget {
  readonly upload = new EventTarget();
  open(): void {}
  send(): void {}
  abort(): void {
    this.dispatchEvent(new Event('abort'));
    this.dispatchEvent(new Event('loadend'));
  }
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
});

it('ends the request when the signal says so', async () => {
  Object.assign(globalThis, { XMLHttpRequest: Unanswered });
  const upload = new AbortController();
  const send = sendLines(new Blob(['line\n']), () => undefined, upload.signal);
  const answer = send('/', { method: 'POST', headers: {} });
  upload.abort();
  await expect(answer).rejects.toThrow('Nobody waits');
});
