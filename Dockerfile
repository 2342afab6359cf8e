# One image for all services of Scrutin. The command selects the service:
#   docker run scrutin apps/validation-worker/dist/main.js
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /scrutin
ENV NX_DAEMON=false NX_TUI=false CI=true
COPY . .
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache
RUN npm run generate && npm run build
# The image contains the compiled code, without sources, tests and their fixtures, measurements and build tools. It
# already has Node.js, so the copy that npm installs for a checkout is removed. The rehearsal is removed too, because it
# generates voters, which must not happen beside real ones.
RUN npm prune --omit=dev \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node .nx \
  && for package in apps/rehearsal apps/system-tests libs/monitoring libs/testkit libs/voting-load libs/deployment-checks; do \
       rm -rf "$package" "node_modules/@scrutin/${package#*/}"; \
     done \
  && find apps libs -mindepth 2 -maxdepth 2 \
       \( -name src -o -name bench -o -name fixtures -o -name out-tsc \) -exec rm -rf {} +

FROM node:24.21.0-bookworm-slim
# If the young generation has room for all requests in flight, the API needs less processor time (docs/PERFORMANCE.md).
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=32
WORKDIR /scrutin
COPY --from=build /scrutin/package.json ./
COPY --from=build /scrutin/node_modules ./node_modules
COPY --from=build /scrutin/prisma ./prisma
COPY --from=build /scrutin/libs ./libs
COPY --from=build /scrutin/apps ./apps
USER node
EXPOSE 8000 8001 9100
ENTRYPOINT ["node"]
CMD ["apps/ingestion-api/dist/main.js"]
