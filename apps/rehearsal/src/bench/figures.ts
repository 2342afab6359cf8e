export function mapValues(
  record: Readonly<Record<string, number>>,
  map: (value: number) => number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

/** Tells the person at the terminal what is measured next. */
export function say(text: string): void {
  process.stderr.write(`· ${text}\n`);
}
