-- Rebuilding the sums from the whole log, in a second set of tables beside the live ones, while the consumer
-- goes on.
--
-- From its beginning, what the consumer counts is counted in both sets: suivre_evenements(). Meanwhile the
-- rebuild folds the log from zero into the second one. Sums do not depend on the order, and an event counts
-- once in each set whatever brings it, so that both hold the same events as soon as
--   1. the rebuild has read the log to an end that it had after the beginning: it has all that was counted
--      live before both sets were written together; and
--   2. the consumer has counted the last event that the rebuild read.
-- From then on they stay equal, and are compared and exchanged whenever it suits.
--
-- Locks: table public.curseur first, then reconstruction.curseur, then the sums.

-- What was asked, by whom it is being done, and what came out. One at a time.
CREATE TABLE demande_reconstruction (
  id              uuid PRIMARY KEY,
  genre           text NOT NULL CHECK (genre IN ('COMPARER', 'REMPLACER')),
  etat            text NOT NULL DEFAULT 'DEMANDEE' CHECK (etat IN ('DEMANDEE', 'EN_COURS', 'TERMINEE', 'ECHOUEE')),
  demandee_le     timestamptz(3) NOT NULL DEFAULT now(),
  -- The process that works on it, until when nobody else may take it over.
  preneur         uuid,
  bail_expire     timestamptz(3),
  etape           text NOT NULL DEFAULT 'ATTENTE' CHECK (etape IN ('ATTENTE', 'LECTURE', 'RATTRAPAGE', 'COMPARAISON', 'FIN')),
  evenements      bigint NOT NULL DEFAULT 0,
  -- Events counted live when it began: what the progress is measured against.
  attendus        bigint NOT NULL DEFAULT 0,
  lignes          bigint NOT NULL DEFAULT 0,
  nombre_ecarts   bigint NOT NULL DEFAULT 0,
  -- The first ones: [{table, vivant, reconstruit}].
  ecarts          jsonb NOT NULL DEFAULT '[]',
  message         text,
  terminee_le     timestamptz(3)
);
CREATE UNIQUE INDEX demande_reconstruction_unique ON demande_reconstruction ((true))
  WHERE etat IN ('DEMANDEE', 'EN_COURS');

-- The same fold on the second set of tables. Nothing but that schema is on the path: were it missing, the
-- fold would fail rather than count in the live tables.
CREATE FUNCTION appliquer_a_cote(lot jsonb, de text, a text) RETURNS integer LANGUAGE plpgsql
  SET search_path = reconstruction AS $$
BEGIN
  RETURN public.appliquer_evenements(lot, de, a);
END $$;

-- What the consumer calls: counts a slice, in both sets while a rebuild is in progress.
CREATE FUNCTION suivre_evenements(lot jsonb, de text, a text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_comptes integer := public.appliquer_evenements(lot, de, a);
  v_place   text;
BEGIN
  IF v_comptes IS NOT NULL AND EXISTS (SELECT FROM public.demande_reconstruction WHERE etat = 'EN_COURS') THEN
    -- Under the lock that the rebuild takes too: their slices go one after the other.
    SELECT position INTO STRICT v_place FROM reconstruction.curseur WHERE nom = 'vente' FOR UPDATE;
    PERFORM public.appliquer_a_cote(lot, v_place, v_place);
  END IF;
  RETURN v_comptes;
END $$;

-- Makes the second set, empty, with the same columns, constraints and names of indexes.
CREATE FUNCTION creer_tables_a_cote() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_table text;
  v_index record;
BEGIN
  DROP SCHEMA IF EXISTS reconstruction CASCADE;
  CREATE SCHEMA reconstruction;
  FOREACH v_table IN ARRAY ARRAY['ventes_jour', 'ventes_heure', 'ventes_produit_jour', 'evenement_vu', 'curseur'] LOOP
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
CREATE FUNCTION prendre_reconstruction(p_preneur uuid, p_bail_ms integer) RETURNS SETOF demande_reconstruction
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
      evenements = 0, attendus = (SELECT count(*) FROM public.evenement_vu)
    WHERE id = v_demande.id RETURNING *;
END $$;

-- Ends it, and gives whether it was still the caller's to end. REMPLACER puts the second set in the place of
-- the first, cursor included. The consumer waits at the first line for the time of this function; then it finds
-- the new tables by their names. What it reads again, because their cursor stands a little before, was counted
-- in both sets and counts no more.
CREATE FUNCTION terminer_reconstruction(p_id uuid, p_preneur uuid, p_etat text, p_message text) RETURNS boolean
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
    CREATE SCHEMA remplacee;
    FOREACH v_table IN ARRAY ARRAY['curseur', 'evenement_vu', 'ventes_jour', 'ventes_heure', 'ventes_produit_jour'] LOOP
      EXECUTE format('ALTER TABLE public.%I SET SCHEMA remplacee', v_table);
      EXECUTE format('ALTER TABLE reconstruction.%I SET SCHEMA public', v_table);
    END LOOP;
    DROP SCHEMA remplacee CASCADE;
  END IF;
  DROP SCHEMA reconstruction CASCADE;
  RETURN true;
END $$;

-- The rows of some days that are not the same in both sets. Both are read as of one moment, at which they hold
-- the same events.
CREATE FUNCTION comparer_jours(p_du date, p_au date, OUT lignes bigint, OUT ecarts jsonb) LANGUAGE plpgsql AS $$
BEGIN
  WITH paires AS (
    SELECT 'ventes_jour' AS nom, to_jsonb(v) AS vivant, to_jsonb(r) AS reconstruit
    FROM (SELECT * FROM public.ventes_jour WHERE jour BETWEEN p_du AND p_au) AS v
    FULL JOIN (SELECT * FROM reconstruction.ventes_jour WHERE jour BETWEEN p_du AND p_au) AS r
      USING (jour, magasin_id, caisse_id)
    UNION ALL
    SELECT 'ventes_heure', to_jsonb(v), to_jsonb(r)
    FROM (SELECT * FROM public.ventes_heure WHERE jour BETWEEN p_du AND p_au) AS v
    FULL JOIN (SELECT * FROM reconstruction.ventes_heure WHERE jour BETWEEN p_du AND p_au) AS r
      USING (jour, magasin_id, heure)
    UNION ALL
    SELECT 'ventes_produit_jour', to_jsonb(v), to_jsonb(r)
    FROM (SELECT * FROM public.ventes_produit_jour WHERE jour BETWEEN p_du AND p_au) AS v
    FULL JOIN (SELECT * FROM reconstruction.ventes_produit_jour WHERE jour BETWEEN p_du AND p_au) AS r
      USING (jour, magasin_id, produit_id)
  )
  SELECT count(*), coalesce(jsonb_agg(jsonb_build_object('table', nom, 'vivant', vivant, 'reconstruit', reconstruit))
    FILTER (WHERE vivant IS DISTINCT FROM reconstruit), '[]')
  INTO lignes, ecarts FROM paires;
END $$;
