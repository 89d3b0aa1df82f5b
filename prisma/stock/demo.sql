-- Demo stock of the standalone mode. Loaded once, into an empty database: 1,000 of each product in the five
-- stores and 5,000 in the centre logistique (place 6). Opening stock is a movement like any other.
SELECT inscrire_mouvements(array_agg(
  ROW(magasin, produit, CASE magasin WHEN 6 THEN 5000 ELSE 1000 END, 0, 'OUVERTURE', NULL, NULL, NULL, 'demo')
  ::mouvement_a_inscrire))
FROM generate_series(1, 6) AS magasin CROSS JOIN generate_series(1, 5) AS produit;
