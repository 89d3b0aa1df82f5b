-- What the sweeper of an instance takes over: each row is given to one of them, with the lease and the next
-- epoch in the same statement. statement_timestamp() rather than clock_timestamp(), so that the index on
-- bail_expire serves; nothing waits here, rows that somebody holds are passed over.

CREATE FUNCTION reprendre_ventes_en_doute(p_limite integer, p_bail_ms integer) RETURNS SETOF jsonb
LANGUAGE sql VOLATILE AS $$
  WITH prise AS (
    SELECT id FROM vente
    WHERE etat IN ('EN_COURS', 'EN_COMPENSATION') AND bail_expire < statement_timestamp()
    ORDER BY bail_expire LIMIT p_limite
    FOR UPDATE SKIP LOCKED
  )
  UPDATE vente AS v SET bail_epoch = v.bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
  FROM prise WHERE v.id = prise.id
  RETURNING vente_json(v)
$$;

CREATE FUNCTION reprendre_annulations_en_doute(p_limite integer, p_bail_ms integer) RETURNS SETOF jsonb
LANGUAGE sql VOLATILE AS $$
  WITH prise AS (
    SELECT id FROM annulation
    WHERE etat = 'EN_COURS' AND bail_expire < statement_timestamp()
    ORDER BY bail_expire LIMIT p_limite
    FOR UPDATE SKIP LOCKED
  )
  UPDATE annulation AS a SET bail_epoch = a.bail_epoch + 1, bail_expire = fin_de_bail(p_bail_ms)
  FROM prise WHERE a.id = prise.id
  RETURNING annulation_json(a)
$$;
