-- The accounts of the standalone mode. No deployment has them: everybody knows their password.
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
