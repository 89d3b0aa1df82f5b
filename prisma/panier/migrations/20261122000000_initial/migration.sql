CREATE TABLE panier (
  id                uuid PRIMARY KEY,
  session_caisse_id uuid NOT NULL,
  caisse_id         integer NOT NULL,
  magasin_id        integer NOT NULL,
  statut            text NOT NULL DEFAULT 'OUVERT' CHECK (statut IN ('OUVERT', 'FIGE', 'ENCAISSE')),
  gel_vente_id      uuid,
  fige_le           timestamptz(3),
  cree_le           timestamptz(3) NOT NULL DEFAULT now(),
  request_id        text NOT NULL,
  CHECK ((statut = 'OUVERT') = (gel_vente_id IS NULL)),
  CHECK ((statut = 'OUVERT') = (fige_le IS NULL))
);

CREATE TABLE ligne_panier (
  panier_id     uuid NOT NULL REFERENCES panier (id) ON DELETE CASCADE,
  produit_id    integer NOT NULL,
  -- Order of adding; the numbers of removed lines may serve again.
  position      integer NOT NULL,
  nom_produit   text NOT NULL,
  quantite      integer NOT NULL CHECK (quantite BETWEEN 1 AND 9999),
  prix_unitaire integer NOT NULL CHECK (prix_unitaire >= 0),
  statut_tps    text NOT NULL CHECK (statut_tps IN ('TAXABLE', 'DETAXE', 'HORS_CHAMP')),
  statut_tvq    text NOT NULL CHECK (statut_tvq IN ('TAXABLE', 'DETAXE', 'HORS_CHAMP')),
  PRIMARY KEY (panier_id, produit_id)
);

-- Tombstones: a sale that gave a cart back never freezes it again. No foreign key, because a release may come
-- before everything else, for a cart that does not exist yet.
CREATE TABLE gel_rendu (
  panier_id uuid NOT NULL,
  vente_id  uuid NOT NULL,
  rendu_le  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (panier_id, vente_id)
);

-- What the consumer of the sales log has read, and has seen.
CREATE TABLE curseur (
  journal  text PRIMARY KEY,
  position text
);
INSERT INTO curseur (journal) VALUES ('ventes');

CREATE TABLE evenement_recu (
  id      uuid PRIMARY KEY,
  recu_le timestamptz(3) NOT NULL DEFAULT now()
);

-- A cart with its lines, as the service reads it.
CREATE FUNCTION panier_en_json(p panier) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', p.id, 'sessionCaisseId', p.session_caisse_id, 'caisseId', p.caisse_id,
    'magasinId', p.magasin_id, 'statut', p.statut, 'figeLe', p.fige_le,
    'lignes', coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'produitId', l.produit_id, 'nomProduit', l.nom_produit, 'quantite', l.quantite,
        'prixUnitaire', l.prix_unitaire, 'statutTps', l.statut_tps, 'statutTvq', l.statut_tvq)
        ORDER BY l.position, l.produit_id)
      FROM ligne_panier l WHERE l.panier_id = p.id), '[]'::jsonb))
$$;

-- Every function below that changes a cart begins with its row lock and looks at the status under that lock:
-- a change and a freeze never cross. They are VOLATILE, hence each statement in them sees what was committed
-- before the lock was granted, which a single statement with its one snapshot would not.

-- The outcome of a change that found the cart: its verdict and the cart as it now is.
CREATE FUNCTION issue_panier(p_verdict text, p_panier uuid) RETURNS jsonb
LANGUAGE sql VOLATILE AS $$
  SELECT jsonb_build_object('verdict', p_verdict, 'panier', panier_en_json(p)) FROM panier p WHERE p.id = p_panier
$$;

