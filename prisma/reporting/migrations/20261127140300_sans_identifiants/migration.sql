-- No id of an event is kept any more, some 280 bytes a sale: the cursor alone says what was counted, since a slice is
-- counted whole by the statement that moves it.
--
-- A rebuild is the one that read the log twice. It now has a bound: the place where the cursor stands when counting in both
-- sets begins, under the cursor's lock. What comes after it is counted in both by the consumer, what comes before it is
-- folded into the second one, up to the bound and no further. Each event is on one side of it, so that it counts once in
-- each set, and both hold the same once the bound is reached. After the exchange the cursor stays where it is.

-- How many events were counted; only the fold writes it.
ALTER TABLE curseur ADD COLUMN comptes bigint NOT NULL DEFAULT 0;
UPDATE curseur SET comptes = (SELECT count(*) FROM evenement_vu) WHERE nom = 'vente';

ALTER TABLE demande_reconstruction ADD COLUMN borne text;

-- A rebuild in progress began without a bound: whoever comes next begins it again. A replica of before that takes it fails
-- before it exchanges anything, because the ids that it looks for are gone.
UPDATE demande_reconstruction SET etat = 'DEMANDEE', preneur = NULL WHERE etat = 'EN_COURS';
DROP SCHEMA IF EXISTS reconstruction CASCADE;

-- Counts a slice of the log exactly once, and moves the cursor from `de` to `a`.
--
-- lot: [{ id, magasinId, caisseId, jour, heure, sousTotal, tps, tvq, total, arrondi, nombre,
--         lignes: [{ produitId, quantite, total }] }], signed.
-- Returns the number of events counted, or NULL when the cursor does not stand at `de`: another replica was
-- faster, and nothing is changed. The cursor's row, updated first, is the lock that puts replicas in a line.
--
-- Table names are unqualified on purpose: with another schema first in search_path, the same function folds
-- the log into a second set of tables, for a rebuild beside the live ones.
CREATE OR REPLACE FUNCTION appliquer_evenements(lot jsonb, de text, a text) RETURNS integer
  LANGUAGE plpgsql AS
