import { Elysia } from 'elysia';
import type { Static } from 'typebox';
import { printBytes } from '../../base/bytes.ts';
import { SERVICE_NAME, VERSION } from '../../base/version.ts';
import { figuresDetail } from '../openapi.ts';
import { poolState } from '../pool-state.ts';
import { HealthAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `GET /health`: 200 while work is taken, 503 while the server drains. */
export function healthRoutes(services: Services) {
  const health = () => {
    const answer = describeHealth(services);
    return Response.json(answer, { status: answer.status === 'healthy' ? 200 : 503 });
  };
  const summary = 'State, pool and memory';
  return new Elysia({ name: 'health' })
    .get('/health', health, { detail: figuresDetail('health', summary, HealthAnswer) })
    .get('/flow/health', health, { detail: figuresDetail('flowHealth', summary, HealthAnswer) });
}

function describeHealth(services: Services): Static<typeof HealthAnswer> {
  const { config, scheduler, stats, gcCount } = services;
  const { rss, heapUsed } = process.memoryUsage();
  return {
    status: scheduler.isDraining ? 'draining' : 'healthy',
    service: SERVICE_NAME,
    version: VERSION,
    uptimeSeconds: Math.round(process.uptime()),
    runtime: {
      poolSize: config.settings.RUNTIME_POOL_SIZE,
      maxConcurrent: config.settings.MAX_CONCURRENT_EXECUTIONS,
      currentExecutions: scheduler.open,
      totalExecutions: stats.counts().total,
      successRate: stats.successRate(),
    },
    pool: poolState(services),
    memory: { alloc: printBytes(heapUsed), sys: printBytes(rss), numGC: gcCount.seen },
  };
}