-- Creates the cart, or finds the one that has the id already.
CREATE FUNCTION creer_panier(
  p_panier uuid, p_session uuid, p_caisse integer, p_magasin integer, p_request text
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  INSERT INTO panier (id, session_caisse_id, caisse_id, magasin_id, request_id)
  VALUES (p_panier, p_session, p_caisse, p_magasin, p_request)
  ON CONFLICT DO NOTHING;
  RETURN (SELECT panier_en_json(p) FROM panier p WHERE p.id = p_panier);
END $$;

-- Locks a cart for a change: null when it may be changed, the refusal otherwise.
CREATE FUNCTION verrouiller_panier(p_panier uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_statut text;
BEGIN
  SELECT p.statut INTO v_statut FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
  END IF;
  IF v_statut <> 'OUVERT' THEN
    RETURN issue_panier('NON_MODIFIABLE', p_panier);
  END IF;
  RETURN NULL;
END $$;

-- Adds to the line of a product, at the price that the catalogue has at this moment.
CREATE FUNCTION ajouter_ligne(
  p_panier uuid, p_produit integer, p_quantite integer,
  p_nom text, p_prix integer, p_tps text, p_tvq text
) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier);
  v_ligne ligne_panier;
BEGIN
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
  INSERT INTO ligne_panier AS l
    (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire, statut_tps, statut_tvq)
  SELECT p_panier, p_produit, coalesce(max(autre.position), 0) + 1, p_nom, p_quantite, p_prix, p_tps, p_tvq
  FROM ligne_panier autre WHERE autre.panier_id = p_panier
  ON CONFLICT (panier_id, produit_id) DO UPDATE SET quantite = l.quantite + p_quantite;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Sets the quantity of a line; zero removes it.
CREATE FUNCTION fixer_quantite(p_panier uuid, p_produit integer, p_quantite integer) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier);
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
CREATE FUNCTION vider_panier(p_panier uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_refus jsonb := verrouiller_panier(p_panier);
BEGIN
  IF v_refus IS NOT NULL THEN
    RETURN v_refus;
  END IF;
  DELETE FROM ligne_panier l WHERE l.panier_id = p_panier;
  RETURN issue_panier('FAIT', p_panier);
END $$;

-- Freezes and releases of one cart go one at a time, even while the cart does not exist and there is no row to
-- lock: otherwise a freeze could miss a tombstone that is not committed yet.
CREATE FUNCTION attendre_tour(p_panier uuid) RETURNS void
LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(p_panier::text, 0))
$$;

-- Freezes a cart for a sale. Repeated by the same sale, it gives the same lines again.
CREATE FUNCTION figer_panier(p_panier uuid, p_vente uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  PERFORM attendre_tour(p_panier);
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('verdict', 'INTROUVABLE');
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

-- Gives a cart back, and forbids the sale to freeze it from now on. False when the sale was concluded: it
-- keeps the cart.
CREATE FUNCTION liberer_panier(p_panier uuid, p_vente uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_panier panier;
BEGIN
  PERFORM attendre_tour(p_panier);
  SELECT * INTO v_panier FROM panier p WHERE p.id = p_panier FOR UPDATE;
  IF FOUND AND v_panier.gel_vente_id = p_vente AND v_panier.statut = 'ENCAISSE' THEN
    RETURN false;
  END IF;
  INSERT INTO gel_rendu (panier_id, vente_id) VALUES (p_panier, p_vente) ON CONFLICT DO NOTHING;
  UPDATE panier p SET statut = 'OUVERT', gel_vente_id = NULL, fige_le = NULL
  WHERE p.id = p_panier AND p.gel_vente_id = p_vente;
  RETURN true;
END $$;

-- Concludes the carts of validated sales, notes the events and moves the cursor, unless another replica was
-- faster. The three arrays are parallel.
CREATE FUNCTION encaisser_paniers(
  p_de text, p_a text, p_evenements uuid[], p_paniers uuid[], p_ventes uuid[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  UPDATE curseur c SET position = p_a WHERE c.journal = 'ventes' AND c.position IS NOT DISTINCT FROM p_de;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  WITH nouveaux AS (
    INSERT INTO evenement_recu (id) SELECT DISTINCT unnest(p_evenements) ON CONFLICT DO NOTHING RETURNING id
  )
  UPDATE panier p SET statut = 'ENCAISSE'
  FROM unnest(p_evenements, p_paniers, p_ventes) AS e (id, panier_id, vente_id)
  JOIN nouveaux USING (id)
  WHERE p.id = e.panier_id AND p.gel_vente_id = e.vente_id AND p.statut = 'FIGE';
  RETURN true;
END $$;
