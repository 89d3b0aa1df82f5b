// The forms that every page uses, so that they are written once.

/** Rate per second of a counter. */
export const debit = (serie: string, par: string) =>
  `sum by (${par}) (rate(${serie}[$__rate_interval]))`;

/** A counter that may not have been born yet: zero then. */
export const debitOuZero = (serie: string) => `sum(rate(${serie}[$__rate_interval])) or vector(0)`;

/** A percentile of a histogram. */
export const centile = (q: number, histogramme: string, filtre = '', par = '') => {
  const labels = par === '' ? 'le' : `le, ${par}`;
  return `histogram_quantile(${q}, sum by (${labels}) (rate(${histogramme}_bucket{${filtre}}[$__rate_interval])))`;
};

/** p50, p95 and p99 of a histogram. */
export const centiles = (histogramme: string, filtre = '') =>
  [0.5, 0.95, 0.99].map((q) => ({
    expr: centile(q, histogramme, filtre),
    legende: `p${q * 100}`,
  }));

/** Mean of a histogram, by a label. */
export const moyenne = (histogramme: string, par: string, filtre = '') =>
  `sum by (${par}) (rate(${histogramme}_sum{${filtre}}[$__rate_interval])) / sum by (${par}) (rate(${histogramme}_count{${filtre}}[$__rate_interval]))`;
