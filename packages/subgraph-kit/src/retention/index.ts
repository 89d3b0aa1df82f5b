export { purge, type Purge, type Query } from './purge.ts';
export { createRetention, type RetentionOptions } from './retention.ts';
export {
  retentionEnvironment,
  retentionHours,
  type RetentionRule,
  type RetentionSettings,
} from './rules.ts';
