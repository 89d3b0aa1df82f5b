#!/bin/sh
# Makes the certificates with which PostgreSQL and Redis speak TLS inside: sh deploiement/certificats.sh
# In ./secrets (SECRETS_DOSSIER), beside the others: donnees_ca, whom the services believe, and a certificate and key for
# each of both servers. The key that signed them is thrown away: nobody makes a third. They hold for 825 days; run it
# again before, and docker compose up -d --force-recreate. For deploiement/tls-donnees.yml.
set -eu
umask 077
dossier=${SECRETS_DOSSIER:-secrets}
# One more name or address of both servers, for who reaches them otherwise: DNS:base.exemple.ca
aussi=${CERTIFICAT_AUSSI:+,$CERTIFICAT_AUSSI}
mkdir -p "$dossier"
atelier=$(mktemp -d)
trap 'rm -rf "$atelier"' EXIT

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 -subj "/CN=caisse, donnees" \
  -addext basicConstraints=critical,CA:true,pathlen:0 -addext keyUsage=critical,keyCertSign \
  -keyout "$atelier/ca.cle" -out "$atelier/donnees_ca" 2>/dev/null
for serveur in postgres redis; do
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$serveur" \
    -keyout "$atelier/${serveur}_cle" -out "$atelier/demande" 2>/dev/null
  printf 'subjectAltName=DNS:%s%s\nextendedKeyUsage=serverAuth\n' "$serveur" "$aussi" > "$atelier/noms"
  openssl x509 -req -in "$atelier/demande" -CA "$atelier/donnees_ca" -CAkey "$atelier/ca.cle" -CAcreateserial -days 825 \
    -extfile "$atelier/noms" -out "$atelier/${serveur}_certificat" 2>/dev/null
done
for fichier in donnees_ca postgres_certificat postgres_cle redis_certificat redis_cle; do
  chmod 444 "$atelier/$fichier"
  mv -f "$atelier/$fichier" "$dossier/$fichier"
done
echo "certificats: $(openssl x509 -in "$dossier/donnees_ca" -noout -enddate)" >&2
