-- A code as it is compared: GTIN-14 for a GTIN of any length (UPC-A, EAN-13, EAN-8…), itself for anything else.
-- Written once more in packages/subgraph-kit/src/domaine/codes.ts, for what is typed or scanned.
CREATE FUNCTION en_gtin14(code text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN code ~ '^([0-9]{8}|[0-9]{12,14})$' THEN lpad(code, 14, '0') ELSE code END;

-- Two ways to write one code are one code. Where two products have it already, this stops, names it, and changes
-- nothing: somebody has to say which one keeps it. The index on the code as written serves the replicas of before.
CREATE UNIQUE INDEX produit_gtin14 ON produit (en_gtin14(code_barres));

-- A text as a pattern of LIKE that means itself: escaped after normalising, which may make a wildcard (« ％ »).
CREATE FUNCTION motif_recherche(texte text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(normaliser_recherche(texte), '([\\%_])', '\\\1', 'g');
