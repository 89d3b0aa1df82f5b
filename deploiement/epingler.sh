#!/bin/bash
# Names the images of a release by their digest, not by a tag that may point elsewhere tomorrow. Where the registries are
# reached, once for each release: bash deploiement/epingler.sh > deploiement/images.env ; read what changed, commit it.
# Deploy with: docker compose --env-file .env --env-file deploiement/images.env up -d --wait
# (or COMPOSE_ENV_FILES=.env,deploiement/images.env in the shell). The Node image is the base of our own: build with it too.
set -euo pipefail
echo '# Written by deploiement/epingler.sh.'
grep -hoE '\$\{IMAGE_[A-Z]+:-[^}]+\}' docker-compose.yml | sort -u | while IFS= read -r variable; do
  nom=${variable#'${'}
  nom=${nom%%:-*}
  image=${variable#*:-}
  image=${image%'}'}
  [ "$nom" = IMAGE_VERSION ] && continue
  digest=$(docker buildx imagetools inspect --format '{{json .Manifest.Digest}}' "$image" | tr -d '"')
  case $digest in
    sha256:*) echo "$nom=$image@$digest" ;;
    *) echo "epingler: no digest for $image" >&2; exit 1 ;;
  esac
done
