import { Elysia } from 'elysia';
import type { Static } from 'typebox';
import { NETWORK_REFUSALS } from '../../wire/network-setup.ts';
import { figuresDetail } from '../openapi.ts';
import { poolState, sumOf } from '../pool-state.ts';
import { StatsAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `GET /stats`: counters, latencies, pool and caches. */
export function statsRoutes(services: Services) {
  const stats = () => Response.json(describeStats(services));
  const summary = 'Counters, latencies, pool and caches';
  return new Elysia({ name: 'stats' })
    .get('/stats', stats, { detail: figuresDetail('stats', summary, StatsAnswer) })
    .get('/flow/status', stats, { detail: figuresDetail('flowStatus', summary, StatsAnswer) });
}

function describeStats(services: Services): Static<typeof StatsAnswer> {
  const { scheduler, stats } = services;
  const { fleet } = scheduler.pool;
  const { latency, total, succeeded, failed, byCode, perSecond } = stats.counts();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    uptimeSeconds: Math.round(process.uptime()),
    executions: {
      total,
      succeeded,
      failed,
      open: scheduler.open,
      waiting: scheduler.waiting,
      perSecond,
      byCode: { ...byCode },
    },
    latencyMs: latency,
    pool: poolState(services),
    preparedCode: {
      entries: sumOf(services, 'preparedEntries'),
      bytes: sumOf(services, 'preparedBytes'),
      hits: fleet.total('preparedHits'),
      misses: fleet.total('preparedMisses'),
    },
    images: {
      entries: sumOf(services, 'images'),
      bytes: sumOf(services, 'imageBytes'),
      made: fleet.total('imagesMade'),
    },
    network: {
      ...stats.traffic(),
      open: sumOf(services, 'transfers'),
      refused: Object.fromEntries(
        NETWORK_REFUSALS.map((reason) => [reason, fleet.total(`refused-${reason}`)]),
      ),
    },
    memory: { rssBytes: rss, heapBytes: heapUsed },
  };
}
