import { enCle } from '@caisse/subgraph-kit/domaine';

import { joursJusqua, type Periode } from './periode.ts';
import type { VentesJour } from './rapport.ts';

/** Id of the dashboard of the whole chain. */
const RESEAU = 'RESEAU';
/** Days that a dashboard looks at, today included. */
const NOMBRE_JOURS = 7;

/** A dashboard: its parts are read only when the client asks for them. */
export interface TableauDeBord {
  /** RESEAU, or the id of the place. */
  id: string;
  periode: Periode;
  /** Every day of the period, in their order. */
  jours: readonly string[];
}

/**
 * The dashboard of an id, over the last seven days.
 *
 * @param id RESEAU or the id of a place; absent means the whole chain
 * @param aujourdhui business day, YYYY-MM-DD
 * @returns null when no place can have that id
 */
export function tableauDe(id: string | null | undefined, aujourdhui: string): TableauDeBord | null {
  const portee = id ?? RESEAU;
  const magasinId = portee === RESEAU ? null : enCle(portee);
  if (portee !== RESEAU && magasinId === null) return null;
  const jours = joursJusqua(aujourdhui, NOMBRE_JOURS);
  return { id: portee, periode: { du: jours[0] ?? aujourdhui, au: aujourdhui, magasinId }, jours };
}

/** Adds the days without sales, as zeros. */
export function completer(jours: readonly string[], ventes: readonly VentesJour[]): VentesJour[] {
  const parJour = new Map(ventes.map((vente) => [vente.jour, vente]));
  return jours.map((jour) => parJour.get(jour) ?? { jour, total: 0, nombreVentes: 0 });
}
