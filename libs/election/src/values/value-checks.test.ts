import { photoProblem } from './photo-address.ts';
import { nameProblem, reasonProblem, textProblem } from './value-checks.ts';

describe('a name', () => {
  it.each(['Claire Roy', 'Jean-Luc Côté', '李', 'می\u200cخواهم', '=Roy'])('%s is valid', (name) => {
    expect(nameProblem('name', name)).toBeUndefined();
  });

  it.each([
    ['\u001b[2JRoy', 'a control character'],
    ['Roy\u0007', 'a control character'],
    ['Roy\tClaire', 'a control character'],
    ['Roy\u009b31m', 'a control character'],
    ['Roy\r\nClaire', 'a line break'],
    ['Roy\nClaire', 'a line break'],
    ['Roy\u2028Claire', 'a line break'],
    ['Roy\u202eeralc', 'change the direction'],
    ['\u2067Roy', 'change the direction'],
    ['Ro\u200by', 'invisible characters'],
    ['Ro\u00ady', 'invisible characters'],
    ['Roy\0', 'U+0000'],
  ])('%j is refused', (name, problem) => {
    expect(nameProblem('first name', name)?.en).toContain(problem);
  });
});

describe('a text', () => {
  it('may have several lines, and so may a reason', () => {
    expect(textProblem('summary', 'One.\r\nTwo.\n\tThree.')).toBeUndefined();
    expect(reasonProblem('One.\nTwo.')).toBeUndefined();
  });

  it.each(['a\u001b[31m', 'a\u0007', 'a\rb', 'a\u202eb', 'a\u2066b', 'a\u0000', 'a\u0085b', 'a\ufeffb'])(
    'and none of %j',
    (text) => {
      expect(textProblem('summary', text)?.en).toContain('must not contain');
      expect(reasonProblem(text)?.en).toContain('must not contain');
    },
  );
});

describe('the address of a photo', () => {
  it.each([
    undefined,
    '/photos/roy.jpg',
    '/photos/roy.jpg?v=2',
    '/',
    'https://example.org/roy.jpg',
    'http://example.org:8080/a/b.png?x=1&y=%20#z',
    'https://example.org',
    'https://xn--ct-mja.example/roy.jpg',
  ])('%s is valid', (url) => {
    expect(photoProblem(url)).toBeUndefined();
  });

  it.each([
    ['http://x\r\ny', 'without spaces'],
    [' http://x/', 'without spaces'],
    ['http://x/ ', 'without spaces'],
    ['https://x/"onerror=alert(1)', 'without spaces'],
    ["https://x/'onerror=alert(1)", 'without spaces'],
    ['https://x/<b>', 'without spaces'],
    ['https://x/a\tb', 'without spaces'],
    ['https://x/a`b', 'without spaces'],
    ['/a b', 'without spaces'],
    ['/a"b', 'without spaces'],
    ['/a\\b', 'without spaces'],
    ['/\n/evil.example', 'without spaces'],
    ['https://côté.example/', 'without spaces'],
    ['//evil.example/x', 'must be an http or https address'],
    ['javascript:alert(1)', 'must be an http or https address'],
    ['data:text/html,x', 'must be an http or https address'],
    ['ftp://example.org/x', 'must be an http or https address'],
    ['photos/roy.jpg', 'must be an http or https address'],
    ['', 'must be an http or https address'],
    ['https://', 'must be an http or https address'],
    ['https://user:secret@example.org/', 'without a user name'],
    ['https://example.org@evil.example/', 'without a user name'],
    ['HTTPS://Example.org/a', 'must be written as https://example.org/a.'],
    ['https:example.org/a', 'must be written as https://example.org/a.'],
    ['https:///example.org/a', 'must be written as https://example.org/a.'],
    ['https://example.org:443/a', 'must be written as https://example.org/a.'],
    ['https://example.org/a/../b', 'must be written as https://example.org/b.'],
    ['/a/../../b', 'must be written as /b.'],
    ['/%2e%2e/b', 'must be written as /b.'],
    ['https://0x7f.1/a', 'must be written as https://127.0.0.1/a.'],
    [`/${'a'.repeat(2_000)}`, 'longer than 2000'],
  ])('%j is refused', (url, problem) => {
    expect(photoProblem(url)?.en).toContain(problem);
  });
});
