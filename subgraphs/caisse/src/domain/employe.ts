import { attacheAuMagasin, type Role } from '@caisse/acces';
import { type ChampInvalide, lireRecherche, lireTexte } from '@caisse/subgraph-kit/domaine';

/** Somebody who works for the chain, without their secrets. */
export interface Employe {
  id: number;
  identifiant: string;
  nom: string;
  role: Role;
  /** The store of a CAISSIER or a GERANT; null for the others. */
  magasinId: number | null;
  aUnNip: boolean;
  actif: boolean;
  version: number;
  derniereConnexion: Date | null;
  /** An administrator gave the password: the person has to choose another first. */
  motDePasseProvisoire: boolean;
}

/** An employee with the digests of their secrets; it stays within the sign-in. */
export interface Compte extends Employe {
  motDePasse: string;
  nip: string | null;
}

/** What one says of an employee. */
export interface Fiche {
  nom: string;
  role: Role;
  magasinId: number | null;
}

const IDENTIFIANT = /^[a-z0-9.-]{3,40}$/;
const NOM_MAXIMUM = 80;

/** An identifier as it is kept, whatever the case it was typed in. */
export function normaliserIdentifiant(tape: string): string {
  return lireRecherche(tape).toLowerCase();
}

/** @returns the refused field: none when all is well */
export function verifierIdentifiant(identifiant: string): ChampInvalide[] {
  if (IDENTIFIANT.test(identifiant)) return [];
  return [
    {
      champ: 'identifiant',
      message:
        "L'identifiant doit avoir de 3 à 40 caractères : lettres minuscules sans accent, chiffres, points ou traits d'union.",
    },
  ];
}

/** Reads the name of an employee: the one to keep, and the refused field, none when all is well. */
export function lireNom(tape: string): { texte: string; champs: ChampInvalide[] } {
  const regles = { champ: 'nom', designation: 'Le nom', minimum: 1, maximum: NOM_MAXIMUM } as const;
  return lireTexte(tape, regles);
}

/**
 * Checks what is said of an employee.
 *
 * @param magasinExiste whether the store named is one
 * @returns the refused fields: none when all is well
 */
export function verifierFiche(fiche: Fiche, magasinExiste: boolean): ChampInvalide[] {
  const { champs } = lireNom(fiche.nom);
  if (attacheAuMagasin(fiche.role) && !magasinExiste) {
    champs.push({
      champ: 'magasinId',
      message: 'Un caissier ou un gérant doit appartenir à un magasin qui existe.',
    });
  }
  if (!attacheAuMagasin(fiche.role) && fiche.magasinId !== null) {
    champs.push({
      champ: 'magasinId',
      message: "Ce rôle travaille pour toute la chaîne : il n'a pas de magasin.",
    });
  }
  return champs;
}
