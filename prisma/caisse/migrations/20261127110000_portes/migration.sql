-- Wrong secrets, by where they come from. A lock on an account is a switch that anybody can turn: what waits is the
-- place that fails (an address, a device, a person at a till), and only for that account.
CREATE TABLE essai (
  -- Digest of what is counted, under a key that the database does not have: an unknown identifier may be a password.
  cle            bytea PRIMARY KEY CHECK (octet_length(cle) = 32),
  -- Whose account it is, if it is somebody's.
  employe_id     integer REFERENCES employe (id),
  echecs         integer NOT NULL CHECK (echecs > 0),
  attente_jusqua timestamptz(3),
  dernier_le     timestamptz(3) NOT NULL
);
CREATE INDEX essai_employe ON essai (employe_id) WHERE employe_id IS NOT NULL;
CREATE INDEX essai_dernier ON essai (dernier_le);

-- Counts a failure in each place it belongs to, unless the first waits already: then it was no try, and counts for
-- nothing. From one failure more than p_libres on a place waits 30 s, then twice as long each time, up to 15 min. A
-- place without failures for p_oublis seconds begins again. Old places go, a few at a time.
CREATE FUNCTION compter_echec(
  p_cles bytea[], p_libres int[], p_oublis int[], p_employe int, p_instant timestamptz,
  OUT compte boolean, OUT attente timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
  v_rang int;
  v_fin timestamptz;
BEGIN
  compte := true;
  -- In the order given, which is that of all who count: nobody waits for one who waits for them.
  FOR v_rang IN 1 .. cardinality(p_cles) LOOP
    INSERT INTO essai AS e (cle, employe_id, echecs, attente_jusqua, dernier_le)
    VALUES (p_cles[v_rang], CASE v_rang WHEN 1 THEN p_employe END, 1, NULL, p_instant)
    ON CONFLICT (cle) DO UPDATE SET
      (echecs, attente_jusqua, dernier_le) = (
        SELECT n, CASE WHEN n > p_libres[v_rang]
          THEN p_instant + make_interval(secs => least(30 * 2 ^ least(n - p_libres[v_rang] - 1, 10), 900)) END,
          p_instant
        FROM (SELECT CASE WHEN e.dernier_le > p_instant - make_interval(secs => p_oublis[v_rang])
          THEN e.echecs + 1 ELSE 1 END AS n) AS suite)
      WHERE e.attente_jusqua IS NULL OR e.attente_jusqua <= p_instant
    RETURNING e.attente_jusqua INTO v_fin;
    IF NOT FOUND AND v_rang = 1 THEN
      compte := false;
      attente := NULL;
      RETURN;
    END IF;
    attente := greatest(attente, v_fin);
  END LOOP;
  DELETE FROM essai WHERE cle IN (
    SELECT cle FROM essai WHERE dernier_le < p_instant - interval '1 day' ORDER BY dernier_le LIMIT 5
    FOR UPDATE SKIP LOCKED);
END
$$;

-- True until the person has chosen a password that no administrator knows.
ALTER TABLE employe ADD COLUMN mot_de_passe_provisoire boolean NOT NULL DEFAULT false;

-- Where a sign-in was opened, for its person to know it again; and the places where an account is at home.
ALTER TABLE connexion
  ADD COLUMN moyen    text CHECK (moyen IN ('MOT_DE_PASSE', 'NIP')),
  ADD COLUMN adresse  text,
  ADD COLUMN appareil text,
  ADD COLUMN agent    text,
  ADD COLUMN vue_le   timestamptz(3);

-- Who answers for the float. Null for sessions of before, and for people whom another provider signs in: the audit
-- entry names them.
ALTER TABLE session_caisse ADD COLUMN ouverte_par integer REFERENCES employe (id);

-- Whether an account is at home somewhere is asked at each sign-in.
CREATE INDEX connexion_chez_soi ON connexion (employe_id, appareil, adresse);
