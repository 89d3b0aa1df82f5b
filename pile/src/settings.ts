import type { Administrator } from './administrator.ts';
import type { Tools } from './tools.ts';
import type { Topology } from './topology.ts';

/** How to run the stack. */
export interface PileSettings {
  topology: Topology;
  tools: Tools;
  /** Databases, generated configuration, logs. */
  dataDir: string;
  /** The built programs; a test gives a copy. */
  dist: string;
  logLevel: string;
  /** Made with the databases. */
  administrator: Administrator;
  /** Whether a process that ends by itself is started again, as compose does. */
  restart: boolean;
  /** Variables of Nginx's templates that replace ours. */
  nginx?: Readonly<Record<string, string>>;
  /** Variables of every service that replace ours. */
  services?: Readonly<Record<string, string>>;
  /** Settings of PostgreSQL that replace ours. */
  postgres?: Readonly<Record<string, string>>;
}
