-- Demo catalogue of the standalone mode. Loaded once, into an empty database.
INSERT INTO categorie (id, nom) VALUES
  (1, 'Fruits et légumes'), (2, 'Produits laitiers'), (3, 'Boulangerie'), (4, 'Boissons');

INSERT INTO produit (id, nom, description, prix, code_barres, categorie_id) VALUES
  (1, 'Pommes', 'Pommes McIntosh du Québec, à l''unité', 150, '0620000000011', 1),
  (2, 'Bananes', 'Bananes mûres, le paquet', 200, '0620000000028', 1),
  (3, 'Lait', 'Lait 2 %, carton de 1 L', 250, '0620000000035', 2),
  (4, 'Pain', 'Pain de blé entier tranché, 675 g', 300, '0620000000042', 3),
  (5, 'Eau', 'Eau de source, bouteille de 500 ml', 100, '0620000000059', 4);

-- Basic groceries are zero-rated for both taxes; bottled water in single servings is taxable.
INSERT INTO statut_fiscal (produit_id, taxe, effet_du, statut)
SELECT p.id, t.taxe, '1991-01-01', CASE WHEN p.id = 5 THEN 'TAXABLE' ELSE 'DETAXE' END
FROM produit p CROSS JOIN (VALUES ('TPS'), ('TVQ')) AS t (taxe);

INSERT INTO prix_historique (produit_id, prix, version, request_id) SELECT id, prix, version, 'demo' FROM produit;

SELECT setval(pg_get_serial_sequence('produit', 'id'), 5), setval(pg_get_serial_sequence('categorie', 'id'), 4);
