/** Prints the settings table into the READMEs, between their two marks. */
import { fileURLToPath } from 'node:url';
import { describeSettings } from '../base/config.ts';
import { putBetween } from './marks.ts';

const FILES = ['README.md', 'README.zh-CN.md'];

/** The settings as a Markdown table. */
export function settingsTable(): string {
  const rows = describeSettings().map(
    ({ name, fallback, meaning }) =>
      `| \`${name}\` | ${fallback ? `\`${fallback}\`` : ''} | ${meaning} |`,
  );
  return ['| name | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** `text` with the table between its marks. @throws when it has no marks */
export function withTable(text: string): string {
  return putBetween(text, 'settings', settingsTable());
}

if (import.meta.main) {
  for (const name of FILES) {
    const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
    const text = await Bun.file(path).text();
    await Bun.write(path, withTable(text));
  }
}
