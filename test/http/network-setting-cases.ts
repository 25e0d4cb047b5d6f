/** For every setting of the network, something that is different when it is set. */
import type { SettingName } from '../../src/base/config.ts';
import type { TestServer } from '../support/start-server.ts';
import type { SettingCase } from './setting-cases.ts';

type NetworkSetting = Extract<SettingName, `${string}NETWORK${string}`>;

/** A setting that callers can read among the limits. */
function limit(
  setting: NetworkSetting,
  plain: string | number,
  changed: string | number,
): SettingCase {
  return {
    env: { [setting]: String(changed) },
    async observe(server) {
      const answer = await server.request('/limits');
      const { limits } = (await answer.json()) as { limits: { setting: string; value: unknown }[] };
      return limits.find((row) => row.setting === setting)?.value;
    },
    plain,
    changed,
  };
}

/** A setting that only the operator can read, for it may name hosts of the inside. */
function announced(
  setting: NetworkSetting,
  key: 'allow' | 'deny' | 'dns',
  changed: string,
): SettingCase {
  return {
    env: { [setting]: changed },
    needsProcess: true,
    async observe({ log }: TestServer) {
      const { network } = (await log.waitFor('ready')) as { network?: Record<string, unknown> };
      return network?.[key];
    },
    plain: '',
    changed,
  };
}

export const NETWORK_SETTING_CASES: Readonly<Record<NetworkSetting, SettingCase>> = {
  NETWORK: limit('NETWORK', 'public', 'off'),
  NETWORK_ALLOW: announced('NETWORK_ALLOW', 'allow', '*.example.com:8443, 10.0.0.0/8'),
  NETWORK_DENY: announced('NETWORK_DENY', 'deny', '[fd00::/8]:80'),
  NETWORK_DNS: announced('NETWORK_DNS', 'dns', '127.0.0.1:5353'),
  NETWORK_PORTS: limit('NETWORK_PORTS', '80,443,1024-65535', '443'),
  MAX_NETWORK_REQUESTS: limit('MAX_NETWORK_REQUESTS', 100, 3),
  MAX_NETWORK_CONCURRENCY: limit('MAX_NETWORK_CONCURRENCY', 20, 2),
  MAX_NETWORK_OPEN: limit('MAX_NETWORK_OPEN', 2000, 50),
  MAX_NETWORK_REDIRECTS: limit('MAX_NETWORK_REDIRECTS', 20, 1),
  MAX_NETWORK_BYTES_OUT: limit('MAX_NETWORK_BYTES_OUT', 10_485_760, 1000),
  MAX_NETWORK_BYTES_IN: limit('MAX_NETWORK_BYTES_IN', 33_554_432, 1000),
  MAX_NETWORK_HEADER_BYTES: limit('MAX_NETWORK_HEADER_BYTES', 65_536, 2048),
  NETWORK_CONNECT_TIMEOUT_MS: limit('NETWORK_CONNECT_TIMEOUT_MS', 3000, 500),
  NETWORK_TIMEOUT_MS: limit('NETWORK_TIMEOUT_MS', 30_000, 700),
};
