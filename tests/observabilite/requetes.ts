/**
 * The PromQL of a panel with its variables filled in, as Grafana does before it asks.
 *
 * @param service value of the variable `$service`
 * @param fenetre what `$__rate_interval` becomes
 */
export function enRequete(expr: string, service: string, fenetre = '1m'): string {
  return expr.replaceAll('$__rate_interval', fenetre).replaceAll('$service', service);
}
