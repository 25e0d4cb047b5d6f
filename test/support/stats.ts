import type { Static } from 'typebox';
import type { HealthAnswer, StatsAnswer } from '../../src/http/schemas.ts';
import type { TestServer } from './start-server.ts';

export async function readStats(server: TestServer): Promise<Static<typeof StatsAnswer>> {
  const response = await server.request('/stats');
  return (await response.json()) as Static<typeof StatsAnswer>;
}

export async function readHealth(server: TestServer): Promise<Static<typeof HealthAnswer>> {
  const response = await server.request('/health');
  return (await response.json()) as Static<typeof HealthAnswer>;
}
