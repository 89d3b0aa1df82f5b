-- The store of who asks, null for those who reach every store. Each function looks at it under the lock that it takes
-- anyway, before it says anything of the cart. It comes last and has a default, for the replicas of before.

DROP FUNCTION verrouiller_panier(uuid);
DROP FUNCTION ajouter_ligne(uuid, integer, integer, text, integer, text, text, uuid);
DROP FUNCTION fixer_quantite(uuid, integer, integer);
DROP FUNCTION vider_panier(uuid);
DROP FUNCTION figer_panier(uuid, uuid);

-- Locks a cart for a change: null when it may be changed, the refusal otherwise.
CREATE FUNCTION verrouiller_panier(p_panier uuid, p_magasin integer) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
  END IF;
  IF v_panier.magasin_id <> p_magasin THEN
    RETURN jsonb_build_object('verdict', 'AUTRE_MAGASIN');
  END IF;
  IF v_panier.statut <> 'OUVERT' THEN
    RETURN issue_panier('NON_MODIFIABLE', p_panier);
  END IF;
  RETURN NULL;
END $$;

-- Adds to the line of a product, or makes the line. p_ajout may be null: such an addition is not recognised.
CREATE FUNCTION ajouter_ligne(
  p_panier uuid, p_produit integer, p_quantite integer,
  p_nom text, p_prix integer, p_tps text, p_tvq text, p_ajout uuid,
  p_magasin integer DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier, p_magasin);
  v_ligne ligne_panier;
  v_ajout ajout;
BEGIN
  IF v_refus ->> 'verdict' IN ('INTROUVABLE', 'AUTRE_MAGASIN') THEN
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

-- Sets the quantity of a line; zero removes it.
CREATE FUNCTION fixer_quantite(
  p_panier uuid, p_produit integer, p_quantite integer, p_magasin integer DEFAULT NULL
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier, p_magasin);
BEGIN
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;
  IF p_quantite = 0 THEN
    DELETE FROM ligne_panier l WHERE l.panier_id = p_panier AND l.produit_id = p_produit;
  ELSE
    UPDATE ligne_panier l SET quantite = p_quantite WHERE l.panier_id = p_panier AND l.produit_id = p_produit;
  END IF;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'LIGNE_INTROUVABLE');
  END IF;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Removes every line.
CREATE FUNCTION vider_panier(p_panier uuid, p_magasin integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier, p_magasin);
BEGIN
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;
  DELETE FROM ligne_panier l WHERE l.panier_id = p_panier;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Freezes a cart for a sale. Repeated by the same sale, it gives the same lines again.
CREATE FUNCTION figer_panier(p_panier uuid, p_vente uuid, p_magasin integer DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  PERFORM attendre_tour(p_panier);
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
  END IF;
  IF v_panier.magasin_id <> p_magasin THEN
    RETURN jsonb_build_object('verdict', 'AUTRE_MAGASIN');
  END IF;
  IF v_panier.gel_vente_id = p_vente THEN
    RETURN issue_panier('FAIT', p_panier);
  END IF;
  IF v_panier.statut <> 'OUVERT'
     OR EXISTS (SELECT FROM gel_rendu g WHERE g.panier_id = p_panier AND g.vente_id = p_vente) THEN
    RETURN jsonb_build_object('verdict', 'INDISPONIBLE');
  END IF;
  IF NOT EXISTS (SELECT FROM ligne_panier l WHERE l.panier_id = p_panier) THEN
    RETURN jsonb_build_object('verdict', 'VIDE');
  END IF;
  UPDATE panier p SET statut = 'FIGE', gel_vente_id = p_vente, fige_le = now() WHERE p.id = p_panier;
  RETURN issue_panier('FAIT', p_panier);
END $$;
