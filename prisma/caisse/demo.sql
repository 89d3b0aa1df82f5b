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

-- Demo employees. The password of all is demo; PINs: 1001 for caissier1, 1002 for caissier2, …, 2001 for gerant1, ….
INSERT INTO employe (id, identifiant, nom, role, magasin_id, nip, mot_de_passe)
SELECT e.*, '$argon2id$v=19$m=19456,t=2,p=1$sCGfrnMjbuNxIdActazESA$iR3njffve/GBBESO+Xo3DOZ4i3v5r7ShhHvYrg7Q3II'
FROM (VALUES
  (1, 'admin', 'Camille Beauchemin', 'ADMIN', NULL, NULL),
  (2, 'logistique', 'Mathieu Lavallée', 'LOGISTIQUE', NULL, NULL),
  (3, 'gerant1', 'Geneviève Tremblay', 'GERANT', 1, '$argon2id$v=19$m=19456,t=2,p=1$zHInDjySkLwtlDaHZ6TUTA$9D9AziWq1CwdbdaCwOgH5vWWqIFxb+x6tCMD0OhikF0'),
  (4, 'gerant2', 'Sébastien Gagnon', 'GERANT', 2, '$argon2id$v=19$m=19456,t=2,p=1$fkjyYvFqbN5W5jw1yrc0iw$xxVmMmkuEYcd/3UazmaHxCDCnDnmtM0pBiDcX2Aze5c'),
  (5, 'gerant3', 'Nathalie Bouchard', 'GERANT', 3, '$argon2id$v=19$m=19456,t=2,p=1$bbltdjwqsK/dqu2kMCa1Pg$5QoIvMQZkDSNOv5bsXi76v5P0b1rJnDPFvJVOMkNKrM'),
  (6, 'gerant4', 'Étienne Pelletier', 'GERANT', 4, '$argon2id$v=19$m=19456,t=2,p=1$RgDGhF9dBDsb0OVgLlUFPw$DGXUGb0iNsM0A87IcjGkunyzvRLu9KACqSFJXOmEwHM'),
  (7, 'gerant5', 'Valérie Desjardins', 'GERANT', 5, '$argon2id$v=19$m=19456,t=2,p=1$tO0HgYPQkrj2XKbNwq6qdQ$cM2eL1Tn8zAvrqL2A7SGXnCokylK5HIpXMYvDJFWZhg'),
  (8, 'caissier1', 'Olivier Fortin', 'CAISSIER', 1, '$argon2id$v=19$m=19456,t=2,p=1$sktlK6vmsLh0CZKNejWXvQ$CqaULkpFxh0ujdqnK8NBiVwR6ZzxXezCIAh3u/9Jsy4'),
  (9, 'caissier2', 'Émilie Caron', 'CAISSIER', 2, '$argon2id$v=19$m=19456,t=2,p=1$P0qTHZbcBl1mZUKSDpo9rw$JDKF5kkiONpL+gl6SY8Jhyx/pmyQAceEsO+A8pAKjI4'),
  (10, 'caissier3', 'Samuel Bergeron', 'CAISSIER', 3, '$argon2id$v=19$m=19456,t=2,p=1$CjCett4S7POivKF3Ops2fw$Qb28b0RfDV+u/g6XR07Hg/g64xUALmE6B5gfwY6JsCQ'),
  (11, 'caissier4', 'Chloé Gauthier', 'CAISSIER', 4, '$argon2id$v=19$m=19456,t=2,p=1$Vsosdhc6jTAw2hMps5uqvw$TjBXNlGt3eFJrIperpfWf7tpqqCuqYTk2pshuFKS0OY'),
  (12, 'caissier5', 'Félix Ouellet', 'CAISSIER', 5, '$argon2id$v=19$m=19456,t=2,p=1$NbNbjCmGXfPJnJ2Fl/T+gg$GnxUYPuEwejGlw3Rn86gkhcevrWK6qtiA2sDUTNT0Hk')
) AS e (id, identifiant, nom, role, magasin_id, nip);

SELECT setval(pg_get_serial_sequence('employe', 'id'), 12);
