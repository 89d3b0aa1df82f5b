# Two images from one build:
#   services  every Node service, chosen by its command: node dist/<service>/main.js
#   web       the built web application, copied into the volume that Nginx serves
# Neither holds npm, a compiler or a secret; both run as an ordinary user on a read-only file system.

# A release names it by its digest (deploiement/epingler.sh).
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS manifestes
COPY . /projet
# Only these decide what is installed: a change of the code leaves the next stage's install in the cache.
RUN cd /projet && find . -name package.json -o -name package-lock.json | tar -cf /tmp/m.tar -T - \
 && mkdir /manifestes && tar -xf /tmp/m.tar -C /manifestes

FROM ${NODE_IMAGE} AS construction
WORKDIR /projet
COPY --from=manifestes /manifestes ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && node scripts/image.mjs /services && mkdir /vide

# Node and the C library, without what only installs packages. A layer that deletes would still carry what it
# hides, so the next stage starts from nothing and takes the result.
FROM ${NODE_IMAGE} AS socle
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* \
      /usr/local/include /opt/* /root/.npm /usr/share/doc /usr/share/man /usr/share/locale /usr/share/info \
      /var/cache/* /var/lib/apt/lists/* /var/log/* /tmp/*

FROM scratch AS services
COPY --from=socle / /
COPY --from=construction /services /app
COPY --chmod=0755 deploiement/pret.sh /app/deploiement/pret.sh
# What the checker and the routers keep over a restart: a new volume takes over the owner of the folder on which it
# is mounted.
COPY --chown=1000:1000 --from=construction /vide /verification
COPY --chown=1000:1000 --from=construction /vide /router
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin NODE_ENV=production
WORKDIR /app
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s --retries=3 \
  CMD ["/app/deploiement/pret.sh"]
CMD ["node", "dist/router/main.js"]

FROM services AS web
COPY --from=construction /projet/web/dist /app/web
COPY --chown=1000:1000 --from=construction /vide /public
HEALTHCHECK NONE
# The pages last: they name files that must be there already.
CMD ["sh", "-c", "cp -r /app/web/assets /public/ && cp -r /app/web/. /public/"]
