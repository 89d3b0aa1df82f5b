import type { SubgraphName } from '@caisse/subgraph-kit';

import type { Systeme } from './systeme.ts';

/** Puts a defect into the running system, and gives what takes it out again. */
export type Mutation = (systeme: Systeme) => Promise<() => Promise<void>>;

/** Rewrites a function of a database. @throws when a text to replace is not in it: the mutation would be none */
export const fonction =
  (
    subgraph: SubgraphName,
    nom: string,
    remplacements: readonly (readonly [string, string])[],
  ): Mutation =>
  async ({ base }) => {
    const [ligne] = await base.sql<{ source: string }>(
      subgraph,
      'SELECT pg_get_functiondef(oid) AS source FROM pg_proc WHERE proname = $1',
      [nom],
    );
    const source = ligne?.source ?? '';
    let mutee = source;
    for (const [avant, apres] of remplacements) {
      if (!mutee.includes(avant)) throw new Error(`${nom} does not contain: ${avant}`);
      mutee = mutee.replaceAll(avant, apres);
    }
    await base.sql(subgraph, mutee);
    return async () => {
      await base.sql(subgraph, source);
    };
  };

/** Runs statements, and others to undo them. */
export const instructions =
  (subgraph: SubgraphName, faire: readonly string[], defaire: readonly string[] = []): Mutation =>
  async ({ base }) => {
    for (const sql of faire) await base.sql(subgraph, sql);
    return async () => {
      for (const sql of defaire) await base.sql(subgraph, sql);
    };
  };

/** The sessions of a database are ended, so that services open new ones, which take its settings. */
export const reconnexion =
  (...noms: SubgraphName[]): Mutation =>
  async ({ base }) => {
    const reconnecter = async () => {
      for (const nom of noms) {
        await base.sql(
          nom,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      }
    };
    await reconnecter();
    return reconnecter;
  };

/** Several, undone in the order in which they were made. */
export const ensemble =
  (...mutations: readonly Mutation[]): Mutation =>
  async (systeme) => {
    const defaire: (() => Promise<void>)[] = [];
    for (const muter of mutations) defaire.push(await muter(systeme));
    return async () => {
      for (const d of defaire) await d();
    };
  };
