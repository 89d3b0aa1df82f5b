-- Demo places of the standalone mode. Loaded once, into an empty database.
INSERT INTO magasin (id, nom, quartier, type, adresse, telephone) VALUES
  (1, 'Magasin un', 'Plateau-Mont-Royal', 'MAGASIN', '4210, rue Saint-Denis, Montréal (Québec)  H2J 2K8', '514 555-0111'),
  (2, 'Magasin deux', 'Rosemont', 'MAGASIN', '2950, rue Masson, Montréal (Québec)  H1Y 1X1', '514 555-0122'),
  (3, 'Magasin trois', 'Verdun', 'MAGASIN', '4105, rue Wellington, Montréal (Québec)  H4G 1V7', '514 555-0133'),
  (4, 'Magasin quatre', 'Saint-Roch', 'MAGASIN', '615, rue Saint-Joseph Est, Québec (Québec)  G1K 3B7', '418 555-0144'),
  (5, 'Magasin cinq', 'Vieux-Hull', 'MAGASIN', '120, promenade du Portage, Gatineau (Québec)  J8X 2K1', '819 555-0155'),
  (6, 'Centre logistique', 'Saint-Laurent', 'CENTRE_LOGISTIQUE', '6800, chemin de la Côte-de-Liesse, Montréal (Québec)  H4T 2A7', '514 555-0166'),
  (7, 'Maison mère', 'Ville-Marie', 'MAISON_MERE', '1200, boulevard René-Lévesque Ouest, Montréal (Québec)  H3B 4W8', '514 555-0177');

-- One registrant, the chain: the same made-up numbers on every receipt.
UPDATE magasin SET numero_tps = '123456789 RT 0001', numero_tvq = '1234567890 TQ 0001';

-- Two tills per store: 1 and 2 in store 1, 3 and 4 in store 2, and so on.
INSERT INTO caisse (id, magasin_id, numero)
SELECT 2 * (m.id - 1) + n.numero, m.id, n.numero
FROM magasin m CROSS JOIN (VALUES (1), (2)) AS n (numero)
WHERE m.type = 'MAGASIN';

SELECT setval(pg_get_serial_sequence('magasin', 'id'), 7), setval(pg_get_serial_sequence('caisse', 'id'), 10);
