import type { Role } from '@caisse/acces';
import { type ChampInvalide, enCle } from '@caisse/subgraph-kit/domaine';

import { type Fiche, lireNom, verifierFiche } from '../domain/employe.ts';
import type { Magasin } from '../domain/magasin.ts';

/** What is typed of an employee. */
export interface FicheSaisie {
  nom: string;
  role: Role;
  magasinId?: string | null | undefined;
}

export interface DependancesFiche {
  magasins: { parIds(ids: readonly number[]): Promise<Magasin[]> };
}

/** Reads what is typed of an employee, and checks it against the stores that exist. */
export async function lireFiche(
  { magasins }: DependancesFiche,
  saisie: FicheSaisie,
): Promise<{ fiche: Fiche; champs: ChampInvalide[] }> {
  // A store that cannot exist is still a store that was named.
  const cle = saisie.magasinId ? (enCle(saisie.magasinId) ?? 0) : null;
  const [lieu] = cle === null ? [] : await magasins.parIds([cle]);
  const fiche = { nom: lireNom(saisie.nom).texte, role: saisie.role, magasinId: cle };
  return { fiche, champs: verifierFiche(fiche, lieu?.type === 'MAGASIN') };
}
