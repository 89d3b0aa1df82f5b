import type { Subgraph } from '../subgraph.ts';

/** What follows the sales log sends statements of its own, whenever it likes. */
const LOG_FOLLOWERS = /^(evenement|journal|projection)\./;

/**
 * How many SQL statements a service has sent for the requests it answered; those of its event consumer are
 * not counted.
 */
export async function countSqlStatements(subgraph: Pick<Subgraph, 'metrics'>): Promise<number> {
  const { values } = await subgraph.metrics.sqlStatements.get();
  return values
    .filter(({ labels }) => !LOG_FOLLOWERS.test(String(labels.methode)))
    .reduce((sum, { value }) => sum + value, 0);
}
