/** Length of `text` in UTF-8, bytes. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** `bytes` for people: `45.2MB`, one decimal, units of 1024. */
export function printBytes(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'KB', 'MB']) {
    if (value < 1024) return unit === 'B' ? `${value}B` : `${value.toFixed(1)}${unit}`;
    value /= 1024;
  }
  return `${value.toFixed(1)}GB`;
}
