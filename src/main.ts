/** Server entry: reads the environment once, builds every service, spawns the workers, listens, drains. */
import { availableParallelism } from 'node:os';
import { type Command, parseArguments } from './base/arguments.ts';
import { type Config, describeSettings, parseConfig } from './base/config.ts';
import { SERVICE_NAME, VERSION } from './base/version.ts';
import enginePath from './generated/engine.wasm' with { type: 'file' };
import { GUEST_FILES } from './generated/guest-files.ts';
import imagePath from './generated/image.bin' with { type: 'file' };
import type { Server } from './http/listen.ts';
import { compileEngine, createServices, type Services } from './http/services.ts';
import { bunSpawn } from './pool/bun-transport.ts';
import { withHeadStart } from './pool/head-start.ts';

/** Exit codes. @see sysexits.h */
const EX_USAGE = 64;
const EX_SOFTWARE = 70;
const EX_CONFIG = 78;

const HELP = `${SERVICE_NAME} ${VERSION}: runs JavaScript snippets over HTTP

  ${SERVICE_NAME}                  serve
  ${SERVICE_NAME} health [url]     exit 0 when the server at url answers that it is healthy
  ${SERVICE_NAME} --check-config   check the settings in the environment
  ${SERVICE_NAME} --help           this
  ${SERVICE_NAME} --version        the version

Settings come from the environment:

${describeSettings()
  .map(({ name, fallback, meaning }) => `  ${name} (${fallback})\n      ${meaning}`)
  .join('\n')}
`;

const print = (text: string): void => void process.stdout.write(text);
const complain = (text: string): void => void process.stderr.write(text);

await run(parseArguments(Bun.argv.slice(2)));

async function run(command: Command): Promise<void> {
  switch (command.name) {
    case 'help':
      return print(HELP);
    case 'version':
      return print(`${VERSION}\n`);
    case 'check-config':
      requireConfig();
      return print('The settings are fine\n');
    case 'health':
      process.exitCode = await probeHealth(command.url);
      return;
    case 'unknown':
      complain(`Cannot do '${command.argument}': see ${SERVICE_NAME} --help\n`);
      process.exitCode = EX_USAGE;
      return;
    case 'serve':
      return serve(requireConfig());
  }
}

function requireConfig(): Config {
  const parsed = parseConfig(Bun.env, availableParallelism());
  if (parsed.ok) return parsed.config;
  complain(`${parsed.problems.join('\n')}\n`);
  return process.exit(EX_CONFIG);
}

/** @returns the exit code */
async function probeHealth(given: string | undefined): Promise<number> {
  const url = given ?? `http://127.0.0.1:${requireConfig().settings.PORT}/health`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    print(`${await answer.text()}\n`);
    return answer.ok ? 0 : 1;
  } catch (thrown) {
    complain(`Cannot reach ${url}: ${thrown instanceof Error ? thrown.message : thrown}\n`);
    return 1;
  }
}

/** A worker and the engine take the longest: they are on their way while the rest is loaded and made. */
async function serve(config: Config): Promise<void> {
  const spawn = withHeadStart(
    bunSpawn(() => new Worker(new URL('./worker.ts', import.meta.url).href)),
  );
  const openLog = async () =>
    (await import('./telemetry/log.ts')).createLogger(config.settings.LOG_LEVEL);
  try {
    const [engine, image, log, { createApp }, { listen }] = await Promise.all([
      compileEngine(await Bun.file(enginePath).bytes()),
      Bun.file(imagePath).bytes(),
      openLog(),
      import('./http/app.ts'),
      import('./http/listen.ts'),
    ]);
    const services = createServices({ config, log, spawn, engine, image, guestFiles: GUEST_FILES });
    const isReady = services.scheduler.pool.start();
    const app = createApp(services);
    await isReady;
    const server = listen(app, config);
    const stop = () => void shutDown(services, server);
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    announce(services, server.port);
  } catch (thrown) {
    (await openLog()).fatal({ err: thrown }, 'the server cannot start');
    process.exit(EX_SOFTWARE);
  }
}

function announce({ config, log }: Services, port: number | undefined): void {
  const { settings, workers } = config;
  if (settings.GOGC !== '') {
    log.info('GOGC is accepted and has no effect: there is no such collector here');
  }
  log.info(
    {
      version: VERSION,
      port,
      host: settings.HOST,
      workers,
      sandboxes: settings.RUNTIME_POOL_SIZE,
      network: {
        mode: settings.NETWORK,
        allow: settings.NETWORK_ALLOW,
        deny: settings.NETWORK_DENY,
        dns: settings.NETWORK_DNS,
      },
      readyMs: Math.round(performance.now()),
    },
    'ready',
  );
}

/** Takes no new work, lets what runs end, and leaves. */
async function shutDown({ scheduler, log }: Services, server: Server): Promise<void> {
  log.info({ open: scheduler.open }, 'draining');
  await scheduler.drain();
  await server.stop();
  scheduler.pool.close();
  log.info('stopped');
  process.exit(0);
}