$$
BEGIN
  UPDATE curseur SET position = a, avance_le = now(), comptes = comptes + jsonb_array_length(lot)
  WHERE nom = 'vente' AND position IS NOT DISTINCT FROM de;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  INSERT INTO ventes_jour AS v (magasin_id, caisse_id, jour, sous_total, tps, tvq, total, arrondi, nombre)
  SELECT e."magasinId", e."caisseId", e.jour, sum(e."sousTotal"), sum(e.tps), sum(e.tvq), sum(e.total),
    sum(e.arrondi), sum(e.nombre)
  FROM jsonb_to_recordset(lot) AS e ("magasinId" integer, "caisseId" integer, jour date, "sousTotal" bigint,
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
  FROM jsonb_to_recordset(lot) AS e ("magasinId" integer, jour date, heure integer, total bigint, nombre bigint)
  GROUP BY 1, 2, 3
  ON CONFLICT (jour, magasin_id, heure) DO UPDATE SET
    total = v.total + excluded.total,
    nombre = v.nombre + excluded.nombre;

  INSERT INTO ventes_produit_jour AS v (magasin_id, jour, produit_id, quantite, total)
  SELECT e."magasinId", e.jour, l."produitId", sum(l.quantite), sum(l.total)
  FROM jsonb_to_recordset(lot) AS e ("magasinId" integer, jour date, lignes jsonb)
  CROSS JOIN LATERAL jsonb_to_recordset(e.lignes) AS l ("produitId" integer, quantite bigint, total bigint)
  GROUP BY 1, 2, 3
  ON CONFLICT (jour, magasin_id, produit_id) DO UPDATE SET
    quantite = v.quantite + excluded.quantite,
    total = v.total + excluded.total;

  RETURN jsonb_array_length(lot);
END
$$;

-- Makes the second set, empty, with the same columns, constraints and names of indexes.
CREATE OR REPLACE FUNCTION creer_tables_a_cote() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_table text;
  v_index record;
BEGIN
  DROP SCHEMA IF EXISTS reconstruction CASCADE;
  CREATE SCHEMA reconstruction;
  FOREACH v_table IN ARRAY ARRAY['ventes_jour', 'ventes_heure', 'ventes_produit_jour', 'curseur'] LOOP
    EXECUTE format('CREATE TABLE reconstruction.%1$I (LIKE public.%1$I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', v_table);
    FOR v_index IN
      SELECT c.relname AS nom, i.indisprimary AS cle, pg_get_indexdef(i.indexrelid) AS definition
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = format('public.%I', v_table)::regclass
    LOOP
      EXECUTE replace(v_index.definition, ' ON public.', ' ON reconstruction.');
      IF v_index.cle THEN
        EXECUTE format('ALTER TABLE reconstruction.%I ADD CONSTRAINT %2$I PRIMARY KEY USING INDEX %2$I',
          v_table, v_index.nom);
      END IF;
    END LOOP;
  END LOOP;
  INSERT INTO reconstruction.curseur (nom) VALUES ('vente');
END $$;

-- Takes what was asked, or, from the beginning, what a dead process left: one row or none.
CREATE OR REPLACE FUNCTION prendre_reconstruction(p_preneur uuid, p_bail_ms integer) RETURNS SETOF demande_reconstruction
LANGUAGE plpgsql AS $$
DECLARE
  v_demande demande_reconstruction;
BEGIN
  SELECT * INTO v_demande FROM demande_reconstruction
  WHERE etat = 'DEMANDEE' OR (etat = 'EN_COURS' AND bail_expire < clock_timestamp())
  FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- No slice is being counted while both sets begin to be written together.
  LOCK TABLE public.curseur IN ACCESS EXCLUSIVE MODE;
  PERFORM creer_tables_a_cote();
  RETURN QUERY
    UPDATE demande_reconstruction SET etat = 'EN_COURS', preneur = p_preneur,
      bail_expire = clock_timestamp() + p_bail_ms * interval '1 millisecond',
      evenements = 0, attendus = c.comptes, borne = c.position
    FROM public.curseur AS c
    WHERE demande_reconstruction.id = v_demande.id AND c.nom = 'vente' RETURNING demande_reconstruction.*;
END $$;

-- Ends it, and gives whether it was still the caller's to end. REMPLACER puts the second set in the place of
-- the first, cursor included, which stands where the first one stood. The consumer waits at the first line for the time
-- of this function; then it finds the new tables by their names.
CREATE OR REPLACE FUNCTION terminer_reconstruction(p_id uuid, p_preneur uuid, p_etat text, p_message text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  v_table   text;
  v_demande demande_reconstruction;
BEGIN
  LOCK TABLE public.curseur IN ACCESS EXCLUSIVE MODE;
  UPDATE demande_reconstruction SET etat = p_etat, etape = 'FIN', message = p_message, terminee_le = now()
  WHERE id = p_id AND preneur = p_preneur AND etat = 'EN_COURS' RETURNING * INTO v_demande;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF v_demande.genre = 'REMPLACER' AND p_etat = 'TERMINEE' THEN
    -- What was folded must end where counting in both sets began, or it is not the whole.
    UPDATE reconstruction.curseur AS r SET position = p.position
    FROM public.curseur AS p
    WHERE r.nom = 'vente' AND p.nom = 'vente' AND r.position IS NOT DISTINCT FROM v_demande.borne;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'The rebuild % does not end at %', p_id, v_demande.borne;
    END IF;
    CREATE SCHEMA remplacee;
    FOREACH v_table IN ARRAY ARRAY['curseur', 'ventes_jour', 'ventes_heure', 'ventes_produit_jour'] LOOP
      EXECUTE format('ALTER TABLE public.%I SET SCHEMA remplacee', v_table);
      EXECUTE format('ALTER TABLE reconstruction.%I SET SCHEMA public', v_table);
    END LOOP;
    DROP SCHEMA remplacee CASCADE;
  END IF;
  DROP SCHEMA reconstruction CASCADE;
  RETURN true;
END $$;

-- A replica of before that is in the middle of a slice finds it missing, once, and reads the slice again.
DROP TABLE evenement_vu;
