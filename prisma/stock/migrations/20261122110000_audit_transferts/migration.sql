-- The same transfer, told of in the audit log when goods really move: neither on a replay nor on a refusal.
-- `avant` and `apres` say what could still be sold of each product in both places. The levels are locked until
-- the end, so that what was there before is what there is now, less what was moved.
--
-- Lock order: the audit log comes after every other lock, and nobody who holds it wants another.
CREATE FUNCTION transferer_stock(
  p_transfert uuid, p_source integer, p_destination integer, p_lignes jsonb, p_empreinte text, p_request_id text,
  p_acteur jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_resultat jsonb;
  v_avant    jsonb;
  v_apres    jsonb;
BEGIN
  v_resultat := transferer_stock(p_transfert, p_source, p_destination, p_lignes, p_empreinte, p_request_id);
  IF v_resultat ->> 'rejoue' = 'false' THEN
    WITH niveaux AS (
      SELECT * FROM jsonb_to_recordset(v_resultat -> 'niveaux')
        AS n ("magasinId" integer, "produitId" integer, disponible integer)
    )
    SELECT
      jsonb_agg(jsonb_build_object('produitId', l.produit_id,
        'source', s.disponible + l.quantite, 'destination', d.disponible - l.quantite) ORDER BY l.produit_id),
      jsonb_agg(jsonb_build_object('produitId', l.produit_id, 'quantite', l.quantite,
        'source', s.disponible, 'destination', d.disponible) ORDER BY l.produit_id)
    INTO v_avant, v_apres
    FROM lignes_agregees(p_lignes) AS l
    JOIN niveaux s ON s."produitId" = l.produit_id AND s."magasinId" = p_source
    JOIN niveaux d ON d."produitId" = l.produit_id AND d."magasinId" = p_destination;
    PERFORM inscrire_audit('TRANSFERT', p_acteur, 'transfert ' || p_transfert,
      jsonb_build_object('lignes', v_avant),
      jsonb_build_object('sourceId', p_source, 'destinationId', p_destination, 'lignes', v_apres));
  END IF;
  RETURN v_resultat;
END $$;
