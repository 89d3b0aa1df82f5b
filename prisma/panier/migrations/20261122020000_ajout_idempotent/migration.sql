-- An addition that the till named: sent again after a lost answer, it adds nothing more.
CREATE TABLE ajout (
  id         uuid PRIMARY KEY,
  panier_id  uuid NOT NULL REFERENCES panier (id) ON DELETE CASCADE,
  produit_id integer NOT NULL,
  quantite   integer NOT NULL
);

DROP FUNCTION ajouter_ligne(uuid, integer, integer, text, integer, text, text);

-- Adds to the line of a product, or makes the line. p_ajout may be null: such an addition is not recognised.
CREATE FUNCTION ajouter_ligne(
  p_panier uuid, p_produit integer, p_quantite integer,
  p_nom text, p_prix integer, p_tps text, p_tvq text, p_ajout uuid
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier);
  v_ligne ligne_panier;
  v_ajout ajout;
BEGIN
  IF v_refus ->> 'verdict' = 'INTROUVABLE' THEN
    RETURN v_refus;
  END IF;
  -- Before anything that may have changed since the first time, the cart's status included.
  SELECT * INTO v_ajout FROM ajout WHERE id = p_ajout;
  IF FOUND THEN
    IF (v_ajout.panier_id, v_ajout.produit_id, v_ajout.quantite) = (p_panier, p_produit, p_quantite) THEN
      RETURN issue_panier('FAIT', p_panier);
    END IF;
    RETURN jsonb_build_object('verdict', 'CLE_REUTILISEE');
  END IF;
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;

  SELECT * INTO v_ligne FROM ligne_panier l WHERE l.panier_id = p_panier AND l.produit_id = p_produit;
  IF FOUND AND v_ligne.prix_unitaire <> p_prix THEN
    RETURN jsonb_build_object('verdict', 'PRIX_MODIFIE', 'prixUnitaire', v_ligne.prix_unitaire);
  END IF;
  IF coalesce(v_ligne.quantite, 0) + p_quantite > 9999 THEN
    RETURN jsonb_build_object('verdict', 'QUANTITE_EXCESSIVE', 'quantite', coalesce(v_ligne.quantite, 0));
  END IF;

  IF p_ajout IS NOT NULL THEN
    -- The cart's lock does not cover the same id sent for another cart at this moment: the key does.
    INSERT INTO ajout (id, panier_id, produit_id, quantite) VALUES (p_ajout, p_panier, p_produit, p_quantite)
    ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('verdict', 'CLE_REUTILISEE');
    END IF;
  END IF;
  INSERT INTO ligne_panier AS l
    (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statut_tps, statut_tvq)
  SELECT p_panier, p_produit, coalesce(max(autre.position), 0) + 1, p_nom, p_quantite, p_prix, p_tps, p_tvq
  FROM ligne_panier autre WHERE autre.panier_id = p_panier
  ON CONFLICT (panier_id, produit_id) DO UPDATE SET quantite = l.quantite + p_quantite;
  RETURN issue_panier('FAIT', p_panier);
END $$;
