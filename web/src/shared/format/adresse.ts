/** An address whose postal code (`H2J 2K8`) stays on one line. */
export function adresseInsecable(adresse: string): string {
  return adresse.replace(/\b([A-Z]\d[A-Z])\s+(\d[A-Z]\d)\b/g, '$1\u00a0$2');
}
