import type { Subgraph } from '../subgraph.ts';

/**
 * What follows the sales log, the sweeper of sales, and whoever reads the metrics send statements of their own,
 * whenever they like.
 */
const BACKGROUND =
  /^(evenement|journal|projection|reconstruction|reprise|base|amorcage|ecartes|retention)\.|^stock\.compterAlertes$|^dossier\.(noter|reveiller|compter)$/;

/** Tells whether a repository method, a value of the label `methode`, belongs to a background task. */
export function isBackgroundMethod(method: string): boolean {
  return BACKGROUND.test(method);
}

/**
 * How many SQL statements a service has sent for the requests it answered; those of its background
 * tasks are not counted.
 */
export async function countSqlStatements(subgraph: Pick<Subgraph, 'metrics'>): Promise<number> {
  const { values } = await subgraph.metrics.sqlStatements.get();
  return values
    .filter(({ labels }) => !isBackgroundMethod(String(labels.methode)))
    .reduce((sum, { value }) => sum + value, 0);
}
