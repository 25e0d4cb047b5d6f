/** Two network namespaces with a cable between them, a service in one and servers in the other. */
import type { TestEnv } from '../start-server.ts';
import { linesOf } from './lines.ts';
import type { Visit, Visited } from './service.ts';

export interface NamespaceWorld extends AsyncDisposable {
  /** Runs a snippet in a service with these settings. One at a time. */
  visit(env: TestEnv, code: string, input: unknown): Promise<Visited>;
}

const isRoot = process.getuid?.() === 0;
/** Who is not root is so in a namespace of users, where the machine lets everybody have one. */
const UNSHARE = ['unshare', '--net', ...(isRoot ? [] : ['--user', '--map-root-user'])];

/** What keeps such a world from being made here; undefined where nothing does. */
export function namespaceObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'it is not Linux';
  for (const [tool, from] of [
    ['ip', 'iproute2'],
    ['unshare', 'util-linux'],
    ['nsenter', 'util-linux'],
  ] as const) {
    if (!Bun.which(tool)) return `there is no '${tool}', which ${from} has`;
  }
  const command =
    'ip link add near type veth peer name far && ip addr add fd41::1/64 dev near && unshare --net true';
  const { success, stderr } = Bun.spawnSync([...UNSHARE, 'sh', '-c', command]);
  return success ? undefined : `it takes root, IPv6 and 'veth': ${stderr.toString().trim()}`;
}

export function startNamespaces(): NamespaceWorld {
  const child = Bun.spawn([...UNSHARE, process.execPath, `${import.meta.dir}/service.ts`], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
  });
  const lines = linesOf(child.stdout);
  return {
    async visit(env, code, input) {
      const visit: Visit = { env, code, input };
      child.stdin.write(`${JSON.stringify(visit)}\n`);
      await child.stdin.flush();
      const { value } = await lines.next();
      if (value === undefined) throw new Error('Cannot visit: the service has ended');
      return JSON.parse(value) as Visited;
    },
    async [Symbol.asyncDispose]() {
      await child.stdin.end();
      await child.exited;
    },
  };
}
