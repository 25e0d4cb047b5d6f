/** The words of the table, in the languages of the READMEs. */
import { HEAVY_CASE } from './heavy-case.ts';
import type { PeerId } from './peers.ts';

export interface Words {
  readonly headers: readonly string[];
  readonly labels: Readonly<Record<PeerId, string>>;
  readonly yes: string;
  readonly no: string;
  /** What stands under the table: how its figures came about. */
  readonly cores: (count: number) => string;
  readonly executable: string;
  readonly source: string;
  readonly client: string;
  readonly load: (plan: LoadWords) => string;
  readonly rounds: (count: number, seconds: number) => string;
  readonly problem: (label: string, count: number, problem: string) => string;
}

export interface LoadWords {
  readonly generator: string;
  readonly connections: number;
  readonly heavyConnections: number;
  readonly processes: number;
}

export const ENGLISH: Words = {
  headers: [
    'a new world for every request',
    'five small snippets, requests/s',
    'of the echo',
    'p50 ms',
    'p99 ms',
    'RSS',
    `only computing (${HEAVY_CASE.name}), requests/s`,
    'endless loop stopped',
    'endless built-ins stopped',
    'memory cap holds',
  ],
  labels: {
    echo: 'bare `Bun.serve` echo: runs nothing, the ceiling',
    'flow-codeblock': '**flow-codeblock**',
    'isolated-vm-fresh': 'isolated-vm, fresh isolate',
    'isolated-vm-fresh-single': 'isolated-vm, fresh isolate, in one process',
    'isolated-vm-shared': 'isolated-vm, fresh context in a shared isolate',
    'quickjs-wasi': 'quickjs-wasi, fresh instance',
    'quickjs-emscripten': 'quickjs-emscripten, fresh runtime',
    'sebastianwessel-quickjs': '@sebastianwessel/quickjs',
    'node-vm': '`node:vm`, fresh context: **unsafe**, no wall at all',
  },
  yes: 'yes',
  no: '**no**',
  cores: (count) => `${count} cores`,
  executable: 'executable',
  source: 'from source',
  client: 'our own client',
  load: ({ generator, connections, heavyConnections, processes }) =>
    `${generator}, ${connections} connections (${heavyConnections} where it only computes), Node peers in ${processes} processes each where nothing else is said`,
  rounds: (count, seconds) =>
    `medians of ${count} ${count === 1 ? 'round' : 'rounds'} of ${seconds} s`,
  problem: (label, count, problem) => `${label}: ${count} not counted: ${problem}`,
};

export const CHINESE: Words = {
  headers: [
    '每个请求一个全新环境',
    '五段小代码，请求/秒',
    '相对 echo',
    'p50 毫秒',
    'p99 毫秒',
    'RSS',
    `纯计算（${HEAVY_CASE.name}），请求/秒`,
    '能终止死循环',
    '能终止无尽的内置调用',
    '内存上限有效',
  ],
  labels: {
    echo: '裸 `Bun.serve` echo：不执行代码，即上限',
    'flow-codeblock': '**flow-codeblock**',
    'isolated-vm-fresh': 'isolated-vm，全新 isolate',
    'isolated-vm-fresh-single': 'isolated-vm，全新 isolate，单进程',
    'isolated-vm-shared': 'isolated-vm，共享 isolate 中的全新 context',
    'quickjs-wasi': 'quickjs-wasi，全新实例',
    'quickjs-emscripten': 'quickjs-emscripten，全新 runtime',
    'sebastianwessel-quickjs': '@sebastianwessel/quickjs',
    'node-vm': '`node:vm`，全新 context：**不安全**，毫无隔离',
  },
  yes: '是',
  no: '**否**',
  cores: (count) => `${count} 核`,
  executable: '可执行文件',
  source: '源码运行',
  client: '自带客户端',
  load: ({ generator, connections, heavyConnections, processes }) =>
    `${generator}，${connections} 个连接（纯计算时 ${heavyConnections} 个），除另行注明外，Node 方案各 ${processes} 个进程`,
  rounds: (count, seconds) => `${count} 轮、每轮 ${seconds} 秒的中位数`,
  problem: (label, count, problem) => `${label}：${count} 轮未计入：${problem}`,
};
