-- Projections of the sales log: what a report shows is added up when the event comes, never when it is read.
-- All amounts are cents; a return weighs negatively on its own day and hour. The day leads each primary key:
-- a report on the whole chain reads one contiguous range.

CREATE TABLE ventes_jour (
  magasin_id integer NOT NULL,
  caisse_id  integer NOT NULL,
  jour       date    NOT NULL,
  sous_total bigint  NOT NULL,
  tps        bigint  NOT NULL,
  tvq        bigint  NOT NULL,
  total      bigint  NOT NULL,
  arrondi    bigint  NOT NULL,
  nombre     bigint  NOT NULL,
  PRIMARY KEY (jour, magasin_id, caisse_id)
);
CREATE INDEX ventes_jour_magasin ON ventes_jour (magasin_id, jour);

CREATE TABLE ventes_heure (
  magasin_id integer NOT NULL,
  jour       date    NOT NULL,
  heure      integer NOT NULL CHECK (heure BETWEEN 0 AND 23),
  total      bigint  NOT NULL,
  nombre     bigint  NOT NULL,
  PRIMARY KEY (jour, magasin_id, heure)
);
CREATE INDEX ventes_heure_magasin ON ventes_heure (magasin_id, jour);

CREATE TABLE ventes_produit_jour (
  magasin_id integer NOT NULL,
  jour       date    NOT NULL,
  produit_id integer NOT NULL,
  quantite   bigint  NOT NULL,
  total      bigint  NOT NULL,
  PRIMARY KEY (jour, magasin_id, produit_id)
);
CREATE INDEX ventes_produit_jour_magasin ON ventes_produit_jour (magasin_id, jour);

-- Ids of the events already counted: an event that comes twice counts once.
CREATE TABLE evenement_vu (
  id    uuid PRIMARY KEY,
  vu_le timestamptz(3) NOT NULL DEFAULT now()
);

-- How far the log was read; NULL: nothing yet.
CREATE TABLE curseur (
  nom       text PRIMARY KEY,
  position  text,
  avance_le timestamptz(3) NOT NULL DEFAULT now()
);
INSERT INTO curseur (nom) VALUES ('vente');

-- Counts a slice of the log exactly once, and moves the cursor from `de` to `a`.
--
-- lot: [{ id, magasinId, caisseId, jour, heure, sousTotal, tps, tvq, total, arrondi, nombre,
--         lignes: [{ produitId, quantite, total }] }], signed.
-- Returns the number of events counted, or NULL when the cursor does not stand at `de`: another replica was
-- faster, and nothing is changed. The cursor's row, updated first, is the lock that puts replicas in a line.
--
-- Table names are unqualified on purpose: with another schema first in search_path, the same function folds
-- the log into a second set of tables, for a rebuild beside the live ones.
CREATE FUNCTION appliquer_evenements(lot jsonb, de text, a text) RETURNS integer
  LANGUAGE plpgsql AS
$$
DECLARE
  neufs jsonb;
BEGIN
  UPDATE curseur SET position = a, avance_le = now()
  WHERE nom = 'vente' AND position IS NOT DISTINCT FROM de;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  WITH vus AS (
    INSERT INTO evenement_vu (id)
    SELECT DISTINCT (e ->> 'id')::uuid FROM jsonb_array_elements(lot) AS e
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  SELECT coalesce(jsonb_agg(uniques.e), '[]') INTO neufs
  FROM (
    SELECT DISTINCT ON (vus.id) e
    FROM jsonb_array_elements(lot) AS e JOIN vus ON vus.id = (e ->> 'id')::uuid
  ) AS uniques;

  INSERT INTO ventes_jour AS v (magasin_id, caisse_id, jour, sous_total, tps, tvq, total, arrondi, nombre)
  SELECT e."magasinId", e."caisseId", e.jour, sum(e."sousTotal"), sum(e.tps), sum(e.tvq), sum(e.total),
    sum(e.arrondi), sum(e.nombre)
  FROM jsonb_to_recordset(neufs) AS e ("magasinId" integer, "caisseId" integer, jour date, "sousTotal" bigint,
    tps bigint, tvq bigint, total bigint, arrondi bigint, nombre bigint)
  GROUP BY 1, 2, 3
  ON CONFLICT (jour, magasin_id, caisse_id) DO UPDATE SET
    sous_total = v.sous_total + excluded.sous_total,
    tps = v.tps + excluded.tps,
    tvq = v.tvq + excluded.tvq,
    total = v.total + excluded.total,
    arrondi = v.arrondi + excluded.arrondi,
    nombre = v.nombre + excluded.nombre;

  INSERT INTO ventes_heure AS v (magasin_id, jour, heure, total, nombre)
  SELECT e."magasinId", e.jour, e.heure, sum(e.total), sum(e.nombre)
  FROM jsonb_to_recordset(neufs) AS e ("magasinId" integer, jour date, heure integer, total bigint, nombre bigint)
  GROUP BY 1, 2, 3
  ON CONFLICT (jour, magasin_id, heure) DO UPDATE SET
    total = v.total + excluded.total,
    nombre = v.nombre + excluded.nombre;

  INSERT INTO ventes_produit_jour AS v (magasin_id, jour, produit_id, quantite, total)
  SELECT e."magasinId", e.jour, l."produitId", sum(l.quantite), sum(l.total)
  FROM jsonb_to_recordset(neufs) AS e ("magasinId" integer, jour date, lignes jsonb)
  CROSS JOIN LATERAL jsonb_to_recordset(e.lignes) AS l ("produitId" integer, quantite bigint, total bigint)
  GROUP BY 1, 2, 3
  ON CONFLICT (jour, magasin_id, produit_id) DO UPDATE SET
    quantite = v.quantite + excluded.quantite,
    total = v.total + excluded.total;

  RETURN jsonb_array_length(neufs);
END
$$;
