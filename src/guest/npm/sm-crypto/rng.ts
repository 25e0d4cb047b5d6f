/**
 * Random bytes for SM2. The package's own are drawn from a pool that it fills while it is loaded, which would be
 * the same in every run.
 */
export class SecureRandom {
  nextBytes(bytes: number[]): void {
    const drawn = crypto.getRandomValues(new Uint8Array(bytes.length));
    for (let i = 0; i < bytes.length; i++) bytes[i] = drawn[i] as number;
  }
}
