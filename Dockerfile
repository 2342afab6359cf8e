# One image for all services of Scrutin and for its command line. The argument selects the program:
#   docker run scrutin apps/validation-worker/dist/main.js
#
# The base is fixed by its version. To fix its content too, give the digest that your registry shows for it:
#   docker build --build-arg BASE=node:24.21.0-bookworm-slim@sha256:… .
ARG BASE=node:24.21.0-bookworm-slim
# The programs in the image. What they depend on comes along, and nothing else: no generator of votes, no demonstration,
# no tests. Generating voters must not happen beside real ones.
ARG APPS="ingestion-api admin-api validation-worker aggregator cli"

# The manifests of the packages alone. While they stay the same, a builder need not install the packages again. Of the
# tools for work on the code, those that test and lint are left out, which halves what has to be installed.
FROM ${BASE} AS manifests
COPY . /source
RUN mkdir /scrutin && cd /source \
  && cp --parents package.json package-lock.json .npmrc apps/*/package.json libs/*/package.json /scrutin \
  && cd /scrutin && node -e ' \
    const { readFileSync, writeFileSync } = require("node:fs"); \
    const { optionalDependencies, devDependencies, ...manifest } = JSON.parse(readFileSync("package.json")); \
    const tools = ["prisma", "@typescript/compiler", "@types/node", "vite"].map((name) => [name, devDependencies[name]]); \
    writeFileSync("package.json", JSON.stringify({ ...manifest, devDependencies: Object.fromEntries(tools) }));'

# What the programs need while they run. Of the packages of this project, only what npm installs inside of them stays. The
# native part of sharp is an optional package, one for each platform, so optional packages are not left out.
FROM ${BASE} AS packages
ARG APPS
WORKDIR /scrutin
COPY --from=manifests /scrutin ./
RUN --mount=type=cache,target=/npm-cache \
  npm ci --cache /npm-cache --omit=dev --omit=peer $(printf -- '--workspace=apps/%s ' ${APPS}) \
  && rm package-lock.json .npmrc apps/*/package.json libs/*/package.json && find apps libs -type d -empty -delete

FROM ${BASE} AS build
ARG APPS
WORKDIR /scrutin
ENV CI=true
COPY --from=manifests /scrutin ./
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache
COPY . .
# The compiler builds each program and every package that it refers to. Only those have a folder `dist` afterwards.
RUN npm run generate && npx tsc --build $(printf 'apps/%s/tsconfig.lib.json ' ${APPS}) && npm run build:pages \
  && for built in apps/*/dist libs/*/dist; do \
       package="${built%/dist}"; \
       for part in package.json dist bin examples; do \
         if [ -e "${package}/${part}" ]; then mkdir -p "/shipped/${package}" && cp -r "${package}/${part}" "/shipped/${package}/"; fi; \
       done; \
     done \
  && find /shipped -name '*.d.ts' -o -name '*.d.ts.map' -o -name '*.tsbuildinfo' | xargs rm \
  && cp -r package.json prisma /shipped/

# For `docker compose --profile demonstration`: the command line with the commands that play voters.
FROM build AS rehearsal
# The folder is for the credentials of the voters that it makes up. Compose mounts a volume there.
RUN npx tsc --build apps/rehearsal/tsconfig.lib.json && mkdir .scrutin && chown 1000:1000 .scrutin
ENV NODE_ENV=production
USER 1000:1000
ENTRYPOINT ["node", "apps/cli/dist/main.js"]

# The image of the services. It is the last stage, so a build without --target makes it.
FROM ${BASE} AS services
ARG VERSION=local
LABEL org.opencontainers.image.title="Scrutin" \
  org.opencontainers.image.description="Referendum and election backend" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}"
# If the young generation has room for all requests in flight, the API needs less processor time (docs/PERFORMANCE.md).
# Health and metrics have a fixed port, so that the check below finds it.
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=32 METRICS_PORT=9100
# Debian's packages of fonts for names in scripts that the built-in fonts lack, e.g. fonts-noto-cjk (about 90 MB).
ARG FONT_PACKAGES=""
RUN if [ -n "$FONT_PACKAGES" ]; then \
      apt-get update && apt-get install -y --no-install-recommends $FONT_PACKAGES && rm -rf /var/lib/apt/lists/*; \
    fi
WORKDIR /scrutin
COPY --from=packages /scrutin ./
COPY --from=build /shipped ./
# npm also links the packages that are not in the image.
RUN find node_modules/@scrutin -xtype l -delete
# Everything belongs to root, so the services cannot change their own code. The number is that of the user `node`:
# Kubernetes checks with it that the user is not root.
USER 1000:1000
EXPOSE 8000 8001 9100
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s --retries=12 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["apps/ingestion-api/dist/main.js"]
