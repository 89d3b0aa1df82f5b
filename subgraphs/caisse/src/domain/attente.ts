/** Seconds to wait for an instant, at least one. */
export function attenteS(jusqua: Date, maintenant: Date): number {
  return Math.max(1, Math.ceil((jusqua.getTime() - maintenant.getTime()) / 1_000));
}
