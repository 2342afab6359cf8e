/** The settings as lines for a shell, quoted so that no character of a password has a meaning for the shell. */
export function shellLines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)
    .join('\n');
}
