export { observeRedis } from './redis-metrics.ts';
export { memoryStore } from './memory-store.ts';
export { redisStore, type RemoteStore } from './redis-store.ts';
export type { CacheStore } from './store.ts';
export { type CacheOptions, versionedCache, type VersionedCache } from './versioned-cache.ts';
