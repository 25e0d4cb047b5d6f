import { Elysia } from 'elysia';
import { type Failed, fail } from '../base/failure.ts';
import { bareFrame, failureResponse } from './failure-response.ts';
import { executeRoutes } from './routes/execute.ts';
import { healthRoutes } from './routes/health.ts';
import { limitsRoutes } from './routes/limits.ts';
import { modulesRoutes } from './routes/modules.ts';
import { rootRoutes } from './routes/root.ts';
import { statsRoutes } from './routes/stats.ts';
import { swaggerRoutes } from './routes/swagger.ts';
import type { Services } from './services.ts';

/** The whole API over the given services; `listen` is the caller's. */
export function createApp(services: Services) {
  const routes: { path: string; method: string }[] = [];
  const app = new Elysia({ name: 'flow-codeblock' }).onError(({ code, error, request }) => {
    const frame = bareFrame(request);
    if (code === 'NOT_FOUND') return notFound(request, routes);
    // Whatever else arrives here is a bug of ours: its text goes to the log, its id to the caller.
    services.log.error({ executionId: frame.executionId, err: error }, 'a request met a bug');
    return failureResponse(internalFailure().failure, frame);
  });
  app
    .use(rootRoutes())
    .use(executeRoutes(services, (request) => app.server?.requestIP(request)?.address ?? ''))
    .use(healthRoutes(services))
    .use(statsRoutes(services))
    .use(limitsRoutes(services))
    .use(modulesRoutes(services))
    .use(swaggerRoutes());
  routes.push(...app.routes);
  return app;
}

export type App = ReturnType<typeof createApp>;

function internalFailure(): Failed {
  return fail('internal', 'Something went wrong on our side; the execution id leads to the log');
}

function notFound(request: Request, routes: readonly { path: string; method: string }[]): Response {
  const frame = bareFrame(request);
  const { pathname } = new URL(request.url);
  const methods = routes.filter(({ path }) => path === pathname).map(({ method }) => method);
  if (methods.length === 0) {
    const where = `${request.method} ${pathname.slice(0, 200)}`;
    return failureResponse(
      fail('not_found', `There is nothing at ${where}`, { hint: 'GET / lists what there is' })
        .failure,
      frame,
    );
  }
  const allowed = methods.join(', ');
  const { failure } = fail(
    'method_not_allowed',
    `${pathname} does not answer to ${request.method}, but to ${allowed}`,
  );
  return failureResponse(failure, frame, { allow: allowed });
}
