import { Prisma } from './prisma.ts';

/** Columns of an employee, without secrets; usable in a RETURNING as well. */
export const COLONNES_EMPLOYE = Prisma.sql`
  id, identifiant, nom, role, magasin_id AS "magasinId", nip IS NOT NULL AS "aUnNip", actif, version,
  derniere_connexion AS "derniereConnexion", mot_de_passe_provisoire AS "motDePasseProvisoire"`;

/** With the digests of the secrets. */
export const COLONNES_COMPTE = Prisma.sql`${COLONNES_EMPLOYE}, mot_de_passe AS "motDePasse", nip`;
