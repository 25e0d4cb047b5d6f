import { Elysia } from 'elysia';
import type { Static } from 'typebox';
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
      hits: scheduler.pool.fleet.total('preparedHits'),
      misses: scheduler.pool.fleet.total('preparedMisses'),
    },
    images: {
      entries: sumOf(services, 'images'),
      bytes: sumOf(services, 'imageBytes'),
      made: scheduler.pool.fleet.total('imagesMade'),
    },
    memory: { rssBytes: rss, heapBytes: heapUsed },
  };
}
