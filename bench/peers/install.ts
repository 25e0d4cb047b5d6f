/** Puts the peers' packages in place, away from the product's own. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const NATIVE = `${HERE}node_modules/isolated-vm/out/isolated_vm.node`;

/**
 * Installs what the lock file says, and the one native part. Where that cannot be had, the rest goes on:
 * its peer fails to start, and the report says so.
 */
export async function installPeers(): Promise<void> {
  if (!(await run([process.execPath, 'install', '--frozen-lockfile', '--ignore-scripts']))) {
    throw new Error('Cannot install the peers: see above');
  }
  if (existsSync(NATIVE)) return;
  process.stderr.write(
    'isolated-vm: npm fetches its build for this Node, or builds it (minutes)\n',
  );
  await run(['npm', 'rebuild', '--silent', 'isolated-vm']);
}

async function run(command: string[]): Promise<boolean> {
  const child = Bun.spawn(command, { cwd: HERE, stdin: 'ignore', stdout: 'ignore' });
  return (await child.exited) === 0;
}
