import { type Page, pageOf, type PageRequest } from '@caisse/subgraph-kit';

import {
  ESSAIS_MAXIMUM,
  AGE_MAXIMUM_MS,
  type CleDossier,
  type Dossier,
  type SorteDossier,
  SORTES_DOSSIER,
} from '../domain/dossier.ts';
import type { IssueEssai, Participant } from '../domain/participants.ts';
import { enUnDossier, type DossierJson } from './dossier-json.ts';
import type { PrismaClient } from './prisma.ts';

/** Sort keys of the list: instant, then the case. */
export type CleListe = readonly [ouvertLe: string, sorte: string, id: string, rang: number];

export type PageDossiers = Page<Dossier> & { totalCount: number };

export type DossierRepository = ReturnType<typeof dossierRepository>;

/** Reads and writes the cases: what sweepers tried in vain, and what a person has to look at. */
export function dossierRepository(prisma: PrismaClient) {
  return {
    /** Notes a try in vain of a sweeper; the pause doubles with each one, up to a minute. */
    async noter(
      { sorte, id }: Pick<CleDossier, 'sorte' | 'id'>,
      magasinId: number | null,
      issue: IssueEssai,
      pauseMs: number,
    ): Promise<void> {
      const note = {
        ...issue,
        pauseMs,
        essaisMaximum: ESSAIS_MAXIMUM,
        ageMaximumMs: AGE_MAXIMUM_MS,
      };
      await prisma.$queryRaw`
        /* dossier.noter */
        SELECT 1 FROM noter_essai(${sorte}, ${id}::uuid, ${magasinId}::int, ${JSON.stringify(note)}::jsonb)`;
    },

    /** A participant answers again: what waited for it is due now. */
    async reveiller(participant: Participant): Promise<void> {
      await prisma.$queryRaw`
        /* dossier.reveiller */
        UPDATE dossier SET prochain_essai = clock_timestamp()
        WHERE participant = ${participant} AND resolu_le IS NULL AND prochain_essai > clock_timestamp()
          AND historique -> -1 ->> 'issue' = 'INCONNU'`;
    },

    /** A page of what a person has to look at, the most recent first, counted. */
    async aTraiter(magasinId: number | null, page: PageRequest<CleListe>): Promise<PageDossiers> {
      const [ouvertLe, sorte, id, rang] = page.after ?? [null, null, null, null];
      const lignes = await prisma.$queryRaw<{ total: number; dossier: DossierJson | null }[]>`
        /* dossier.aTraiter */
        WITH ouverts AS (
          SELECT d.* FROM dossier d
          WHERE d.resolu_le IS NULL AND d.a_traiter_le IS NOT NULL
            AND (${magasinId}::int IS NULL OR d.magasin_id = ${magasinId}::int)
        )
        SELECT (SELECT count(*)::int FROM ouverts) AS total, p.dossier
        FROM (VALUES (1)) AS une (ligne)
        LEFT JOIN (
          SELECT to_jsonb(o) AS dossier, o.ouvert_le, o.sorte, o.id, o.rang FROM ouverts o
          WHERE ${ouvertLe}::timestamptz IS NULL
            OR (o.ouvert_le, o.sorte, o.id, o.rang) < (${ouvertLe}::timestamptz, ${sorte}::text, ${id}::uuid, ${rang}::int)
          ORDER BY o.ouvert_le DESC, o.sorte DESC, o.id DESC, o.rang DESC LIMIT ${page.first + 1}
        ) AS p ON true
        ORDER BY p.ouvert_le DESC, p.sorte DESC, p.id DESC, p.rang DESC`;
      const dossiers = lignes.flatMap(({ dossier }) => (dossier ? [enUnDossier(dossier)] : []));
      const cleDe = (dossier: Dossier): CleListe => [
        dossier.ouvertLe.toISOString(),
        dossier.sorte,
        dossier.sujetId,
        dossier.rang,
      ];
      return { ...pageOf(dossiers, page, cleDe), totalCount: lignes[0]?.total ?? 0 };
    },

    /** The open case of that key, or null. */
    async lire({ sorte, id, rang }: CleDossier): Promise<Dossier | null> {
      const [ligne] = await prisma.$queryRaw<{ dossier: DossierJson }[]>`
        /* dossier.lire */
        SELECT to_jsonb(d) AS dossier FROM dossier d
        WHERE sorte = ${sorte} AND id = ${id}::uuid AND rang = ${rang} AND resolu_le IS NULL`;
      return ligne ? enUnDossier(ligne.dossier) : null;
    },

    /** The store of what a case is about, whether there is a case or not; null when there is no such sale nor return. */
    async sujet({ sorte, id }: CleDossier): Promise<{ magasinId: number | null } | null> {
      const [sujet] = await prisma.$queryRaw<{ magasinId: number | null }[]>`
        /* dossier.sujet */
        SELECT coalesce(v.magasin_id, v.employe_magasin_id) AS "magasinId" FROM vente v
        WHERE v.id = CASE ${sorte}::text WHEN 'VENTE' THEN ${id}::uuid
          ELSE (SELECT vente_id FROM annulation WHERE id = ${id}::uuid) END`;
      return sujet ?? null;
    },

    /** What a person did about a case: its next try is due now, and the audit log has an entry. */
    async relancer({ sorte, id, rang }: CleDossier, acteur: object): Promise<Dossier | null> {
      const [ligne] = await prisma.$queryRaw<{ dossier: DossierJson }[]>`
        /* dossier.relancer */
        WITH relance AS (
          UPDATE dossier AS d SET prochain_essai = clock_timestamp(),
            historique = d.historique || jsonb_build_object(
              'instant', clock_timestamp(), 'participant', d.participant, 'issue', 'INCONNU', 'detail', 'RELANCE')
          WHERE sorte = ${sorte} AND id = ${id}::uuid AND rang = ${rang} AND resolu_le IS NULL
          RETURNING d.*
        )
        SELECT to_jsonb(r) AS dossier,
          inscrire_audit('DOSSIER_RELANCE', ${JSON.stringify(acteur)}::jsonb,
            lower(r.sorte) || ' ' || r.id, NULL, jsonb_build_object('essais', r.essais))
        FROM relance r`;
      return ligne ? enUnDossier(ligne.dossier) : null;
    },

    /** Keeps a person's word that a card was given back by other means; false when it was kept before. */
    async declarerCarteRendue(
      id: string,
      rang: number,
      motif: string,
      acteur: object,
    ): Promise<boolean> {
      const [ligne] = await prisma.$queryRaw<[{ faite: boolean }]>`
        /* dossier.declarerCarteRendue */
        SELECT declarer_carte_rendue(${id}::uuid, ${rang}::int, ${motif}, ${JSON.stringify(acteur)}::jsonb) AS faite`;
      return ligne.faite;
    },

    /** How many a person has to look at, of every sort, and how long the oldest has waited. */
    async compter(): Promise<{ sorte: SorteDossier; nombre: number; ageSecondes: number }[]> {
      return prisma.$queryRaw`
        /* dossier.compter */
        SELECT s.sorte, count(d.id)::int AS nombre,
          coalesce(extract(epoch FROM statement_timestamp() - min(d.a_traiter_le)), 0)::float8 AS "ageSecondes"
        FROM unnest(${[...SORTES_DOSSIER]}::text[]) AS s (sorte)
        LEFT JOIN dossier d ON d.sorte = s.sorte AND d.resolu_le IS NULL AND d.a_traiter_le IS NOT NULL
        GROUP BY s.sorte`;
    },
  };
}
