/**
 * A table for people: columns as wide as their widest cell.
 * @param leftColumns indexes of the columns that are text; the rest are figures, to the right
 */
export function renderTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns: readonly number[] = [0],
): string {
  const all = [headers, ...rows];
  const widths = headers.map((_, column) =>
    Math.max(...all.map((row) => Bun.stringWidth(row[column] ?? ''))),
  );
  const render = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const room = ' '.repeat(width - Bun.stringWidth(cell));
        return leftColumns.includes(column) ? cell + room : room + cell;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [render(headers), rule, ...rows.map(render)].join('\n');
}

/** A whole number with its thousands apart: `12 345`. */
export function printCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** Milliseconds in three digits: `0.412`, `4.12`, `41.2`, `412`. */
export function printMs(ms: number): string {
  if (ms >= 99.95) return printCount(ms);
  if (ms >= 9.995) return ms.toFixed(1);
  return ms >= 0.9995 ? ms.toFixed(2) : ms.toFixed(3);
}

/** A share of one as per cent; never rounded up to a whole that it is not. */
export function printShare(share: number): string {
  const percent = Math.floor(share * 10_000) / 100;
  return `${percent === 100 ? '100' : percent.toFixed(2)} %`;
}

export function printMegabytes(bytes: number | undefined): string {
  return bytes === undefined ? '–' : `${Math.round(bytes / 2 ** 20)} MB`;
}
