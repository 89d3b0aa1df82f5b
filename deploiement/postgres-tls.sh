#!/bin/bash
# PostgreSQL with TLS, and without it only on the socket of its own container. It wants its key readable by itself
# alone, which a mounted secret is not.
set -euo pipefail
dossier=/var/run/postgresql/tls
mkdir -p "$dossier"
install -o postgres -g postgres -m 0600 /run/secrets/postgres_cle "$dossier/cle.pem"
install -o postgres -g postgres -m 0644 /run/secrets/postgres_certificat "$dossier/certificat.pem"
chown postgres:postgres "$dossier"
exec docker-entrypoint.sh "$@" -c ssl=on -c ssl_min_protocol_version=TLSv1.2 -c hba_file=/caisse/pg_hba.conf \
  -c ssl_cert_file="$dossier/certificat.pem" -c ssl_key_file="$dossier/cle.pem"
