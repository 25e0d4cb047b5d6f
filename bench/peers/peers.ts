/** Who is measured, and how each is started. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { PROJECT_ROOT, type ServerOptions, sourceCommand } from '../load/server.ts';

export const ECHO = 'echo';
export const OURS = 'flow-codeblock';

/** The same for all; each enforces the two limits by its own means, where it has any. */
export interface Limits {
  readonly timeoutMs: number;
  readonly memoryMiB: number;
  /** Of a Node peer, but the one that is in one process by design; the others use every core with one. */
  readonly processes: number;
}

export interface Peer {
  readonly id: PeerId;
  start(limits: Limits): Promise<ServerOptions>;
}

export const PEER_IDS = [
  ECHO,
  OURS,
  'isolated-vm-fresh',
  'isolated-vm-fresh-single',
  'isolated-vm-shared',
  'quickjs-wasi',
  'quickjs-emscripten',
  'sebastianwessel-quickjs',
  'node-vm',
] as const;
export type PeerId = (typeof PEER_IDS)[number];

const EXECUTABLE = `${PROJECT_ROOT}dist/flow-codeblock`;
const ECHO_SERVER = fileURLToPath(new URL('../load/echo-server.ts', import.meta.url));
const pathOf = (id: PeerId): string => fileURLToPath(new URL(`servers/${id}.mjs`, import.meta.url));

/** Whether ours is measured as the executable, which is what its users run; otherwise from source. */
export const isBuilt: boolean = existsSync(EXECUTABLE);

export const PEERS: readonly Peer[] = PEER_IDS.map((id) => ({ id, start: starterOf(id) }));

function starterOf(id: PeerId): Peer['start'] {
  switch (id) {
    case ECHO:
      return () => Promise.resolve({ command: [process.execPath, ECHO_SERVER] });
    case OURS:
      return startOurs;
    case 'isolated-vm-fresh-single':
      return (limits) => startNode(pathOf('isolated-vm-fresh'), { ...limits, processes: 1 });
    default:
      return (limits) => startNode(pathOf(id), limits);
  }
}

async function startOurs({ timeoutMs, memoryMiB }: Limits): Promise<ServerOptions> {
  return {
    command: isBuilt ? [EXECUTABLE] : await sourceCommand(PROJECT_ROOT),
    env: {
      EXECUTION_TIMEOUT_MS: `${timeoutMs}`,
      SANDBOX_MEMORY_BYTES: `${memoryMiB * 2 ** 20}`,
    },
  };
}

async function startNode(server: string, limits: Limits): Promise<ServerOptions> {
  return {
    // isolated-vm needs the flag from Node 20 on; all have it, so that all start alike.
    command: [requireNode(), '--no-node-snapshot', server],
    cwd: tmpdir(),
    env: {
      PROCESSES: `${limits.processes}`,
      TIMEOUT_MS: `${limits.timeoutMs}`,
      MEMORY_MIB: `${limits.memoryMiB}`,
    },
  };
}

function requireNode(): string {
  const node = Bun.which('node');
  if (node !== null) return node;
  throw new Error("Cannot start a peer: no 'node' is on the PATH, Node 20 was wanted");
}
